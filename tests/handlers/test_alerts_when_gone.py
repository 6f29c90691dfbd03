"""When the one who took an alert is gone, another is called; when the one in need is, nobody is told otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.safety import Alert
from bot.words import Role
from tests.handlers.alarm import on_rota, signed
from tests.handlers.phone import Phone
from tests.handlers.test_talks import revoked
from tests.handlers.town import Town

STEP = timedelta(minutes=1)


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR)


@pytest.fixture
async def omar(town: Town) -> Phone:
    return await town.staff("Omar Ali", "Nurse")


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def samina(town: Town, priya: Phone, omar: Phone, tom: Phone) -> Phone:
    """Samina is spoken with by Omar; Tom is the next on the rota."""
    samina = await town.champion("Samina")
    await on_rota(town, priya, omar, tom)
    await samina.says("/urgent")
    await samina.taps("Tell a person now")
    await omar.taps("I take it")
    await omar.says("Are you safe?")
    return samina


async def test_words_to_one_who_is_staff_no_more_go_to_the_next(
    town: Town, omar: Phone, tom: Phone, samina: Phone
) -> None:
    await revoked(town, omar)
    await samina.says("I am bleeding")
    assert omar.all_with("bleeding") == []
    tom.sees("I am bleeding")
    samina.sees("has left the team. I am calling another one now")
    assert samina.all_with("I have passed that to Omar") == []
    await tom.taps("I take it")
    await tom.says("I call you.")
    samina.sees("I call you.")


async def test_one_who_leaves_puts_it_back_on_the_rota(town: Town, omar: Phone, tom: Phone, samina: Phone) -> None:
    await omar.says("/stop")
    await omar.says("yes")
    await omar.taps("Whoever is on duty")
    tom.sees("ALERT A-1")
    samina.sees("has left the team. I am calling another one now")
    assert "calling another" in str(await samina.taps("Write back"))


async def test_nothing_is_on_its_way_to_somebody_who_was_erased(
    town: Town, omar: Phone, tom: Phone, samina: Phone
) -> None:
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    omar.sees("had all of theirs erased")
    assert "I cannot write to them any more" in str(await omar.taps("Write to them"))
    await town.later(minutes=40, step=STEP)
    assert tom.all_with("ALERT A-1") == []


async def test_nothing_is_on_its_way_to_somebody_who_stopped_the_bot(town: Town, omar: Phone, samina: Phone) -> None:
    await omar.taps("Write to them")
    await samina.removes_bot(samina.id)
    await omar.says("I call you.")
    omar.hears("I cannot write to them any more")
    assert omar.all_with("It is on its way to them")[1:] == []


async def test_safe_after_days_wakes_nobody(town: Town, omar: Phone, samina: Phone) -> None:
    await town.later(days=30)
    await samina.says("/urgent")
    await samina.taps("I am safe")
    assert omar.all_with("they say now that they are safe") == []


async def test_in_danger_without_a_rota_reaches_those_in_charge(town: Town) -> None:
    await signed(town)
    room = await town.room()
    priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    await samina.says("/start")
    await samina.says("/help I want to die")
    await samina.taps("Yes, in danger")
    priya.sees("They say: yes, someone is in danger now.")
    priya.sees("They say: yes, someone is in danger now.", room)
    assert samina.all_with("I have told Priya") == []
    samina.sees("I cannot promise that they see it soon")
    await samina.taps("Yes, in danger")
    assert len(await town.all(Alert)) == 1
    await priya.taps("I take it")
    await priya.says("I am here.")
    samina.sees("I am here.")
