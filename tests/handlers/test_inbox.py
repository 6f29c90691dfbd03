"""The inbox, what is owed and what is promised: lists in pages, each row with the button that opens it."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.store.chats import Group
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import TellingState
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town


def rows(line: Line) -> list[str]:
    """The buttons that open something."""
    return [label for row in line.buttons for label, data in row if data.startswith(("in:open", "owed:"))]


async def test_pages_of_eight_turned_in_place(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    for number in range(1, 19):
        await samina.says(f"Thing {number} is broken.")
    await tom.says("/inbox")
    line = tom.hears("18 cards wait: All")
    assert len([label for label in rows(line) if label.startswith("H-")]) == 8
    assert "“Thing 1 is broken.”" in line.text and "Thing 9" not in line.text
    await tom.taps("Next ▶")
    await tom.taps("Next ▶")
    assert "Thing 17 is broken." in line.text and line.button("Next ▶") is None, "the same message"
    await tom.taps("◀ Back")
    assert "Thing 9 is broken." in line.text
    await tom.taps("H-9 Thing 9 is broken.")
    assert "Thing 9 is broken." in tom.hears("18 cards wait for you.").text


async def test_mine_nobodys_overdue_by_kind_and_by_community(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    circle = await town.group("Women's circle")

    def name_them(work: Work) -> None:
        work.session.execute(sa.update(Group).values(communities=["Somali mothers"]))

    await town.does(name_them)
    rosa = town.phone("Rosa")
    await samina.says("/ask When does it open?")
    await rosa.says("/tell The lift is broken.", circle)
    await rosa.presses("k:yes", rosa.sees("", circle))

    await tom.taps("I take it", room, under="H-1 ·")
    await tom.says("/inbox")
    line = tom.hears("2 cards wait: All")
    await tom.taps("Mine")
    assert "1 card waits: Mine" in line.text and "When does it open?" in line.text
    await tom.taps("In nobody's hands")
    assert "The lift is broken." in line.text and "When does it open?" not in line.text
    await tom.taps("By kind")
    await tom.taps("A question")
    assert "1 card waits: A question" in line.text and "When does it open?" in line.text
    await tom.taps("By community")
    await tom.taps("Somali mothers")
    assert "1 card waits: Somali mothers" in line.text and "Women's circle" in line.text
    await tom.taps("Overdue")
    assert "0 cards wait: Overdue" in line.text
    town.clock.at += timedelta(days=9)
    await tom.taps("All")
    await tom.taps("Overdue")
    assert "2 cards wait: Overdue" in line.text and "LATE, since" in line.text
    await tom.taps("H-2 The lift is broken.")
    await tom.taps("Answer")
    await tom.says("We look into it.")
    await tom.taps("Send it")
    assert await tom.presses("in:open:2", line) == "Somebody has done that already."


async def test_the_list_ends_when_somebody_takes_their_words_back(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("CANARY is broken.")
    await tom.says("/inbox")
    line = tom.hears("1 card waits")
    await samina.taps("Take it back")
    assert line.text == "This list has changed. Please open it again." and not line.buttons


async def test_owed_tellings_say_why_since_when_and_can_be_settled(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await town.champion("Ania", "pl")
    await ania.says("Winda nie działa.")
    await samina.says("The door is heavy.")
    await take_up(tom, room, "H-1 ·", others={"pl": ""})
    town.telegram.blocked.add(samina.id)
    await take_up(tom, room, "H-2 ·")
    await tom.says("/owed")
    line = tom.hears("2 pieces of news have not arrived.")
    assert "M-1, to a person: it waits for words in Polish, since Mon 2 Mar." in line.text
    assert "M-2, to a person: they cannot be reached, since Mon 2 Mar." in line.text
    await tom.taps("M-1: a person")
    assert tom.hears("These are the words:").button("Write them")
    await tom.taps("M-2: a person")
    await tom.taps("Settle it")
    await tom.says("I told her by telephone.")
    assert [one.state for one in await town.all(Telling)] == [TellingState.OWED, TellingState.SETTLED]
    await tom.says("/owed")
    tom.hears("1 piece of news has not arrived.")
    await tom.taps("M-1: a person")
    await tom.taps("Write them")
    await tom.says("Winda – nie działa.")
    await tom.says("Sprawdzamy.")
    await tom.taps("Send it")
    assert "Winda – nie działa." in ania.sees("Sprawdzamy.").text
    await tom.says("/owed")
    tom.hears("Nothing is owed: everybody has heard.")


async def test_many_owed_come_in_pages(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The door is heavy.")
    for number in range(9):
        ania = await town.champion(f"Ania {number}", "pl")
        await ania.says("Winda nie działa.")
    await take_up(tom, room, "H-2 ·", others={"pl": ""})
    for number in range(3, 11):
        await tom.presses(f"c:{number}:join", tom.sees(f"H-{number} ·", room))
        await tom.taps("M-1 · The clinic's phone")
    await tom.says("/owed")
    line = tom.hears("9 pieces of news have not arrived.")
    assert len(rows(line)) == 9, "eight, and the way on"
    await tom.taps("Next ▶")
    assert len([label for label in rows(line) if label.startswith("M-1")]) == 1


async def test_my_promises_with_the_way_to_each(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    grace = await town.staff("Grace Obi")
    await grace.says("/promises")
    grace.hears("Nothing is promised in your name.")
    await samina.says("The door is heavy.")
    await take_up(tom, room, "H-1 ·", scope="We can change it")
    await tom.says("/promises")
    said = tom.hears("What you owe, the earliest first.")
    assert (
        "By Mon 9 Mar, 17:00: news on M-1" in said.text
        and "By Mon 9 Mar, 17:00: what was to be done on M-1" in said.text
    )
    await tom.taps("M-1")
    tom.hears("What is new on M-1?")
    town.clock.at += timedelta(days=9)
    await tom.says("/promises")
    assert "Late since Mon 9 Mar: news on M-1" in tom.hears("What you owe").text


async def test_lists_are_for_staff(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The door is heavy.")
    for command in ("/inbox", "/owed", "/promises", "/digest", "/today"):
        await samina.says(command)
        samina.hears("Only staff of the programme can do this.")
    await tom.says("/inbox")
    line = tom.hears("1 card waits")
    for data in ("in:all:0", "in:by:kind", "in:by:community:0", "in:open:1", "owed:page:0", "owed:1", "owe:page:0"):
        assert await samina.presses(data, line) == "Only staff of the programme can do this."
