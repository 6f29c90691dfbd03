"""Working days and hours, as a team keeps them: weekends, holidays of a nation, two clock changes, days away."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.loop.working_time import Calendar, nations, public_holidays

LONDON = ZoneInfo("Europe/London")
ENGLAND = Calendar("Europe/London", "GB-ENG", (0, 1, 2, 3, 4), 540, 1020)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


@pytest.mark.parametrize(
    ("nation", "works"),
    [("GB-ENG", False), ("GB-SCT", True), ("GB-WLS", False), ("GB-NIR", False), ("", True)],
)
def test_easter_monday_is_a_holiday_where_it_is_one(nation: str, works: bool) -> None:
    calendar = Calendar("Europe/London", nation, (0, 1, 2, 3, 4), 540, 1020)
    assert calendar.is_working(date(2026, 4, 6)) is works


def test_the_second_of_january_is_a_holiday_in_scotland_alone() -> None:
    assert date(2026, 1, 2) in public_holidays("GB-SCT", 2026)
    assert date(2026, 1, 2) not in public_holidays("GB-ENG", 2026)


def test_a_substitute_day_is_kept() -> None:
    assert date(2026, 12, 28) in public_holidays("GB-ENG", 2026), "Boxing Day 2026 is a Saturday"


def test_a_part_of_the_year_round_easter() -> None:
    thursday = date(2026, 4, 2)
    assert ENGLAND.on(thursday, 1) == date(2026, 4, 7)
    assert ENGLAND.hours_on(at(thursday, 16), timedelta(hours=4)) == at(date(2026, 4, 7), 12)
    assert ENGLAND.hours_before(at(date(2026, 4, 7), 11), timedelta(hours=4)) == at(thursday, 15)


def test_hours_count_only_while_the_team_works() -> None:
    monday = date(2026, 3, 2)
    assert ENGLAND.hours_on(at(monday, 9, 30), timedelta(hours=4)) == at(monday, 13, 30)
    assert ENGLAND.hours_on(at(monday, 6), timedelta(hours=4)) == at(monday, 13)
    assert ENGLAND.hours_on(at(monday, 23), timedelta(hours=4)) == at(date(2026, 3, 3), 13)
    assert ENGLAND.hours_on(at(date(2026, 3, 7), 12), timedelta(hours=8)) == at(date(2026, 3, 9), 17)


@pytest.mark.parametrize("friday", [date(2026, 3, 27), date(2026, 10, 23)])
def test_over_a_clock_change_the_hour_on_the_wall_stays(friday: date) -> None:
    monday = friday + timedelta(days=3)
    assert ENGLAND.hours_on(at(friday, 16), timedelta(hours=4)) == at(monday, 12)
    assert ENGLAND.end(monday) == at(monday, 17)


def test_days_away_are_no_working_days() -> None:
    away = Calendar("Europe/London", "", (0, 1, 2, 3, 4), 540, 1020, (date(2026, 3, 3), date(2026, 3, 13)))
    assert away.on(date(2026, 3, 2), 1) == date(2026, 3, 16)
    assert away.opens(at(date(2026, 3, 4), 10)) == at(date(2026, 3, 16), 9)


@given(MOMENTS, st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_working_hours_there_and_back(moment: datetime, hours: int) -> None:
    length = timedelta(hours=hours)
    later = ENGLAND.hours_on(moment, length)
    assert ENGLAND.is_open(later) and ENGLAND.between(moment, later) == length
    assert ENGLAND.hours_before(later, length) == ENGLAND.opens(moment) or (
        ENGLAND.between(ENGLAND.hours_before(later, length), ENGLAND.opens(moment)) == timedelta()
    )


def test_the_nations_of_the_kingdom_are_known() -> None:
    assert {"GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR", "PL", "IE"} <= nations()
