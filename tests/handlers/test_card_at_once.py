"""Buttons pressed at the same instant, on both databases: one wins, the other is told, nothing is doubled."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.handlers import presses
from bot.store.audit import Audit
from bot.store.handling import Handling
from bot.store.updates import Telling, Update
from tests.handlers.desk import answer, begin_answer
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town


async def at_once(town: Town, *pressed: tuple[Phone, str]) -> list[str | None]:
    """Several people press under the newest card at the same instant; what each is shown."""
    line = town.telegram.said_in(the_room(town))[-1]
    return await all_press(town, *((who, line, data) for who, data in pressed))


async def all_press(town: Town, *pressed: tuple[Phone, Line, str]) -> list[str | None]:
    """Several people press at the same instant, each under a message of their own; what each is shown."""
    raws: list[dict[str, Any]] = []
    for at, (who, line, data) in enumerate(pressed):
        shown = town.telegram.shown(line, 1_772_000_000)
        query = {"id": f"at once {at}", "from": who.user, "chat_instance": "c", "message": shown, "data": data}
        raws.append({"update_id": 900_000 + at, "callback_query": query})
    await asyncio.gather(*(town.intake.take(raw) for raw in raws))
    await asyncio.gather(*presses._answering)
    await town.speaks()
    return [town.telegram.toasts[f"at once {at}"] for at in range(len(pressed))]


def the_room(town: Town) -> int:
    return next(chat for chat in town.telegram.lines if chat < 0)


@pytest.fixture
async def three(town_on_both: Town) -> tuple[Town, list[Phone]]:
    """A card and three staff."""
    town = town_on_both
    await town.room()
    staff = [await town.staff(name, "Nurse") for name in ("Tom Reed", "Grace Obi", "Omar Ali")]
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    return town, staff


async def test_three_take_the_same(three: tuple[Town, list[Phone]]) -> None:
    town, staff = three
    shown = [str(one) for one in await at_once(town, *((who, "card:1:claim") for who in staff))]
    assert shown.count("It is yours. The card says so.") == 1
    assert len([one for one in shown if one.endswith("has it already.")]) == 2
    assert len(await town.all(Handling)) == 1
    assert [row.act for row in await town.all(Audit) if row.act == "claim"] == ["claim"]


async def test_bin_sensitive_and_rumour_against_each_other(three: tuple[Town, list[Phone]]) -> None:
    town, staff = three
    acts = ("card:1:bin:cannot_use", "card:1:sensitive", "card:1:rumour")
    await at_once(town, *zip(staff, acts, strict=True))
    [done] = await town.all(Handling)
    made = [row.act for row in await town.all(Audit) if row.about == "insight"]
    assert sorted(made) == sorted(
        act
        for act, is_done in (("bin", done.binned_at), ("sensitive", done.sensitive_at), ("rumour", done.is_rumour))
        if is_done
    )


async def test_two_answer_and_the_second_sees_that_the_first_did(three: tuple[Town, list[Phone]]) -> None:
    town, (tom, grace, _omar) = three
    previews = []
    for who in (tom, grace):
        await begin_answer(who, the_room(town), "H-1", f"{who.name} says it opens.")
        line = who.sees("This will be sent:")
        previews.append((who, line, str(line.button("Send it"))))
    await all_press(town, *previews)
    [answer] = await town.all(Update)
    assert len(await town.all(Telling)) == 1
    won, lost = (tom, grace) if answer.by_id == 1 else (grace, tom)
    assert f"{won.name}, Nurse has answered this already." in lost.sees("This will be sent:").text
    await lost.taps("Send it")
    assert len(await town.all(Telling)) == 2, "whoever has seen that may add to it"


async def test_what_is_answered_does_not_go_into_the_bin(three: tuple[Town, list[Phone]]) -> None:
    town, (tom, grace, _omar) = three
    card = tom.sees("H-1 ·", the_room(town))
    await answer(tom, the_room(town), "H-1", "It opens on Monday.")
    said = await grace.presses("card:1:bin:not_ours", card)
    assert said == "Tom Reed, Nurse has answered it already. So it cannot go into the bin."
    assert [row.act for row in await town.all(Audit) if row.act == "bin"] == []
