"""The rhythm of a group or a person: on which day and at what hour what can wait is told, all in one message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot.store.chats import Group
from bot.store.people import Person
from bot.store.preferences import Preferences
from bot.store.session import Work
from bot.store.updates import Telling

ONLY_ON_CHANGE = 0
A_QUARTER_DAYS = 91
USUAL_WEEKDAY, USUAL_MINUTE = 3, 17 * 60
A_DAY, A_WEEK_DAYS = timedelta(days=1), 7


class Rhythm(NamedTuple):
    """Every how many days (0: only on change), on which weekday, at which minute after midnight, by which clock.

    `whose`: so that not everybody with the same rhythm hears in the same week. `group_id`: whose it is, if a group's.
    """

    days: int
    weekday: int
    minute: int
    zone: tzinfo
    whose: int
    group_id: int | None = None

    def next_after(self, moment: datetime) -> datetime:
        """The first time later than a moment when what waits is told."""
        weeks = spaced(self.days).days // A_WEEK_DAYS
        return next(
            at for day, at in self._moments(moment) if day.weekday() == self.weekday and self._is_on(day, weeks)
        )

    def hour_after(self, moment: datetime) -> datetime:
        """The first time later than a moment that is at its hour, on whichever day: within a day and an hour."""
        return next(at for _day, at in self._moments(moment))

    def hour_before(self, moment: datetime) -> datetime:
        """The last time not later than a moment that is at its hour."""
        day = moment.astimezone(self.zone).date()
        here = self._at(day)
        return here if here <= moment else self._at(day - A_DAY)

    def _moments(self, moment: datetime) -> Iterator[tuple[date, datetime]]:
        day = moment.astimezone(self.zone).date()
        while True:
            if (at := self._at(day)) > moment:
                yield day, at
            day += A_DAY

    def _is_on(self, day: date, weeks: int) -> bool:
        return (day.toordinal() // A_WEEK_DAYS + self.whose) % weeks == 0

    def _at(self, day: date) -> datetime:
        """An hour that is skipped when clocks go forward is the one after it; one that comes twice is its first."""
        return datetime.combine(day, time(*divmod(self.minute, 60)), self.zone).astimezone(UTC)


def spaced(days: int | None) -> timedelta:
    """How long at most there is no word for whoever chose this; a quarter where they want to hear of changes only."""
    return timedelta(days=days if days else A_QUARTER_DAYS)


def of(work: Work, telling: Telling) -> Rhythm | None:
    """The rhythm of whoever a telling is for; nothing where each is told by itself as it comes."""
    if telling.for_outside_id is not None:
        return None
    mine = col(Group.id) == telling.for_group_id if telling.for_group_id else col(Group.chat_id) == telling.chat_id
    group = work.session.exec(select(Group).where(mine)).first()
    return of_group(work, group) if group is not None else _of_person(work, telling.chat_id)


def of_group(work: Work, group: Group) -> Rhythm:
    """A group's rhythm, by the clock of where it lives."""
    zone = ZoneInfo(group.time_zone or work.programme.time_zone)
    return Rhythm(group.rhythm_days, group.rhythm_weekday, group.rhythm_minute, zone, group.number, group.number)


def _of_person(work: Work, chat_id: int) -> Rhythm | None:
    theirs = select(Preferences).join(Person, col(Person.id) == col(Preferences.person_id))
    chosen = work.session.exec(theirs.where(Person.chat_id == chat_id)).first()
    if chosen is None or chosen.every_days is None:
        return None
    weekday = USUAL_WEEKDAY if chosen.on_weekday is None else chosen.on_weekday
    minute = USUAL_MINUTE if chosen.at_minute is None else chosen.at_minute
    return Rhythm(chosen.every_days, weekday, minute, ZoneInfo(work.programme.time_zone), chosen.person_id)
