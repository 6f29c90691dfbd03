"""Quiet hours by the clock on the wall, over midnight and over the days when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.loop import quiet
from bot.store.chats import Chat, Purpose
from bot.store.programme import Programme
from bot.store.session import Work


def opens(
    now: datetime, hours: tuple[int, int] | None, paused_until: datetime | None = None, zone: str = "Europe/London"
) -> datetime:
    """When something may be said in a chat that is quiet from one hour to another."""
    start, end = (None, None) if hours is None else (hours[0] * 60, hours[1] * 60)
    chat = Chat(
        programme_id=1,
        telegram_id=1,
        purpose=Purpose.PRIVATE,
        seen_at=now,
        quiet_from=start,
        quiet_to=end,
        paused_until=paused_until,
    )
    programme = Programme(name="T", bot_key="1", time_zone=zone)
    return quiet.opens_at(Work(None, programme, now), chat)  # type: ignore[arg-type]


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("now", "hours", "opening"),
    [
        (at(2026, 3, 2, 21, 59), (22, 8), at(2026, 3, 2, 21, 59)),
        (at(2026, 3, 2, 22, 0), (22, 8), at(2026, 3, 3, 8, 0)),
        (at(2026, 3, 3, 0, 30), (22, 8), at(2026, 3, 3, 8, 0)),
        (at(2026, 3, 3, 8, 0), (22, 8), at(2026, 3, 3, 8, 0)),
        (at(2026, 3, 3, 13, 30), (13, 14), at(2026, 3, 3, 14, 0)),
        (at(2026, 3, 3, 14, 30), (13, 14), at(2026, 3, 3, 14, 30)),
        (at(2026, 3, 3, 3, 0), None, at(2026, 3, 3, 3, 0)),
    ],
)
def test_in_winter(now: datetime, hours: tuple[int, int] | None, opening: datetime) -> None:
    assert opens(now, hours) == opening


def test_the_night_is_an_hour_shorter_when_clocks_go_forward_and_longer_when_they_go_back() -> None:
    assert opens(at(2026, 3, 28, 23, 30), (22, 8)) == at(2026, 3, 29, 7, 0)
    assert opens(at(2026, 10, 24, 22, 30), (22, 8)) == at(2026, 10, 25, 8, 0)


def test_the_hour_that_comes_twice_is_never_opened_in_the_past() -> None:
    """1:10 the second time, quiet until 1 o'clock and a half: 1:30 was there an hour ago already."""
    now = at(2026, 10, 25, 1, 10)
    chat_ends = quiet._after_quiet_hours(now, _quiet(22 * 60, 90), ZoneInfo("Europe/London"))
    assert chat_ends == at(2026, 10, 25, 1, 30)


def test_an_hour_that_does_not_come_ends_all_the_same() -> None:
    ends = quiet._after_quiet_hours(at(2026, 3, 29, 0, 10), _quiet(22 * 60, 90), ZoneInfo("Europe/London"))
    assert at(2026, 3, 29, 0, 30) <= ends <= at(2026, 3, 29, 1, 30)


def test_a_pause_that_ends_at_night_ends_in_the_morning() -> None:
    assert opens(at(2026, 3, 2, 12), (22, 8), at(2026, 3, 9, 23, 0)) == at(2026, 3, 10, 8, 0)
    assert opens(at(2026, 3, 10, 12), (22, 8), at(2026, 3, 9, 23, 0)) == at(2026, 3, 10, 12)
    assert opens(at(2026, 3, 10, 12), None, quiet.FOR_NOW) == quiet.FOR_NOW


def test_the_wall_is_the_programmes() -> None:
    assert opens(at(2026, 3, 2, 23, 0), (22, 8), zone="Asia/Karachi") == at(2026, 3, 3, 3, 0)


def _quiet(start: int, end: int) -> Chat:
    chat = Chat(programme_id=1, telegram_id=1, purpose=Purpose.PRIVATE, seen_at=at(2026, 1, 1))
    chat.quiet_from, chat.quiet_to = start, end
    return chat
