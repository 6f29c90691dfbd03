"""Practice: every conversation, of which nothing at all is kept."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.store.insights import Insight
from bot.store.intake import SetAside
from tests.handlers.desk import outbox_rows
from tests.handlers.phone import Phone
from tests.handlers.telegram import MEDIA
from tests.handlers.town import Town

HEADING = "Practice. Nothing is kept."
PASSING = {"conversation", "outbox", "taken"}


async def kept(town: Town) -> str:
    """All that the database holds, row for row, without talks, the outbox and which updates were taken in."""
    names = [name for name in sorted(SQLModel.metadata.tables) if name not in PASSING]
    return await town.does(
        lambda work: str([work.session.execute(sa.text(f'SELECT * FROM "{name}"')).all() for name in names])
    )


async def test_everything_is_practised_and_nothing_is_kept(town: Town, samina: Phone, room: int) -> None:
    await samina.says("Something real.")
    before, said_to_staff = await kept(town), len(town.telegram.said_in(room))
    start = len(town.telegram.said_in(samina.id))
    await samina.says("/try")
    await samina.taps("Tell what you heard")
    await samina.says("CANARY is shut.")
    samina.hears("I have kept this as H-0")
    await samina.says("CANARY, just written.")
    assert "You said: “CANARY, just written.”" in samina.hears("This is what you would read:").text
    await samina.sends("voice")
    samina.hears("I have kept this as H-0")
    await samina.taps("Ask something")
    await samina.says("When does CANARY open?")
    await samina.taps("Somebody needs help")
    await samina.taps("Yes, in danger now")
    samina.hears("Please call 999 now.")
    await samina.says("CANARY has no heating.")
    await samina.taps("Leave it out")
    samina.hears("you would hear who that is")
    await samina.taps("Report an event")
    await samina.taps("A stall")
    await samina.taps("Mon 2 Mar")
    await samina.says("12")
    await samina.says("CANARY came up.")
    await samina.taps("Somebody needs help")
    await samina.taps("That was all")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    samina.hears("I have kept this as H-0")
    await samina.taps("Say more about it")
    await samina.taps("An idea")
    await samina.says("3")
    for _question in range(3):
        await samina.taps("Leave it out")
    samina.hears("I have noted that with H-0")
    await samina.taps("Is it better now?")
    await samina.taps("No")
    await samina.says("CANARY is as bad as before.")
    samina.hears("It would be open again")
    await samina.taps("Leave practice")
    samina.hears("You have left practice. From now on I keep what you tell me.")
    assert await kept(town) == before
    assert len(town.telegram.said_in(room)) == said_to_staff, "staff hear nothing of it"
    practised = town.telegram.said_in(samina.id)[start:]
    assert all(line.text.split("\n")[0] == HEADING for line in practised), [line.text for line in practised]
    assert "CANARY" not in str([row.what for row in await outbox_rows(town)])
    await samina.says("Real again.")
    samina.hears("I have kept this as H-2")


@pytest.mark.parametrize("words", ["/tell CANARY", "/ask CANARY?", "CANARY", "/check CANARY"])
async def test_a_message_or_a_command_with_words_is_practised_too(town: Town, samina: Phone, words: str) -> None:
    await samina.says("/try")
    before = await kept(town)
    await samina.says(words)
    assert samina.hears("I have kept this as H-0").text.startswith(HEADING)
    assert await kept(town) == before


@pytest.mark.parametrize(("command", "asks"), [("/event", "What was it?"), ("/refer", "Is somebody in danger now?")])
async def test_commands_are_practised(town: Town, samina: Phone, command: str, asks: str) -> None:
    await samina.says("/try")
    await samina.says(command)
    assert samina.hears(asks).text.startswith(HEADING)
    await samina.says("/try")
    assert samina.hears(asks).text.startswith(HEADING), "asked for again, it goes on where it was"


async def test_a_command_in_the_middle_of_practice_keeps_nothing_either(town: Town, samina: Phone) -> None:
    await samina.says("/try")
    await samina.taps("Say more about it")
    before = await kept(town)
    await samina.says("/tell CANARY")
    assert samina.hears("Please tap a button").text.startswith(HEADING)
    assert await kept(town) == before and await town.all(Insight) == []


async def test_cancelling_leaves_practice_and_says_so(town: Town, samina: Phone) -> None:
    await samina.says("/try")
    await samina.says("CANARY")
    await samina.says("/cancel")
    assert "You have left practice." in samina.hears("Stopped: practice.").text
    assert "CANARY" not in str([row.what for row in await outbox_rows(town)])


async def test_left_alone_it_ends_and_says_so(town: Town, samina: Phone) -> None:
    await samina.says("/try")
    await town.later(days=1)
    assert samina.hears("You had started: practice.").text.startswith(HEADING)
    await town.later(days=7)
    samina.hears("You have left practice.")


async def test_urgent_help_is_on_every_screen_and_the_button_begins_it(town: Town, samina: Phone) -> None:
    await samina.says("Something real.")
    await samina.presses("q:try", samina.hears("H-1"))
    assert samina.hears("What do you want to practise?").button("Urgent help") == "u:now"
    stranger = town.phone("Stranger")
    assert "I can only take in people who were invited" in (await stranger.presses("q:try", samina.sees("H-1")) or "")


async def test_what_is_practised_can_be_changed_going_back(town: Town, samina: Phone) -> None:
    """The parts keep their answers apart: an event's kind is no kind of what was told."""
    await samina.says("/try")
    await samina.taps("Say more about it")
    await samina.taps("An idea")
    await samina.says("back")
    await samina.says("back")
    await samina.taps("Report an event")
    samina.hears("What was it?")
    await samina.taps("A stall")
    samina.hears("When was it?")


async def test_anything_at_all_is_answered_in_practice(town: Town, samina: Phone) -> None:
    """Rule 9."""
    await samina.says("/try")
    before = await kept(town)
    for kind in (*MEDIA, "voice", "photo"):
        await samina.sends(kind)
        assert samina.hears("").text.startswith(HEADING)
    for words in ("x" * 4096, "/tell", "/ask", "/check", "t:abc:y", "{words} %s", "\u202e"):
        await samina.says(words)
        samina.hears("")
    assert await kept(town) == before and await town.all(SetAside) == []


async def test_in_urdu_too(town_on_both: Town) -> None:
    town = town_on_both
    await town.room()
    samina = await town.champion("Samina", "ur")
    before = await kept(town)
    await samina.says("/try")
    await samina.says("کلینک بند ہے")
    await samina.says("7")
    assert await kept(town) == before
