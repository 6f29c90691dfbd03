"""Limits that nobody meets who writes by hand: what is within is kept, what is beyond is said to be lost, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.handlers.flood import Gate
from bot.handlers.intake import Intake
from bot.loop import help_lines, urgent_words
from bot.store.insights import Insight
from bot.words import Role
from tests.handlers.desk import outbox_rows
from tests.handlers.town import Town


@pytest.fixture
def gate(town: Town) -> Gate:
    """The town's gate; its clock moves only where a test moves it."""
    gate = Gate()
    town.intake = Intake(town.reception, town.bot, town.conversations, gate)
    return gate


@pytest.fixture
async def circle(town: Town) -> int:
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    return await town.group("Circle")


def said_to(town: Town, chat: int) -> list[str]:
    return [line.text for line in town.telegram.said_in(chat)]


async def signs(town: Town) -> None:
    await town.does(lambda work: urgent_words.sign(work, "en", "Dr Who"))


def passes(town: Town, seconds: float) -> None:
    town.clock.at += timedelta(seconds=seconds)


async def over(town: Town, gate: Gate) -> None:
    """The minute is over, and the schedule has looked."""
    passes(town, 60)
    await town.does(gate.say_what_was_lost)
    await town.speaks()


async def test_a_thousand_in_a_minute_keep_the_first_twenty_and_get_three_replies(town: Town, gate: Gate) -> None:
    loud, calm = await town.champion("Loud"), await town.champion("Calm")
    for number in range(1000):
        await loud.says(f"Spam {number}")
        passes(town, 0.059)
        if number % 100 == 0:
            await calm.says(f"News {number}")
            calm.hears("Thank you. I have kept this")
            passes(town, 0.1)
    kept = [insight.words for insight in await town.all(Insight)]
    assert [words for words in kept if words.startswith("Spam")] == [f"Spam {number}" for number in range(20)]
    assert len([words for words in kept if words.startswith("News")]) == 10
    assert len(said_to(town, loud.id)) == 3
    told = said_to(town, loud.id)[-1]
    assert "That is a lot at once" in told and "999" in told
    assert told.count("H-") == 20, "every one that was kept is named"
    await over(town, gate)
    assert len(said_to(town, loud.id)) == 3
    assert "980 messages" in said_to(town, loud.id)[-1]
    await loud.says("Something true.")
    loud.hears("Thank you. I have kept this")


async def test_somebody_who_writes_by_hand_is_answered_one_by_one(town: Town, gate: Gate) -> None:
    samina = await town.champion("Samina")
    for number in range(30):
        await samina.says(f"News {number}")
        samina.hears("Thank you. I have kept this")
        passes(town, 3.2)
    assert len(await town.all(Insight)) == 30


async def test_a_few_forwarded_at_once_are_answered_together(town: Town, gate: Gate) -> None:
    samina = await town.champion("Samina")
    for number in range(6):
        await samina.says(f"News {number}")
    assert len(said_to(town, samina.id)) == 3
    assert "News 5" in said_to(town, samina.id)[-1]
    assert [f"H-{number}" in said_to(town, samina.id)[-1] for number in range(1, 7)] == [True] * 6


async def test_a_question_of_a_conversation_is_not_lost_in_it(town: Town, gate: Gate) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await samina.taps("Say more about it")
    for words in ("1", "twelve", "twelve", "12"):
        await samina.says(words)
    for _question in range(3):
        await samina.taps("Leave it out")
    samina.sees("I have noted that with")
    assert (await town.all(Insight))[0].how_many == 12


async def test_a_question_keeps_its_buttons_in_a_joint_answer(town: Town, gate: Gate) -> None:
    samina = await town.champion("Samina")
    for number in range(6):
        await samina.says(f"The clinic is shut, {number}.")
    await samina.says("/event")
    await samina.says("ہمارے کلینک کا فون کوئی نہیں اٹھاتا۔")
    offered = samina.sees("Shall I write to you in")
    assert [data for row in offered.buttons for _label, data in row if data.startswith("t:")]


async def test_an_answer_never_goes_into_a_message_further_up(town: Town, gate: Gate) -> None:
    """Quick once, then slowly, then quick again within the same minute: each time the answer is the newest message."""
    samina = await town.champion("Samina")
    for number, seconds in enumerate((0.5, 0.5, 3, 3, 0.5, 0.5, 0.5, 0.5)):
        await samina.says(f"News {number}")
        newest = town.telegram.said_in(samina.id)[-1].text
        assert f"H-{number + 1}" in newest, number
        passes(town, seconds)
    assert len(said_to(town, samina.id)) == 7, "only what follows at once joins the message before it"


async def test_the_next_question_stands_below_what_was_typed(town: Town, gate: Gate) -> None:
    """However quickly somebody answers: a question further up would read as silence."""
    tom = await town.staff("Tom Reed")
    await tom.says("/message")
    await tom.taps("Start with nothing")
    so_far = len(said_to(town, tom.id))
    for number, words in enumerate(
        ("Measles clinic", "A clinic comes on Friday.", "The clinic is free.\nCome on Friday.")
    ):
        await tom.says(words)
        passes(town, 0.3)
        assert len(said_to(town, tom.id)) > so_far + number, "a message of its own, at the end"
        newest = town.telegram.said_in(tom.id)[-1]
        assert [data for row in newest.buttons for _label, data in row if data.startswith("t:")]


