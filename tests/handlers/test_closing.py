"""A programme ends well: told early to everybody, nothing owed without a name, two people, and then it stops."""

from __future__ import annotations

import csv
import io
import json

import pytest

from bot.store.audit import Audit
from bot.store.closing import Closing, ClosingDebt, Stage
from bot.store.issues import Raiser
from bot.store.outbox import Outbox
from bot.store.updates import Telling
from bot.words import OWED, Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.test_group_passing import stands_for_a_group
from tests.handlers.town import Town

LAST_DAY = "30.3.2026"
BY = "27.4.2026"


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def priya(town: Town, tom: Phone) -> Phone:
    return await town.staff("Priya Shah", "Manager", Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    return await town.champion("Samina")


async def writes(by: Phone, last_day: str = LAST_DAY, *, sooner: str | None = None) -> None:
    """The whole of it, up to where it is kept."""
    await by.says("/close_programme")
    await by.says(last_day)
    if sooner is not None:
        await by.says(sooner)
    await by.says("The money ends.")
    await by.says("Doors matter more than leaflets.")
    await by.taps("Take these words")
    await by.says("You gave us your trust.")
    await by.says("Healthwatch, 020 7946 0000")
    await by.taps_first("How long after the last day")
    await by.taps("Keep it")


async def names_heir(by: Phone, button: str = "All to one") -> None:
    await by.taps(button)
    await by.says("Meera Patel, Healthwatch")
    await by.says("meera@hw.example")
    await by.says(BY)
    await by.taps("Yes, note it")


async def begins(tom: Phone, priya: Phone) -> None:
    """An ending that two people stand for, and everybody is told of."""
    await writes(tom)
    await names_heir(tom)
    await tom.taps("Ask a second person")
    await priya.taps("Yes, tell everybody")
    await tom.town.ticks()


async def closing(town: Town) -> Closing:
    return (await town.all(Closing))[-1]


async def test_a_programme_ends_well_from_the_first_word_to_the_last(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    circle = await town.group("Circle")
    await samina.says("/tell the door is too narrow", circle)
    await take_up(tom, room, "H-1")
    await samina.says("The clinic is shut at noon.")
    await begins(tom, priya)
    first = samina.sees("ends this work on Mon 30 Mar")
    for said in ("Tom Reed", "The money ends.", "Doors matter", "Things told: 2", "You gave us your trust.", "Healthwatch"):
        assert said in first.text, said
    assert "ends this work" in samina.sees("The money ends.", circle).text

    await town.later(days=21.5)
    soon = samina.sees("Until then you can still tell me things.")
    assert "H-2" in soon.text and "Meera Patel" in soon.text and "M-1" not in soon.text
    assert "M-1" in samina.sees("Until then you can still", circle).text
    await samina.says("One thing more.")
    await town.later(days=7)
    goodbye = samina.sees("This is the last day of this work.")
    for said in ("H-2", "H-3", "Mon 27 Apr", "meera@hw.example", "Mon 27 Apr", "/mydata"):
        assert said in goodbye.text, said
    assert goodbye.button("A letter of thanks")

    await town.later(days=1)
    tom.sees("This work has ended. I take nothing new in any more.")
    assert (await closing(town)).stage == Stage.KEPT
    assert not [one for one in await town.all(Telling) if one.state in OWED]
    assert {one.settled_why for one in await town.all(Raiser)} == {
        "handed over to Meera Patel, Healthwatch (meera@hw.example), by 2026-04-27"
    }
    await samina.says("Are you there?")
    assert "Healthwatch, 020 7946 0000" in samina.hears("This work ended on").text
    await samina.says("/tell and here?", circle)
    samina.hears("Please turn to", circle)
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    await town.later(days=28)
    assert circle in town.telegram.left
    priya.sees("The bot can be switched off now")
    acts = {one.act for one in await town.all(Audit)}
    assert {"write_closing", "name_heir", "ask_to_confirm", "confirm_closing", "stop_programme", "end_programme"} <= acts
