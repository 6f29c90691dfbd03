"""Asking and checking: by command, by one tap after the words, in a group; the date that was promised is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.insights import Insight
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town

ANSWER, TRUTH = "You will have an answer to your question", "whether it is true"


@pytest.mark.parametrize(("command", "kind", "promise"), [("ask", "question", ANSWER), ("check", "rumour", TRUTH)])
async def test_with_words_it_takes_no_tap(
    town: Town, samina: Phone, room: int, command: str, kind: str, promise: str
) -> None:
    tom = await town.staff("Tom Reed")
    await samina.says(f"/{command} Is the clinic closing?")
    said = samina.hears("H-1").text
    assert promise in said and ("by Tue 3 Mar" if kind == "question" else "by Mon 2 Mar, 13:30") in said
    assert (await town.all(Insight))[0].kind == kind
    tom.sees("What the teller says of it", room)


@pytest.mark.parametrize(("command", "promise"), [("ask", ANSWER), ("check", TRUTH)])
async def test_without_words_it_asks_for_them_once(town: Town, samina: Phone, command: str, promise: str) -> None:
    await samina.says(f"/{command}")
    await samina.says("Is the clinic closing?")
    assert promise in samina.hears("H-1").text
    await samina.says(f"/{command}")
    await samina.sends("voice")
    assert promise in samina.hears("H-2").text
    assert [one.words for one in await town.all(Insight)] == ["Is the clinic closing?", ""]


async def test_one_tap_after_the_words_says_what_it_is(town: Town, samina: Phone, room: int) -> None:
    tom = await town.staff("Tom Reed")
    await samina.says("Is the clinic closing?")
    rows = samina.hears("H-1").buttons
    assert len(rows) <= 4 and max(map(len, rows)) <= 2, "a small phone still shows the words above"
    assert [label for label, _data in rows[-1]] == ["Urgent help", "Take it back"]
    assert await samina.taps("It is my question") == "Thank you. That is noted."
    samina.hears_nothing()
    assert ANSWER in samina.sees("H-1").text
    assert "A question" in tom.sees("told in private", room).text
    await samina.taps("Is it true?")
    assert TRUTH in samina.sees("H-1").text
    await samina.taps("I only tell it")
    assert "first answer" in samina.sees("H-1").text
    assert (await town.all(Insight))[0].kind is None


async def test_what_was_passed_on_is_said_so_and_can_be_checked(town: Town, samina: Phone, room: int) -> None:
    tom = await town.staff("Tom Reed")
    origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1}
    await samina.says("The jab makes you ill!", forward_origin=origin)
    assert "Is it going round?" in samina.hears("H-1").text
    assert "Passed on from somebody else." in tom.sees("told in private", room).text
    await samina.taps("Is it true?")
    assert TRUTH in samina.sees("H-1").text


async def test_the_first_time_names_are_asked_to_be_left_out(town: Town, samina: Phone) -> None:
    await samina.says("The clinic is shut.")
    samina.hears("Please leave out the names of other people.")
    await samina.says("The lift is broken.")
    assert "leave out the names" not in samina.hears("H-2").text


async def test_in_a_group_it_is_asked_and_checked_without_a_tap(town: Town, room: int) -> None:
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says("/ask Is the clinic closing?", circle)
    await nadia.taps("Yes, keep it", circle)
    assert ANSWER in nadia.hears("H-1", circle).text
    await nadia.says("/check The jab makes you ill", circle)
    assert TRUTH in nadia.hears("H-2", circle).text
    assert [one.kind for one in await town.all(Insight)] == ["question", "rumour"]


async def test_strangers_are_shown_the_way_in(town: Town) -> None:
    stranger = town.phone("Stranger")
    for words in ("/ask", "/ask Is it shut?", "/check", "/tell It is shut."):
        await stranger.says(words)
        stranger.hears("I can only take in people who were invited")
    assert await town.all(Insight) == []


async def test_pictures_after_a_question_belong_to_it(town: Town, samina: Phone) -> None:
    town.between = timedelta(0)
    await samina.says("/ask")
    await samina.sends("photo", "What is this?", media_group_id="7")
    await samina.sends("photo", media_group_id="7")
    [insight] = await town.all(Insight)
    assert len(insight.media) == 2 and insight.kind == "question"
