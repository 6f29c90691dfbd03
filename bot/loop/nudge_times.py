"""When the owner of a promise hears of it: half a working day before, at its date, after it, and when it is told on."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum

from bot.loop.working_time import Calendar

AFTER = timedelta(hours=1)
SENIOR_WORKING_DAYS = 2
SOON = timedelta(days=3)


class Said(IntEnum):
    """How far the owner has been told."""

    NOTHING = 0
    SOON = 1
    DUE = 2
    LATE = 3
    TOLD_ON = 4


def first(calendar: Calendar, now: datetime, due: datetime) -> datetime:
    """Half a working day before it is due; where less is left, half of that."""
    ahead = calendar.length / 2
    if due - now <= SOON:
        ahead = min(ahead, calendar.between(now, due) / 2)
    return max(now, calendar.hours_before(due, ahead))


def reached(calendar: Calendar, now: datetime, due: datetime) -> Said:
    """How far it has come by now, for something whose first time is there."""
    if now < due:
        return Said.SOON
    if now < _late(calendar, due):
        return Said.DUE
    return Said.LATE if now < told_on(calendar, due) else Said.TOLD_ON


def after(calendar: Calendar, due: datetime, said: Said) -> datetime | None:
    """When the owner hears of it next; never, once it was told on."""
    if said is Said.SOON:
        return due
    if said is Said.DUE:
        return _late(calendar, due)
    return told_on(calendar, due) if said is Said.LATE else None


def told_on(calendar: Calendar, due: datetime) -> datetime:
    """When somebody senior hears of it: two working days after it was due."""
    return calendar.hours_on(due, SENIOR_WORKING_DAYS * calendar.length)


def _late(calendar: Calendar, due: datetime) -> datetime:
    return calendar.opens(due + AFTER)
