"""Asking champions for something: no more than they want, and a no needs no reason."""

from __future__ import annotations

import pytest

from bot.store.asks import Asked
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


@pytest.fixture
async def grace(town: Town, tom: Phone) -> Phone:
    """A champion who has told one thing."""
    grace = await town.champion("Grace")
    await grace.says("The clinic is shut.")
    return grace


async def asks(by: Phone, room: int, question: str) -> str | None:
    toast = await by.taps("Ask back", room)
    await by.says(question)
    await by.taps("Ask it")
    return toast


async def wants(phone: Phone, label: str) -> None:
    await phone.says("/settings")
    await phone.taps("May ask me: 3 a week")
    await phone.taps(label)


async def test_a_no_is_one_tap_and_staff_hear_only_that(town: Town, room: int, tom: Phone, grace: Phone) -> None:
    await asks(tom, room, "Which clinic?")
    grace.hears("Which clinic?")
    assert await grace.taps("Not now") == "That is fine. You need not say why."
    assert tom.hears("H-1: they would rather not", room).text == "H-1: they would rather not answer the question."
    assert await grace.taps("Not now") == "That is fine. You need not say why."
    assert len(tom.all_with("would rather not", room)) == 1
    assert (await town.all(Asked))[0].declined_at is not None


async def test_nobody_says_no_for_somebody_else(town: Town, room: int, tom: Phone, grace: Phone) -> None:
    await asks(tom, room, "Which clinic?")
    asked = grace.hears("Which clinic?")
    ania = await town.champion("Ania")
    assert await ania.presses("ask:1:no", asked) == "Only the person who was asked can do that."


async def test_more_than_they_want_is_refused_to_staff(town: Town, room: int, tom: Phone, grace: Phone) -> None:
    await wants(grace, "1 a week")
    await asks(tom, room, "Which clinic?")
    grace.hears("Which clinic?")
    refused = "This person wants to be asked 1 thing a week at most, and was."
    assert refused in str(await tom.taps("Ask back", room))
    await town.later(days=8)
    await asks(tom, room, "Since when?")
    grace.hears("Since when?")


async def test_who_wants_not_to_be_asked_is_not_asked(town: Town, room: int, tom: Phone, grace: Phone) -> None:
    await wants(grace, "Please do not ask me")
    assert "does not want to be asked" in str(await tom.taps("Ask back", room))
    assert await town.all(Asked) == []


async def test_what_was_started_before_the_wish_is_not_asked_either(
    town: Town, room: int, tom: Phone, grace: Phone
) -> None:
    await tom.taps("Ask back", room)
    await wants(grace, "Please do not ask me")
    await tom.says("Which clinic?")
    await tom.taps("Ask it")
    tom.hears("does not want to be asked")
    assert not grace.all_with("Which clinic?")


async def test_three_a_week_unless_they_say_otherwise(town: Town, room: int, tom: Phone, grace: Phone) -> None:
    for question in ("Which clinic?", "Since when?"):
        await asks(tom, room, question)
        grace.hears(question)
    await grace.says("The lift is broken.")
    await asks(tom, room, "How many?")
    grace.hears("How many?")
    assert "3 things a week" in str(await tom.taps("Ask back", room))


async def test_a_question_waits_for_the_end_of_a_pause(town: Town, room: int, tom: Phone, grace: Phone) -> None:
    await grace.says("/settings")
    await grace.taps("Take a pause")
    await grace.taps("For a week")
    await asks(tom, room, "Which clinic?")
    assert not grace.all_with("Which clinic?")
    await town.later(days=7)
    grace.sees("Which clinic?")
