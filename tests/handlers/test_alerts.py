"""Alerts go along the rota until a named person takes them; each step is said to the one in need."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.audit import Audit
from bot.store.safety import Alert
from bot.words import Role
from tests.handlers.alarm import on_rota
from tests.handlers.desk import outbox_rows
from tests.handlers.phone import Phone
from tests.handlers.town import Town

STEP = timedelta(minutes=1)


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", "Public health officer", role=Role.ADMINISTRATOR)


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker")


@pytest.fixture
async def omar(town: Town) -> Phone:
    return await town.staff("Omar Ali", "Nurse")


@pytest.fixture
async def samina(town: Town) -> Phone:
    return await town.champion("Samina")


async def calls(phone: Phone) -> None:
    await phone.says("/urgent")
    await phone.taps("Tell a person now")


async def test_the_first_on_duty_takes_it_and_both_can_write(
    town: Town, priya: Phone, tom: Phone, omar: Phone, samina: Phone
) -> None:
    room = await town.room()
    await on_rota(town, priya, tom, omar)
    await calls(samina)
    assert "Tom Reed" in samina.sees("I have told").text and "999" in samina.sees("I have told").text
    assert omar.all_with("ALERT") == [], "one at a time"
    tom.sees("ALERT A-1", room)
    assert "Samina" not in tom.sees("ALERT A-1").text
    assert await tom.taps("I take it") == "Thank you. It is yours."
    assert "Tom Reed, Engagement worker" in samina.sees("has taken it and will write to you here").text
    tom.sees("has taken alert A-1", room)
    await tom.says("Are you safe?")
    assert "Tom Reed, Engagement worker" in samina.sees("Are you safe?").text
    await samina.says("My number is 07700 900123")
    samina.hears("I have passed that to Tom Reed, Engagement worker")
    tom.sees("07700 900123")
    await samina.sends("voice")
    assert town.telegram.said_in(tom.id)[-1].medium
    await samina.says("/tell the clinic is shut")
    samina.hears("H-1")
    await tom.taps("Write to them")
    await tom.says("I call you now.")
    await samina.taps("Write back")
    await samina.says("Thank you.")
    tom.sees("Thank you.")
    await town.later(minutes=40, step=STEP)
    assert omar.all_with("ALERT") == []
    assert [act.act for act in await town.all(Audit) if act.about == "alert"] == [
        "raise_alert",
        "take_alert",
        "write_on_alert",
        "write_on_alert",
    ]
    await samina.says("The chemist is shut as well.")
    samina.hears("passed that to")
    await town.later(days=1)
    await samina.says("And the library.")
    samina.hears("H-2")


async def test_not_taken_it_goes_on_along_the_rota_and_then_to_administrators(
    town: Town, priya: Phone, tom: Phone, omar: Phone, samina: Phone
) -> None:
    await on_rota(town, priya, tom, omar)
    await calls(samina)
    await town.later(minutes=14, step=STEP)
    assert omar.all_with("ALERT") == []
    await town.later(minutes=1, step=STEP)
    omar.sees("ALERT A-1")
    assert "Omar Ali" in samina.sees("Nobody has taken it yet. Now I have told").text
    assert priya.all_with("ALERT") == []
    await town.later(minutes=15, step=STEP)
    priya.sees("ALERT A-1")
    samina.sees("I cannot promise that they see it")
    await town.later(days=1, step=timedelta(minutes=10))
    assert len(priya.all_with("ALERT A-1")) == len(tom.all_with("ALERT A-1")) == 1, "each is asked once"
    assert len(samina.all_with("those in charge")) == 1
    assert (await town.all(Alert))[0].taken_at is None, "nothing closes it but a person"
    await omar.taps("I take it")
    assert await tom.taps("I take it") == "Omar Ali, Nurse has taken it already."
    tom.sees("has taken alert A-1")


async def test_whoever_comes_on_duty_is_told_of_what_nobody_took(
    town: Town, priya: Phone, tom: Phone, samina: Phone
) -> None:
    await on_rota(town, priya, tom, begins=12, ends=18)
    await calls(samina)
    samina.sees("Nobody is on duty now. I have told those in charge")
    priya.sees("ALERT A-1")
    assert tom.all_with("ALERT") == []
    await town.later(hours=3, step=timedelta(minutes=5))
    tom.sees("ALERT A-1")
    assert "Tom Reed" in samina.sees("Now I have told").text


async def test_a_second_call_makes_no_second_alert(town: Town, priya: Phone, tom: Phone, samina: Phone) -> None:
    await on_rota(town, priya, tom)
    await calls(samina)
    await calls(samina)
    samina.sees("I have called for a person already")
    assert len(await town.all(Alert)) == 1
    await samina.taps("I am safe")
    samina.sees("I am glad")
    tom.sees("they say now that they are safe")
    assert (await town.all(Alert))[0].taken_at is None, "I am safe ends nothing"


async def test_without_a_rota_none_is_promised(town: Town, priya: Phone, samina: Phone) -> None:
    await samina.says("/urgent")
    await samina.presses("u:tell", samina.sees("116 123"))
    samina.hears("I can promise none", samina.id)
    assert await town.all(Alert) == []


async def test_somebody_who_is_staff_no_more_or_has_blocked_the_bot_is_passed_over(
    town: Town, priya: Phone, tom: Phone, omar: Phone, samina: Phone
) -> None:
    await on_rota(town, priya, tom, omar)
    await tom.removes_bot(tom.id)
    await calls(samina)
    omar.sees("ALERT A-1")
    assert tom.all_with("ALERT") == []


async def test_staff_raise_one_from_a_card(town: Town, priya: Phone, tom: Phone, samina: Phone) -> None:
    room = await town.room()
    await samina.says("She has not been seen for days.")
    assert "There is no rota" in str(await tom.taps("Raise an alert", room))
    await on_rota(town, priya, priya)
    assert await samina.taps("Raise an alert", room) == "Only staff of the programme can do this."
    await tom.taps("Raise an alert", room)
    assert "not been seen for days" in priya.sees("ALERT A-1").text
    assert samina.all_with("I have told") == [], "she hears from the one who takes it"
    assert "already" in str(await tom.taps("Raise an alert", room))
    assert await samina.presses("z:1:take", samina.sees("H-1")) == "Only staff of the programme can do this."
    await priya.taps("I take it")
    assert await tom.presses("z:1:write", tom.sees("H-1", room)) == "Only the person who took this alert can do that."
    assert "whom this was written to" in str(await tom.presses("z:1:answer", tom.sees("H-1", room)))


async def test_words_taken_back_are_gone_from_the_alert(town: Town, priya: Phone, tom: Phone, samina: Phone) -> None:
    room = await town.room()
    await samina.says("She has not been seen for days.")
    await on_rota(town, priya, tom)
    await priya.taps("Raise an alert", room)
    tom.sees("not been seen")
    await samina.taps("Take it back")
    assert "not been seen" not in str([row.what for row in await outbox_rows(town)])


async def test_the_rota_is_made_and_changed_by_buttons(town: Town, priya: Phone, tom: Phone, omar: Phone) -> None:
    await priya.says("/rota")
    priya.hears("There is no rota yet")
    for name, begins, ends in (("Tom Reed, Engagement worker", "9", "17"), ("Omar Ali, Nurse", "22", "6")):
        await priya.says("/rota")
        await priya.taps("Add a turn")
        await priya.taps(name)
        await priya.taps("Every day")
        await priya.says(begins)
        await priya.says(ends)
        await priya.taps("Put on the rota")
    tom.sees("Priya Shah, Public health officer has put you on the rota")
    await omar.says("/rota")
    shown = omar.hears("1. Tom Reed, Engagement worker: Every day, 09:00–17:00")
    assert "2. Omar Ali, Nurse: Every day, 22:00–06:00" in shown.text and shown.buttons == []
    await priya.says("/rota")
    await priya.taps("2: ask earlier")
    priya.hears("1. Omar Ali", priya.id)
    await priya.taps("2: take out")
    assert "Tom Reed" not in priya.hears("1. Omar Ali", priya.id).text
    tom.sees("You are off the rota")
    assert await priya.presses("z:1:up", priya.sees("1. Omar Ali")) == "I cannot find that any more."
