"""Quiet hours by the clock on the wall, over midnight and over the days when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.loop import quiet

LONDON = ZoneInfo("Europe/London")


def opens(
    now: datetime, hours: tuple[int, int] | None, paused_until: datetime | None = None, zone: str = "Europe/London"
) -> datetime:
    """When something may be said in a chat that is quiet from one hour to another."""
    start, end = (None, None) if hours is None else (hours[0] * 60, hours[1] * 60)
    return quiet.Hours(start, end, paused_until).open_at(now, ZoneInfo(zone))


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
    """At 1:10 the second time, quiet until half past one: 1:30 was there an hour ago already."""
    until_half_past_one = quiet.Hours(22 * 60, 90, None)
    assert until_half_past_one.open_at(at(2026, 10, 25, 1, 10), LONDON) == at(2026, 10, 25, 1, 30)


def test_an_hour_that_does_not_come_ends_all_the_same() -> None:
    ends = quiet.Hours(22 * 60, 90, None).open_at(at(2026, 3, 29, 0, 10), LONDON)
    assert at(2026, 3, 29, 0, 30) <= ends <= at(2026, 3, 29, 1, 30)


def test_a_pause_that_ends_at_night_ends_in_the_morning() -> None:
    assert opens(at(2026, 3, 2, 12), (22, 8), at(2026, 3, 9, 23, 0)) == at(2026, 3, 10, 8, 0)
    assert opens(at(2026, 3, 10, 12), (22, 8), at(2026, 3, 9, 23, 0)) == at(2026, 3, 10, 12)
    assert opens(at(2026, 3, 10, 12), None, quiet.FOR_NOW) == quiet.FOR_NOW


def test_the_wall_is_the_programmes() -> None:
    assert opens(at(2026, 3, 2, 23, 0), (22, 8), zone="Asia/Karachi") == at(2026, 3, 3, 3, 0)
