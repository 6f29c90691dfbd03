"""Hours that come back every week, over midnight and over the change of the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.loop import hours
from bot.store.programme import Programme
from bot.store.safety import RotaTurn
from bot.store.session import Work

WEEK, WORKING, WEEKEND = [0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4], [5, 6]


def at(*moment: int) -> Work:
    """The programme's work at a moment in UTC."""
    nobody: Any = None
    return Work(nobody, Programme(id=1, name="T", bot_key="t"), datetime(*moment, tzinfo=UTC))  # type: ignore[misc,arg-type]


def turn(days: list[int], begins: int, ends: int) -> RotaTurn:
    return RotaTurn(programme_id=1, person_id=1, place=1, days=days, begins=begins * 60, ends=ends * 60)


@pytest.mark.parametrize(
    ("work", "hours_", "until"),
    [
        (at(2026, 3, 2, 9, 30), turn(WORKING, 9, 17), datetime(2026, 3, 2, 17, tzinfo=UTC)),
        (at(2026, 3, 2, 17, 0), turn(WORKING, 9, 17), None),
        (at(2026, 3, 2, 8, 59), turn(WORKING, 9, 17), None),
        (at(2026, 3, 1, 12, 0), turn(WORKING, 9, 17), None),
        (at(2026, 3, 2, 23, 0), turn(WEEK, 22, 6), datetime(2026, 3, 3, 6, tzinfo=UTC)),
        (at(2026, 3, 3, 5, 59), turn(WEEK, 22, 6), datetime(2026, 3, 3, 6, tzinfo=UTC)),
        (at(2026, 3, 2, 3, 0), turn(WEEKEND, 22, 6), datetime(2026, 3, 2, 6, tzinfo=UTC)),
        (at(2026, 3, 2, 12, 0), turn(WEEK, 0, 24), datetime(2026, 3, 3, 0, tzinfo=UTC)),
        (at(2026, 7, 6, 8, 30), turn(WORKING, 9, 17), datetime(2026, 7, 6, 16, tzinfo=UTC)),
    ],
)
def test_whether_they_are_now_and_until_when(work: Work, hours_: RotaTurn, until: datetime | None) -> None:
    assert hours.ends_at(work, hours_) == until


@pytest.mark.parametrize(
    ("work", "several", "begin"),
    [
        (at(2026, 3, 6, 18, 0), [turn(WORKING, 9, 17)], datetime(2026, 3, 9, 9, tzinfo=UTC)),
        (at(2026, 3, 6, 18, 0), [turn(WORKING, 9, 17), turn(WEEKEND, 10, 12)], datetime(2026, 3, 7, 10, tzinfo=UTC)),
        (at(2026, 3, 28, 12, 0), [turn([6], 9, 17)], datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (at(2026, 3, 6, 18, 0), [], None),
    ],
)
def test_when_the_first_of_several_begins(work: Work, several: list[RotaTurn], begin: datetime | None) -> None:
    assert hours.next_begin(work, several) == begin