async def test_urgent_help_goes_through_where_nothing_else_does(town: Town, gate: Gate) -> None:
    loud = await town.champion("Loud")
    for number in range(40):
        await loud.says(f"Spam {number}")
    await loud.says("/urgent")
    loud.hears("116 123")
    await loud.taps("Urgent help", under="That is a lot at once")
    loud.hears("116 123", loud.id)


async def test_presses_have_a_limit_and_no_button_is_dead_below_it(town: Town, gate: Gate) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    line = samina.sees("H-1")
    for _time in range(60):
        assert await samina.presses("x:1", line) == "This button is no longer in use."
    assert await samina.presses("x:1", line) == "That is a lot at once. Please wait a minute."
    passes(town, 61)
    assert await samina.presses("x:1", line) == "This button is no longer in use."


async def test_guessed_links_meet_a_pause(town: Town, gate: Gate) -> None:
    """Ten in ten minutes; then a good one is refused as well, until the ten minutes are over."""
    somebody, secret = town.phone("Somebody"), await town.link(Role.CHAMPION)
    for number in range(10):
        await somebody.says(f"/start guess{number}")
        passes(town, 5)
        somebody.hears("This link does not work any more")
    await somebody.says(f"/start {secret}")
    somebody.hears("You have tried many links")
    await somebody.says(f"/start {secret}")
    somebody.hears_nothing()
    passes(town, 601)
    await somebody.says(f"/start {secret}")
    somebody.hears("Which language")


async def test_one_member_cannot_silence_the_bot_for_a_group(town: Town, gate: Gate, circle: int) -> None:
    loud, others = await town.champion("Loud"), [await town.champion(f"Other {number}") for number in range(6)]
    for number in range(50):
        await loud.says(f"/tell spam {number}", circle)
    assert len([insight for insight in await town.all(Insight) if insight.words.startswith("spam")]) == 6
    assert len([text for text in said_to(town, circle) if "That is a lot at once" in text]) == 1
    for other in others:
        await other.says("/tell the door is too narrow", circle)
        other.hears("Thank you. I have kept this", circle)
    await over(town, gate)
    assert any("44 messages" in text for text in said_to(town, circle))


async def test_a_busy_group_is_answered_together(town: Town, gate: Gate, circle: int) -> None:
    people = [await town.champion(f"Member {number}") for number in range(30)]
    before = len(said_to(town, circle))
    for person in people:
        await person.says("/tell the door is too narrow", circle)
        passes(town, 0.5)
    assert len(await town.all(Insight)) == 30
    said = said_to(town, circle)[before:]
    assert len(said) == 21
    assert "H-30" in said[-1] and "H-21" in said[-1]


async def test_what_staff_ask_is_never_merged_away(town: Town, gate: Gate) -> None:
    samina, tom, room = await town.champion("Samina"), await town.staff("Tom Reed"), await town.room()
    await samina.says("The clinic is shut.")
    await samina.says("And the chemist.")
    await tom.taps("Ask back", room, under="H-1 ·")
    await tom.says("Which clinic?")
    await tom.taps("Ask it")
    for number in range(5):
        await samina.says(f"News {number}")
    samina.sees("Which clinic?")


async def test_a_group_that_is_nobodys_costs_nothing(town: Town, gate: Gate, circle: int) -> None:
    nadia = town.phone("Nadia")
    before = len(await outbox_rows(town))
    for _time in range(100):
        await nadia.says("good morning", circle)
    assert len(await outbox_rows(town)) == before


def test_strange_updates_go_in(town: Town) -> None:
    """The gate judges what came as it came: it never fails on it."""
    gate, now = Gate(), town.clock.now()
    strange: list[dict[str, Any]] = [{}, {"message": 7}, {"callback_query": {"from": 3}}]
    for raw in (*strange, {"message": {"chat": {"id": "x"}}}):
        assert gate.judge(raw, now).is_open


async def test_urgent_words_beyond_the_limit_still_bring_help(town: Town, gate: Gate) -> None:
    """The words are not kept; the question whether someone is in danger comes all the same, once."""
    await signs(town)
    samina = await town.champion("Samina")
    for number in range(20):
        await samina.says(f"Thing {number}")
    for _time in range(3):
        await samina.says("I want to kill myself")
    samina.sees("Is someone in danger now?")
    assert len(samina.all_with("Is someone in danger now?")) == 1
    assert not [insight for insight in await town.all(Insight) if "kill" in insight.words]


async def test_urgent_words_beyond_the_limit_of_a_group(town: Town, gate: Gate, circle: int) -> None:
    await signs(town)
    nadia = town.phone("Nadia")
    for number in range(6):
        await nadia.says(f"/tell Thing {number}", circle)
    for _time in range(3):
        await nadia.says("/tell I want to kill myself", circle)
    assert len([text for text in said_to(town, circle) if "999" in text and "kill" not in text]) >= 1
    assert len(nadia.all_with(town.reads(help_lines.IN_SHORT).split("{")[0][:20], circle)) == 1
