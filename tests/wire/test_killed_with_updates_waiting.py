"""kill -9 while updates wait: none is lost, none is done twice."""

from __future__ import annotations

import asyncio

import pytest

from tests.wire.street import IN_FULL, ONCE, Street
from tests.wire.tester import Phone

pytestmark = pytest.mark.wire
WAITING = 200
KILLED_AT = (15, 80, 140)
STILL_TO_SAY = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')"
INSIGHTS = "SELECT count(*) FROM insight"


@pytest.mark.parametrize("street", IN_FULL, indirect=True)
async def test_two_hundred_updates_wait_and_the_bot_is_killed_three_times(street: Street) -> None:
    phones = await street.champions(4)
    await street.kill_bot()
    await everybody_says(phones, WAITING)
    for so_many in KILLED_AT:
        await street.start_bot()
        await taken_in(street, so_many)
        await street.kill_bot()
    await street.start_bot()
    await taken_in(street, WAITING)
    await nothing_waits(street)
    assert street.count(INSIGHTS) == WAITING
    assert street.count("SELECT count(DISTINCT words) FROM insight") == WAITING
    assert street.count("SELECT count(*) FROM set_aside") == 0
    acknowledged = "SELECT count(DISTINCT insight_id) FROM outbox WHERE lane = 0 AND insight_id IS NOT NULL"
    assert street.count(acknowledged) == WAITING
    assert street.count(acknowledged.replace("DISTINCT ", "")) == WAITING


@pytest.mark.parametrize("street", ONCE, indirect=True)
async def test_a_word_and_its_answer_on_the_other_pairs(street: Street) -> None:
    (champion,) = await street.champions(1)
    await champion.says("The line is never answered")
    await champion.hears("I have kept this as H-1")
    await street.kill_bot()
    await champion.says("/tell And the door is shut")
    await street.start_bot()
    await champion.hears("I have kept this as H-2")
    assert street.count(INSIGHTS) == 2


async def everybody_says(phones: list[Phone], times: int) -> None:
    for number in range(times):
        await phones[number % len(phones)].says(f"/tell Thing number {number}")


async def taken_in(street: Street, at_least: int) -> None:
    for _try in range(6000):
        if await asyncio.to_thread(street.count, INSIGHTS) >= at_least:
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"only {street.count(INSIGHTS)} of {at_least} were taken in")


async def nothing_waits(street: Street) -> None:
    for _try in range(3000):
        if (
            await asyncio.to_thread(street.count, "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')")
            == 0
        ):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the outbox never emptied")
