"""Telephone numbers and the like, wherever else people write: the staff room reads a mask."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.words import Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.test_group_passing import stands_for_a_group, tells_for_the_group
from tests.handlers.town import Town

NUMBER = "020 7946 0018"


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture(autouse=True)
async def nobody_reads_the_number(town: Town, room: int) -> AsyncIterator[None]:
    """Whatever a test does, the number never stood in the room."""
    yield
    said = [getattr(call, "text", None) or "" for call in town.telegram.calls if getattr(call, "chat_id", 0) == room]
    assert NUMBER not in "\n".join(said)
    assert "[phone number]" in "\n".join(said)


async def test_what_a_talk_is_about_is_read_by_the_one_who_takes_it(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("/person")
    await samina.says(f"Ring Aisha on {NUMBER}.")
    await tom.taps("I take it", room)
    assert NUMBER in tom.sees("You have P-1 now").text


async def test_why_a_group_could_not_be_told(town: Town, tom: Phone, room: int) -> None:
    samina = await stands_for_a_group(town, tom, room)
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy to."})
    await samina.taps("I could not")
    await samina.says(f"Ask Aisha on {NUMBER}.")
    tom.sees("They say:", room)


async def test_another_kind_of_event(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("/event")
    await samina.taps("Something else")
    await samina.says(f"A phone round on {NUMBER}")
    await samina.taps("Mon 2 Mar")
    await samina.says("30")
    await samina.says("The clinic never answers.")
    await samina.taps("Something is wrong")
    await samina.taps("That was all")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    samina.hears("Your report is with the team")


async def test_a_group_that_is_proposed(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("/newgroup")
    for typed in ("Coffee morning", f"At Aisha's, {NUMBER}", "Carers"):
        await samina.says(typed)
    await samina.taps("English")
    await samina.says("12")
    await samina.taps("Ask the team")
    tom.sees("A champion wants to stand for a group", room)


async def test_whoever_looks_again_reads_it_in_private_as_it_was_written(town: Town, tom: Phone, room: int) -> None:
    """As the one who answers for a plan does: whoever owes the answer can do what the raiser asks."""
    omar, samina = await town.staff("Omar Ali"), await town.champion("Samina")
    await samina.says(f"The clinic on {NUMBER} is shut.")
    await take_up(tom, room, "H-1", scope="It cannot be changed")
    await samina.taps("Please look again, because …")
    await samina.says(f"Ring Aisha on {NUMBER}.")
    assert NUMBER in omar.sees("look again, because:").text
