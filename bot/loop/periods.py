"""Periods that figures are for: half-open, from midnight to midnight in the programme's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
MONTHLY_FROM = timedelta(days=183)
AN_INSTANT = timedelta(microseconds=1)
MONTHS_A_QUARTER = 3
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Period:
    """From the first moment of `first` up to, and without, the first moment of `after`."""

    first: date
    after: date
    zone: str

    @property
    def since(self) -> datetime:
        """The instant at which it begins; where midnight comes twice that night, the earlier one."""
        return _midnight(self.first, self.zone)

    @property
    def until(self) -> datetime:
        """The instant at which it is over, and which is no part of it."""
        return _midnight(self.after, self.zone)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after - A_DAY


def between(first: date, last: date, zone: str) -> Period:
    """From one day to another, both in it. Raises `ValueError` where the last is before the first."""
    if last < first:
        raise ValueError(f"a period cannot end ({last}) before it begins ({first})")
    return Period(first, last + A_DAY, zone)


def days_up_to(today: date, days: int, zone: str) -> Period:
    """So many days, the last of which is today."""
    return Period(today + A_DAY - timedelta(days=days), today + A_DAY, zone)


def this_week(today: date, zone: str) -> Period:
    """From Monday up to the end of today."""
    return Period(today - timedelta(days=today.weekday()), today + A_DAY, zone)


def last_month(today: date, zone: str) -> Period:
    """The calendar month before this one."""
    return _months(today.replace(day=1), 1, zone)


def last_quarter(today: date, zone: str) -> Period:
    """The three calendar months before this quarter (January, April, July and October begin one)."""
    begun = (today.month - 1) // MONTHS_A_QUARTER * MONTHS_A_QUARTER + 1
    return _months(date(today.year, begun, 1), MONTHS_A_QUARTER, zone)


def last_year(today: date, zone: str) -> Period:
    """The calendar year before this one."""
    return Period(date(today.year - 1, 1, 1), date(today.year, 1, 1), zone)


def steps(period: Period, now: datetime) -> list[tuple[date, datetime]]:
    """The days at whose end one looks how things stand, each with the moment at which it is over; the last at `now`.

    Each day of a week; each Sunday of up to half a year; else the last day of each month; and the period's last day.
    """
    length = period.after - period.first
    days = (period.first + number * A_DAY for number in range(length.days))
    if length <= A_WEEK:
        ends = list(days)
    elif length < MONTHLY_FROM:
        ends = [day for day in days if day.weekday() == SUNDAY or day == period.last]
    else:
        ends = [day for day in days if (day + A_DAY).day == 1 or day == period.last]
    over = [(day, _midnight(day + A_DAY, period.zone)) for day in ends]
    past = [(day, at) for day, at in over if at <= now]
    if len(past) == len(over) or period.since > now:
        return past
    return [*past, (now.astimezone(ZoneInfo(period.zone)).date(), now + AN_INSTANT)]


def _months(after: date, count: int, zone: str) -> Period:
    """So many calendar months up to the first of a month."""
    months = after.year * 12 + after.month - 1 - count
    return Period(date(months // 12, months % 12 + 1, 1), after, zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))
