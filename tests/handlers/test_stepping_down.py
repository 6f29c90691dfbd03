"""A champion's role ends well: thanked, and still told what becomes of what they told."""

from __future__ import annotations

import pytest

from bot.store.audit import Audit
from bot.store.chats import Membership
from bot.words import Role
from tests.handlers.desk import answer, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.test_group_passing import stands_for_a_group
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


async def test_a_champion_stops_and_still_hears_what_becomes_of_what_they_told(
    town: Town, tom: Phone, room: int
) -> None:
    samina = await stands_for_a_group(town, tom, room)
    await samina.says("The clinic is shut at noon.")
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1 ·")
    await samina.says("/stop")
    assert "M-1 and H-2" in plain(samina.hears("You still wait for word on").text)
    await samina.taps("Stop, but tell me the rest")
    thanked = samina.hears("Thank you for all that you did as a champion.")
    assert "M-1 and H-2" in plain(thanked.text) and thanked.button("A letter of thanks")
    tom.sees("is no champion any more. They still hear", room)
    assert tom.sees("Nobody stands for it now.", room).button("Ask a champion")
    assert not any(one.stands_for for one in await town.all(Membership))
    await answer(tom, room, "H-2", "It is mended.")
    samina.sees("It is mended.")
    [act] = [one for one in await town.all(Audit) if one.act == "step_down"]
    assert (act.detail["before"], act.detail["after"]) == ("champion", None)


async def test_who_waits_for_nothing_is_asked_only_whether_they_stop(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("/stop")
    assert samina.hears("Do you want to stop?").button("Stop, but tell me the rest") is None
    await samina.taps("Yes, stop")
    samina.hears("You get no more messages from me.")


async def test_a_champion_can_still_stop_all_of_it_or_stay(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut at noon.")
    await samina.says("/stop")
    await samina.taps("No, stay")
    samina.hears("Everything stays as it was.")
    await samina.says("/stop")
    await samina.taps("Yes, stop")
    assert samina.hears("You get no more messages from me.").button("A letter of thanks")
    await samina.taps("A letter of thanks")
    samina.hears("A letter of thanks from")


async def test_whose_role_staff_end_is_thanked_and_hears_the_rest(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut at noon.")
    await tom.says("/people")
    await tom.taps_first("Everybody")
    await tom.taps("Take a role away")
    await tom.taps_first("Which role do you take away")
    await tom.taps("Take it away")
    told = samina.sees("has ended your role")
    assert "becomes of H-1" in plain(told.text) and told.button("A letter of thanks")
