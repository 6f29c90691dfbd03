"""Catch-ups: planned by staff, answered in one tap, remembered the day before, changed or called off for all once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.catch_ups import Invited
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


async def plans(tom: Phone, *whom: str) -> None:
    await tom.says("/catchups")
    await tom.taps("Plan a catch-up")
    await tom.taps_first("On which day?")
    await tom.says("18")
    await tom.taps("18:30")
    await tom.says("Hackney library")
    await tom.taps("English")
    await tom.taps("Done")
    await tom.says("Bus fares")
    for label in whom or ("All champions",):
        await tom.taps(label)
    await tom.taps("Ask them")


async def test_from_the_plan_to_the_reminder(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    ania = await town.champion("Ania")
    await plans(tom)
    tom.hears("2 champions are being asked.")
    asked = samina.sees("Tom Reed, Health officer asks you to a catch-up.").text
    assert "Hackney library" in asked and "Bus fares" in asked and "18:30" in asked
    assert "I remind you the day before" in str(await samina.taps("I come"))
    await ania.taps("I cannot")
    await samina.taps("Please cover …")
    await samina.says("The clinic's phone, 020 7946 0000")
    shown = tom.sees("For the catch-up on", room).text
    assert "The clinic's phone" in shown and "7946" not in shown and "Samina" not in shown
    await tom.says("/catchups")
    tom.hears("Asked: 2. 1 come, 1 cannot, 0 have not said.")
    await town.later(days=6, hours=10)
    assert len(samina.all_with("You said that you come to the catch-up:")) == 1
    assert not ania.all_with("You said that you come")
    await town.later(days=2)
    assert len(samina.all_with("You said that you come to the catch-up:")) == 1
    assert await samina.taps("I cannot") == "That catch-up is over."


async def test_only_champions_of_a_language_or_a_group(town: Town, tom: Phone, samina: Phone) -> None:
    omar = await town.champion("Omar", "ur")
    await plans(tom, "Those of one language", "اردو")
    tom.hears("1 champion is being asked.")
    assert len(await town.all(Invited)) == 1 and not samina.all_with("18:30")
    await town.group("Circle")
    await plans(tom, "Those of one group", "Circle")
    tom.hears("0 champions are being asked.")
    assert omar


async def test_nobody_is_asked_more_than_they_want(town: Town, tom: Phone, samina: Phone) -> None:
    await samina.says("/settings")
    await samina.taps("May ask me: 3 a week")
    await samina.taps("1 a week")
    await plans(tom)
    await plans(tom)
    tom.hears("1 was asked enough this week. I leave them out.")
    assert len(samina.all_with("asks you to a catch-up")) == 1


async def test_quiet_hours_hold(town: Town, tom: Phone, samina: Phone) -> None:
    await samina.says("/settings")
    await samina.taps("Take a pause")
    await samina.taps("For a week")
    await plans(tom)
    assert not samina.all_with("asks you to a catch-up")


async def test_a_change_is_told_to_all_once_and_remembered_anew(town: Town, tom: Phone, samina: Phone) -> None:
    await plans(tom)
    await samina.taps("I come")
    await tom.says("/catchups")
    await tom.taps("Change it")
    await tom.says((town.clock.at + timedelta(days=3)).strftime("%d.%m.%Y"))
    await tom.says("9")
    await tom.taps("9:00")
    await tom.taps("The place stays")
    assert not samina.all_with("The catch-up has changed"), "not sent yet"
    await tom.taps("Tell them")
    assert len(samina.all_with("The catch-up has changed: Tom Reed, Health officer has noted it.")) == 1
    await town.later(days=2, hours=12)
    assert len(samina.all_with("You said that you come to the catch-up:")) == 1


async def test_called_off_is_told_once_and_buttons_say_so(town: Town, tom: Phone, samina: Phone) -> None:
    await plans(tom)
    await samina.taps("I come")
    await tom.says("/catchups")
    await tom.taps("Call it off")
    await tom.taps("Call it off")
    assert len(samina.all_with("does not take place.")) == 1
    assert await samina.taps("I cannot") == "That catch-up was called off."
    await town.later(days=8)
    assert not samina.all_with("You said that you come")


async def test_others_cannot_answer_for_a_champion(town: Town, tom: Phone, samina: Phone) -> None:
    await plans(tom)
    mallory = town.phone("Mallory")
    said = await mallory.presses("meet:1:come", samina.sees("asks you to a catch-up"))
    assert said == "Only those who were asked to it can answer this."
