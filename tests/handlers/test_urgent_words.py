"""Urgent words ask, where a named reviewer signed the list; they never hold up what was told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bot.store.insights import Insight
from bot.store.safety import Alert, DangerCheck
from bot.words import Role
from tests.handlers.alarm import on_rota, signed
from tests.handlers.desk import answer
from tests.handlers.phone import Phone
from tests.handlers.town import Town

HELD_OUT = tomllib.loads((Path(__file__).parent.parent / "safety" / "held_out.toml").read_text())
ASKED = "Is someone in danger now?"
WORDS = "My husband hits me and I want to die."


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", "Public health officer", role=Role.ADMINISTRATOR)


@pytest.fixture
async def samina(town: Town) -> Phone:
    return await town.champion("Samina")


async def test_a_list_that_nobody_signed_does_nothing(town: Town, priya: Phone, room: int, samina: Phone) -> None:
    await samina.says(WORDS)
    samina.hears("H-1")
    assert samina.all_with(ASKED) == []
    assert "URGENT" not in priya.sees("H-1", room).text


async def test_yes_gives_help_and_raises_an_alert(town: Town, priya: Phone, room: int, samina: Phone) -> None:
    await signed(town)
    await on_rota(town, priya, priya)
    await samina.says(WORDS)
    samina.hears("H-1")
    assert [insight.words for insight in await town.all(Insight)] == [WORDS], "what was told is kept as always"
    assert "URGENT WORDS. Is someone in danger now? Nobody has said yet" in priya.sees("H-1 ·", room).text
    await samina.taps("Yes, in danger")
    samina.hears("116 123", samina.id)
    assert "Priya Shah" in samina.sees("I have told").text
    assert WORDS in priya.sees("ALERT A-1").text
    assert "They say: yes" in priya.sees("H-1 ·", room).text
    assert "You have answered that" in str(await samina.taps("No", under=ASKED))
    assert len(await town.all(Alert)) == 1


async def test_not_sure_gives_help_and_no_gives_thanks(town: Town, priya: Phone, room: int, samina: Phone) -> None:
    await signed(town)
    await on_rota(town, priya, priya)
    await samina.says("I am dying to know when the clinic opens")
    await samina.taps("No", under=ASKED)
    samina.hears("Thank you. Then I ask no more.", samina.id)
    assert "They say no" in priya.sees("H-1 ·", room).text
    await samina.says("I have chest pain")
    await samina.taps("I am not sure")
    samina.hears("116 123", samina.id)
    assert "not sure" in priya.sees("H-2 ·", room).text
    assert await town.all(Alert) == []
    somebody = await town.champion("Somebody")
    line = samina.all_with(ASKED)[0]
    assert "Only the person who was asked" in str(await somebody.presses("u:1:yes", line))


async def test_a_stranger_is_asked_too(town: Town) -> None:
    await signed(town)
    somebody = town.phone("Somebody")
    await somebody.says(WORDS)
    somebody.hears("I can only take in people who were invited")
    somebody.hears(ASKED)
    await somebody.taps("Yes, in danger")
    somebody.hears("116 123", somebody.id)
    assert await town.all(Insight) == []


async def test_words_in_a_conversation_a_reply_and_an_edit_count(
    town: Town, priya: Phone, room: int, samina: Phone
) -> None:
    await signed(town)
    line = await samina.says("The clinic is shut.")
    await samina.taps("Add to it")
    await samina.says("My chest pain is worse.")
    samina.hears(ASKED)
    assert "URGENT WORDS" in priya.sees("H-1 ·", room).text
    await town.later(minutes=11)
    await samina.edits(line, "The clinic is shut and I can’t breathe.")
    samina.hears(ASKED)
    await town.later(minutes=11)
    await samina.says("He has a knife", reply_to=samina.sees("I have added that"))
    samina.hears(ASKED)
    assert {check.insight_id for check in await town.all(DangerCheck)} == {1}


async def test_one_question_stands_at_a_time(town: Town, samina: Phone) -> None:
    await signed(town)
    for _time in range(4):
        await samina.says(WORDS)
    assert len(samina.all_with(ASKED)) == 1
    await town.later(minutes=11)
    await samina.says(WORDS)
    assert len(samina.all_with(ASKED)) == 2


async def test_in_a_group_nothing_is_repeated_and_the_question_is_private(
    town: Town, priya: Phone, room: int, samina: Phone
) -> None:
    await signed(town)
    circle, nadia = await town.group("Circle"), town.phone("Nadia")
    await samina.says("/tell my neighbour has a knife", circle)
    assert samina.all_with(ASKED, circle) == []
    samina.sees(ASKED)
    await nadia.says("/tell my neighbour has a knife", circle)
    assert "knife" not in nadia.hears("If someone is in danger now, call", circle).text
    nadia.hears("May I keep this", circle)
    await nadia.says("he has a knife", circle)
    nadia.hears_nothing(circle)
    await nadia.says("/weather he has a knife", circle)
    nadia.hears_nothing(circle)
    await answer(priya, room, "H-1 ·", "He has a knife, they say.")
    assert priya.all_with(ASKED) == []


@pytest.mark.parametrize("language", ["en", "ur", "pl"])
async def test_sixty_phrases_ask_once_each_at_most_and_harmless_words_never(town: Town, language: str) -> None:
    """The figures of `docs/safety.md`, through the whole bot."""
    await signed(town)
    asked = []
    for phrase in HELD_OUT[language]["urgent"]:
        phone = await town.champion("Somebody", language)
        await phone.says(phrase)
        asked.append(questions(town, phone))
    assert len(asked) == 60 and max(asked) == 1
    assert sum(asked) >= 30
    calm = await town.champion("Calm", language)
    for words in HELD_OUT[language]["harmless"]:
        await calm.says(words)
    assert questions(town, calm) == 0


def questions(town: Town, phone: Phone) -> int:
    """How often somebody was asked, in whichever language."""
    said = [data for line in town.telegram.said_in(phone.id) for row in line.buttons for _label, data in row]
    return len([data for data in said if data.startswith("u:") and data.endswith(":yes")])
