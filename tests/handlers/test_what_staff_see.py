"""What is personal in people's words is masked for the staff room; what brings their words to staff is theirs."""

from __future__ import annotations

import json

import pytest

from bot.store.audit import Audit
from bot.words import Role
from tests.handlers.alarm import on_rota
from tests.handlers.phone import Phone
from tests.handlers.test_erasing import erases
from tests.handlers.test_my_data import files
from tests.handlers.town import Town

NUMBER = "020 7946 0018"


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Nurse", role=Role.ADMINISTRATOR)


async def proposes(samina: Phone, name: str = "Coffee morning", meets: str = "The library") -> None:
    await samina.says("/newgroup")
    for typed in (name, meets, "Carers"):
        await samina.says(typed)
    await samina.taps("English")
    await samina.says("12")
    await samina.taps("Ask the team")


async def test_what_a_talk_is_about_is_masked_until_somebody_takes_it(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("/person")
    await samina.says(f"My rent. Ring {NUMBER}.")
    assert "My rent. Ring [phone number]." in tom.sees("P-1 ·", room).text
    await tom.taps("I take it", room)
    assert not tom.all_with(NUMBER, room)
    assert NUMBER in tom.sees("You have P-1 now.").text


async def test_a_group_that_is_named_and_an_event_are_masked(samina: Phone, tom: Phone, room: int) -> None:
    await proposes(samina, meets=f"At Aisha's, {NUMBER}")
    assert "At Aisha's, [phone number]" in tom.sees("wants to stand for a group", room).text
    await samina.says("/event")
    await samina.taps("Something else")
    await samina.says(f"Tea at Aisha's {NUMBER}")
    await samina.taps("Mon 2 Mar")
    await samina.taps("I do not know")
    await samina.taps("Nothing came up")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    assert "Tea at Aisha's [phone number]" in tom.sees("Event report", room).text


async def test_who_is_asked_in_an_alert_reads_it_all_and_that_is_written_down(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await on_rota(town, tom, tom)
    await samina.says(f"Somebody hits Aisha, ring {NUMBER}.")
    await tom.taps("Raise an alert", room)
    assert NUMBER in tom.sees("ALERT A-1").text
    [looked] = [row for row in await town.all(Audit) if row.act == "show_hidden"]
    assert (looked.about_id, looked.detail) == (1, {"alert": 1})
    assert NUMBER not in "".join((await files(tom, "Give me a copy")).values())


async def test_what_staff_looked_at_is_not_in_their_own_copy(samina: Phone, tom: Phone, room: int) -> None:
    await tom.says("/help")
    await samina.says(f"Ring Aisha on {NUMBER}.")
    await tom.taps("Show what is hidden", room)
    assert NUMBER in tom.sees("as it was told").text
    made = await files(tom, "Give me a copy")
    assert NUMBER not in "".join(made.values())
    assert [one for one in json.loads(made["json"])["acts"] if one["act"] == "show_hidden"]


async def test_a_group_that_was_named_goes_with_whoever_named_it(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await proposes(samina)
    await erases(samina)
    await town.later(minutes=1)
    samina.sees("All is done.")
    assert not tom.all_with("Coffee morning", room) and not tom.all_with("Carers", room)
