"""Half-finished talks, through the real intake: reminders, expiry, commands in the middle, another language."""

from __future__ import annotations

import pytest

from bot.handlers import errands
from bot.handlers.conversation import Conversations
from bot.language import p_
from bot.store.conversations import Talking
from bot.store.insights import Insight
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def samina(town: Town) -> Phone:
    """A champion who was asked what her H-1 is like."""
    await town.room()
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await samina.taps("Say more about it")
    return samina


async def test_a_question_that_waits_is_asked_once_more_and_then_closed(town: Town, samina: Phone) -> None:
    await town.later(hours=23)
    assert len(samina.all_with("Which fits best?")) == 1
    await town.later(days=2)
    assert len(samina.all_with("Which fits best?")) == 2
    samina.sees("You had started: saying more about it.")
    await town.later(days=7)
    samina.sees("I closed this because it was quiet for a while: saying more about it.")
    assert await town.all(Talking) == []
    await samina.says("The lift is broken.")
    samina.hears("H-2")


async def test_a_second_conversation_waits_for_the_first(town: Town, samina: Phone) -> None:
    assert "You are in the middle of something" in str(await samina.taps("Change it"))
    await samina.says("/cancel")
    samina.hears("Stopped: saying more about it. Nothing was sent.")
    await samina.taps("Change it")
    samina.hears("Please write H-1 again", samina.id)


async def test_commands_work_in_the_middle(town: Town, samina: Phone) -> None:
    await samina.says("/help")
    samina.hears("Write to me in your own words"), samina.hears("Which fits best?")
    await samina.says("/start")
    samina.hears("Which fits best?")
    await samina.says("/tell The lift is broken.")
    samina.hears("H-2")
    await samina.says("/nonsense")
    samina.hears("I do not know that command")
    await samina.taps("A question")
    samina.hears("About how many people")
    await samina.says("/back")
    samina.hears("Which fits best?")
    await samina.says("/skip")
    samina.hears("About how many people")
    for _question in ("how many", "where", "when", "may your name be known"):
        await samina.says("/skip")
    samina.hears("I have noted that with H-1")


async def test_another_language_in_the_middle(town: Town, samina: Phone) -> None:
    """The question on screen comes again in the language that was chosen, and nothing is lost."""
    await samina.taps("A question")
    await samina.says("/language")
    await samina.taps("Polski")
    leave_out = town.reads(p_("button", "Leave it out"), "pl")
    for _question in ("how many", "where", "when", "may your name be known"):
        await samina.taps(leave_out)
    [insight] = await town.all(Insight)
    assert insight.kind == "question" and await town.all(Talking) == []


async def test_nobody_can_answer_for_somebody_else(town: Town, samina: Phone) -> None:
    ania = await town.champion("Ania")
    asked = samina.sees("Which fits best?")
    assert await ania.presses(asked.buttons[0][0][1], asked) == "This button is no longer in use."
    await ania.says("The bus is late.")
    await ania.taps("Say more about it")
    answer = await ania.presses(asked.buttons[0][0][1], asked)
    assert answer == "That button belongs to an earlier question. Please use the newest one."
    assert [one.kind for one in await town.all(Insight)] == [None, None]


async def test_a_conversation_about_what_is_gone_ends_kindly(town: Town, samina: Phone) -> None:
    await samina.taps("Take it back")
    await samina.taps("A question")
    samina.hears("You took this back already.")
    await samina.says("The lift is broken.")
    samina.hears("H-2")


async def test_a_conversation_that_a_newer_release_knows_no_more_ends_kindly(town: Town, samina: Phone) -> None:
    kept = {name: errand for name, errand in errands.all_of(town.languages, True).items() if name != "details"}
    town.conversations = Conversations(kept, town.languages)
    town.intake._dispatcher["conversations"] = town.conversations
    await samina.says("hello")
    samina.hears("I no longer ask these questions")
    await samina.says("The lift is broken.")
    samina.hears("H-2")
