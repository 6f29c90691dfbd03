"""`/history`: everything that was done with a thing or a matter, in plain words, a page at a time, for staff alone."""

from __future__ import annotations

import pytest

from bot.loop import history
from bot.words import Role
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


async def test_it_explains_every_state_of_a_matter(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    tom = await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    await samina.says("The clinic is shut. Ring me on 020 7946 0000.")
    await ania.says("The clinic is closed.")
    await take_up(tom, room, "H-1")
    await tom.taps("Join to a matter", room, under="H-2 ")
    await tom.taps("M-1 · The clinic's phone")
    await town.later(hours=2)
    await news(tom, room, "M-1")
    await samina.taps("A bit")
    await samina.says("It rings, but nobody answers.")
    await samina.taps("Yes, it is better")
    await tom.says("/history m1")
    told = plain(tom.sees("What was done with M-1").text)
    for part in (
        "Tom Reed, Engagement worker: took it up",
        "what was told: H-1, understood as: The clinic's phone – It is hard to get through.",
        "answers for it: Tom Reed, Engagement worker",
        "said whether it can be changed\nbefore: nothing → after: It cannot be changed",
        "joined it to the matter\nwhat was told: H-2",
        "said what changed",
        "what changed has arrived: 2",
        "somebody who told or raised it: said whether it is better\nbefore: nothing → after: a bit",
        "before: a bit → after: yes",
        "opened again: somebody said it is not better",
    ):
        assert part in told, (part, told)
    assert "Samina" not in told and "Ania" not in told
    await tom.says("/history H-1")
    first = plain(tom.sees("What was done with H-1").text)
    assert "somebody: told in private" in first and "020 7946" not in first and "clinic" not in first


async def test_long_ones_are_read_a_page_at_a_time(
    town: Town, room: int, tom: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "AT_ONCE", 2)
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    await tom.says("/history M-1")
    assert "M-1: 1 to 2 of 6" in plain(tom.sees("What was done").text)
    await tom.taps("Later")
    await tom.taps("Later")
    last = tom.sees("What was done")
    assert "M-1: 5 to 6 of 6" in plain(last.text)
    assert [name for name, _data in last.buttons[0]] == ["Earlier"]


@pytest.mark.parametrize("typed", ["/history", "/history 12", "/history the clinic"])
async def test_what_is_no_number_is_asked_again(tom: Phone, typed: str) -> None:
    await tom.says(typed)
    tom.hears("Which one? Write its number, too.")


async def test_it_is_for_staff_and_for_what_there_is(town: Town, tom: Phone) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await samina.says("/history H-1")
    samina.hears("Only staff of the programme can do this.")
    assert await samina.presses("hs:H-1:0", samina.sees("H-1")) == "Only staff of the programme can do this."
    await tom.says("/history H-99")
    tom.hears("I cannot find that any more.")
