"""After days in which nothing ran each hears the newest once, not all that was missed; and nights of changed clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.loop import digest
from bot.words import Role
from tests.handlers.desk import take_up
from tests.handlers.town import Town

QUARTER = timedelta(minutes=15)


@pytest.mark.usefixtures("with_digest")
async def test_after_ten_weeks_each_hears_once_that_news_is_late(town: Town) -> None:
    room, tom = await town.room(), await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    circle, samina = await town.group("Circle"), await town.champion("Samina")
    nadia = town.phone("Nadia")
    await samina.says("The clinic never answers.")
    await nadia.says("/tell The door is shut", circle)
    await nadia.taps("Yes, keep it", circle)
    for told in ("H-1 ·", "H-2 ·"):
        await take_up(tom, room, told)
    town.clock.at += timedelta(weeks=10)
    before = {chat: len(town.telegram.said_in(chat)) for chat in (samina.id, circle, room)}
    for _tick in range(5):
        await town.ticks()
        town.clock.at += timedelta(seconds=5)
    after = {chat: len(town.telegram.said_in(chat)) - count for chat, count in before.items()}
    assert (after[samina.id], after[circle]) == (1, 0), "a group hears it at its own hour"
    assert len([line for line in town.telegram.said_in(room)[before[room] :] if line.text.startswith("Today, ")]) == 1
    await town.later(days=1)
    assert len(town.telegram.said_in(circle)) - before[circle] == 1


@pytest.mark.parametrize("first", [datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 10, 23, 12, tzinfo=UTC)])
async def test_the_digest_comes_once_a_day_where_clocks_change(town: Town, first: datetime) -> None:
    """From Friday over the Sunday on which they do, to Tuesday."""
    await town.room()
    await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    await samina.says("The clinic never answers.")
    town.clock.at, came = first, list[str]()
    while town.clock.at < first + timedelta(days=4):
        if await town.does(digest.send) and town.clock.at.date() != first.date():
            came.append(f"{town.clock.at.astimezone(town.languages.zone):%a %H:%M}")
        town.clock.at += QUARTER
    assert came == ["Mon 08:30", "Tue 08:30"]
