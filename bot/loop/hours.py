"""Hours that come back every week: whether they are now, until when, and when they are next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot import labels
from bot.language import Code, Text, _
from bot.store.session import Work
from bot.words import WEEKDAYS

A_DAY = timedelta(days=1)
DAYS_AHEAD = 8
MINUTES_AN_HOUR = 60


class Hours(Protocol):
    """Weekdays (0 is Monday) and minutes after midnight in the programme's zone. Ending first: past midnight."""

    days: list[int]
    begins: int
    ends: int


def ends_at(work: Work, hours: Hours) -> datetime | None:
    """The end of these hours, where they are now."""
    here = work.now.astimezone(_zone(work))
    for day in (here.date() - A_DAY, here.date()):
        if day.weekday() in hours.days and _begin(work, hours, day) <= work.now < _end(work, hours, day):
            return _end(work, hours, day)
    return None


def next_begin(work: Work, several: Iterable[Hours]) -> datetime | None:
    """When the first of several begins next, later than now."""
    today = work.now.astimezone(_zone(work)).date()
    begins = (
        _begin(work, hours, today + A_DAY * ahead)
        for hours in several
        for ahead in range(DAYS_AHEAD)
        if (today + A_DAY * ahead).weekday() in hours.days
    )
    return min((begin for begin in begins if begin > work.now), default=None)


def told(hours: Hours) -> Text:
    """The hours in words."""
    return _("{days}, {begins}–{ends}", days=_days(hours.days), begins=_clock(hours.begins), ends=_clock(hours.ends))


def _days(days: Sequence[int]) -> Text:
    usual = [named for named, numbers in WEEKDAYS.items() if sorted(days) == list(numbers)]
    return labels.DAYS[usual[0]]


def _clock(minutes: int) -> Code:
    return Code(f"{minutes // MINUTES_AN_HOUR:02}:{minutes % MINUTES_AN_HOUR:02}")


def _begin(work: Work, hours: Hours, day: date) -> datetime:
    return _at(work, day, hours.begins)


def _end(work: Work, hours: Hours, day: date) -> datetime:
    return _at(work, day + A_DAY * (hours.ends <= hours.begins), hours.ends)


def _at(work: Work, day: date, minutes: int) -> datetime:
    days, rest = divmod(minutes, 24 * MINUTES_AN_HOUR)
    return datetime.combine(day + A_DAY * days, time(*divmod(rest, MINUTES_AN_HOUR)), _zone(work))


def _zone(work: Work) -> ZoneInfo:
    return ZoneInfo(work.programme.time_zone)
