"""Please look again, because …: once for each raiser and decision, to another person, with a date."""

from __future__ import annotations

import pytest

from bot.loop import handing_over, people, roles
from bot.store.decisions import LookAgain
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import Role
from tests.handlers.desk import take_up
from tests.handlers.matters import decides
from tests.handlers.phone import Phone
from tests.handlers.town import Town

AGAIN, WHY = "Please look again, because …", "The house is yours."


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    """Samina raised M-1, and Tom said that it cannot be changed."""
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1 ·", title="The lift", scope="It cannot be changed")
    return samina


@pytest.fixture
async def grace(town: Town, samina: Phone) -> Phone:
    return await town.staff("Grace Obi")


async def asks(phone: Phone) -> None:
    await phone.taps(AGAIN)
    await phone.says(WHY)


async def test_it_goes_to_somebody_else_and_may_stay(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await asks(samina)
    assert "Grace Obi, Health officer looks at it again" in samina.hears("You have their answer by Mon 9 Mar").text
    card = grace.sees("Please look again at M-1 (The lift)").text
    assert "Tom Reed, Health officer decided: It cannot be changed" in card and f"“{WHY}”" in card
    assert not tom.all_with(WHY) and "waits for the answer" in tom.sees("M-1 ·", room).text
    await grace.taps("It stays, because …")
    await grace.says("The owner is the city.")
    await grace.taps("Tell them")
    told = samina.sees("Grace Obi, Health officer has looked at it again. It stays as it is").text
    assert "The owner is the city." in told and "You will hear more by" in told
    assert all(one.kept_at for one in await town.all(Promise) if one.kind == "look_again")


async def test_it_is_asked_once(town: Town, samina: Phone, grace: Phone) -> None:
    await asks(samina)
    assert "It can be asked once" in (await samina.taps(AGAIN) or "")
    assert len(await town.all(LookAgain)) == 1


async def test_it_may_be_decided_anew_and_then_everyone_hears_once(
    town: Town, samina: Phone, grace: Phone, room: int
) -> None:
    await asks(samina)
    await grace.taps("Decide it anew")
    await grace.taps("We can change it")
    await grace.says("We mend it.")
    await grace.taps_first("When will they hear more")
    await grace.taps("Tell them")
    assert "We mend it." in samina.hears("Can this be changed? Grace Obi").text
    assert "decided anew" in (await samina.taps(AGAIN) or "")
    line = grace.sees("Please look again at M-1")
    assert await grace.presses("looked:1:stays", line) == "That is settled already."


async def test_a_new_decision_can_be_asked_about_anew(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await asks(samina)
    await decides(tom, room, "M-1 ·", "It is somebody else's", "It is the city's.")
    await asks(samina)
    assert len(await town.all(LookAgain)) == 2


async def test_who_decided_cannot_answer_it(town: Town, samina: Phone, tom: Phone, grace: Phone) -> None:
    await asks(samina)
    line = grace.sees("Please look again at M-1")
    assert await tom.presses("looked:1:stays", line) == "You decided this. Somebody else looks at it again."
    assert await samina.presses("looked:1:anew", line) == "Only staff of the programme can do this."


async def test_with_nobody_else_there_that_is_said_and_the_next_one_gets_it(
    town: Town, samina: Phone, tom: Phone
) -> None:
    await asks(samina)
    said = samina.hears("nobody on the team but the person who decided").text
    assert "PALS" in said and "ICO" in said
    assert not tom.all_with(WHY)
    grace = await town.staff("Grace Obi")
    await grace.says("/help")
    await town.ticks()
    assert WHY in grace.sees("Please look again at M-1").text
    samina.sees("Grace Obi, Health officer looks now at what you asked")


async def test_late_is_said_to_both_with_a_new_day(town: Town, samina: Phone, grace: Phone) -> None:
    await asks(samina)
    await town.later(days=8)
    assert grace.all_with("is late. Please give it by")
    samina.sees("You should have heard by today what came of looking again at M-1")


async def test_who_is_to_look_leaves_and_another_does(town: Town, samina: Phone, tom: Phone, grace: Phone) -> None:
    await asks(samina)
    omar = await town.staff("Omar Ali")
    await grace.says("/stop")
    await grace.taps("Yes, stop")
    await grace.taps("Whoever is on duty")
    await town.ticks()
    omar.sees("Please look again at M-1")


async def test_who_is_to_look_loses_their_role_and_another_does(
    town: Town, samina: Phone, tom: Phone, grace: Phone
) -> None:
    """Tom decided it, so that whatever else goes to him, this does not."""
    await asks(samina)
    omar = await town.staff("Omar Ali")
    line = grace.sees("Please look again at M-1")
    await town.does(lambda work: roles.revoke(work, _known(work, tom), _known(work, grace).number, Role.STAFF))
    await town.ticks()
    assert WHY in omar.sees("Please look again at M-1").text and not tom.all_with(WHY)
    samina.sees("Omar Ali, Health officer looks now at what you asked")
    assert await grace.presses("looked:1:stays", line) == "Only staff of the programme can do this."
    omars = await town.does(lambda work: _known(work, omar))
    open_ones = [one for one in await town.all(Promise) if one.kind == "look_again" and one.kept_at is None]
    assert [one.owner_id for one in open_ones] == [omars.id]


async def test_what_is_handed_over_is_looked_at_by_that_colleague(
    town: Town, samina: Phone, tom: Phone, grace: Phone
) -> None:
    await asks(samina)
    await town.staff("Nia Bell")
    omar = await town.staff("Omar Ali")
    await town.does(
        lambda work: handing_over.hand_over(work, _known(work, tom), _known(work, grace), _known(work, omar))
    )
    await town.ticks()
    assert WHY in omar.sees("Please look again at M-1").text


def _known(work: Work, phone: Phone) -> Person:
    person = people.known(work, phone.id)
    assert person is not None
    return person


async def test_whoever_asked_and_is_erased_is_waited_for_no_more(town: Town, samina: Phone, grace: Phone) -> None:
    await asks(samina)
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    [asked] = await town.all(LookAgain)
    assert asked.why == "" and asked.ended_at is not None
    assert WHY not in grace.sees("erased").text
    line = grace.sees("erased")
    assert await grace.presses("looked:1:stays", line) == "That is settled already."


async def test_nobody_asks_for_another_and_strangers_come_in_first(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await town.champion("Ania")
    line = samina.sees("has taken this up")
    assert await ania.presses(line.button(AGAIN) or "", line) == "Only those who raised this can do that."
    circle, nadia = await town.group("Circle"), town.phone("Nadia")
    await nadia.says("/tell the lift is broken", circle)
    await nadia.taps("Yes, keep it", circle)
    await take_up(tom, room, "H-2 ·", scope="It cannot be changed")
    stranger = town.phone("Stranger")
    assert "Hello. I am Hearback" in (await stranger.taps(AGAIN, circle) or "")
