"""A while after a matter was closed: is it still so, and did it lead to anything else. Once each, and no nuisance."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.issues import Issue
from bot.store.later import LaterAsk, Ripple
from bot.words import Role
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

YES, NO = "Yes, it is better", "No"
STILL, LED_TO = "Is it still better?", "Did it lead to anything else"


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    """A champion who raised M-1, heard what changed, and said that it is better."""
    champion = await town.champion("Samina")
    await champion.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    await champion.taps(YES)
    return champion


async def jump(town: Town, days: int) -> None:
    """So many days pass at once."""
    town.clock.at += timedelta(days=days)
    await town.ticks()


async def test_who_found_it_better_is_asked_once_more_and_a_no_opens_it(town: Town, samina: Phone, tom: Phone) -> None:
    await jump(town, 89)
    assert not samina.all_with(STILL)
    await jump(town, 2)
    assert samina.sees(STILL).button(YES) and "The clinic is shut." in samina.sees(STILL).text
    await jump(town, 120)
    assert len(samina.all_with(STILL)) == 1, "once a matter"
    await samina.taps(NO, under=STILL)
    assert [one.state for one in await town.all(Issue)] == ["open"]
    samina.hears("What is still wrong?")
    await samina.sends("voice")
    samina.hears("I have passed your words to the person who answers for it")
    brought = tom.sees("What is still wrong (M-1)")
    assert brought.medium, "the owner hears the voice note"


async def test_a_yes_changes_nothing(town: Town, samina: Phone) -> None:
    await jump(town, 91)
    assert await samina.taps(YES, under=STILL) == "Thank you. That is noted."
    assert [one.state for one in await town.all(Issue)] == ["closed_judged"]


async def test_nobody_is_asked_who_wants_to_be_asked_nothing_or_has_paused(town: Town, samina: Phone) -> None:
    await samina.says("/settings")
    await samina.taps("May ask me: 3 a week")
    await samina.taps("Please do not ask me")
    await jump(town, 91)
    assert not samina.all_with(STILL) and not samina.all_with(LED_TO)
    assert all(one.asked_at is None for one in await town.all(LaterAsk))


async def test_what_was_opened_again_is_not_asked_about(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.taps("It is not better")
    await jump(town, 91)
    assert not samina.all_with(STILL) and not await town.all(Ripple)
