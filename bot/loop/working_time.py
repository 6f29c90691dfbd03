"""When a team works: its weekdays and hours, public holidays, and the days on which all of it is away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

A_DAY = timedelta(days=1)
NOTHING = timedelta()
LOOKED_AHEAD = 3700
UNITED_KINGDOM = "GB"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A team's working time. `begins`, `ends`: minutes after midnight in `zone`; `away`: first and last day away."""

    zone: str
    nation: str
    days: tuple[int, ...]
    begins: int
    ends: int
    away: tuple[date, date] | None = None

    @property
    def length(self) -> timedelta:
        """How long a working day is."""
        return timedelta(minutes=self.ends - self.begins)

    def is_working(self, day: date) -> bool:
        """Whether anybody works that day."""
        if day.weekday() not in self.days or (self.away and self.away[0] <= day <= self.away[1]):
            return False
        return not self.nation or day not in public_holidays(self.nation, day.year)

    def after(self, day: date) -> date:
        """The first working day after a day."""
        return next(one for one in _following(day) if self.is_working(one))

    def on(self, day: date, count: int) -> date:
        """So many working days after a day."""
        for _ in range(count):
            day = self.after(day)
        return day

    def day_of(self, moment: datetime) -> date:
        """The date of a moment, where the team is."""
        return moment.astimezone(self._zone).date()

    def begin(self, day: date) -> datetime:
        """When work begins on a day."""
        return self._at(day, self.begins)

    def end(self, day: date) -> datetime:
        """When work ends on a day."""
        return self._at(day, self.ends)

    def is_open(self, moment: datetime, grace: timedelta = NOTHING) -> bool:
        """Whether the team works at a moment, or did until `grace` before it."""
        day = self.day_of(moment)
        return self.is_working(day) and self.begin(day) <= moment <= self.end(day) + grace

    def opens(self, moment: datetime) -> datetime:
        """The first moment from this one on at which the team works."""
        day = self.day_of(moment)
        if self.is_working(day) and moment < self.end(day):
            return max(moment, self.begin(day))
        return self.begin(self.after(day))

    def hours_on(self, moment: datetime, length: timedelta) -> datetime:
        """So much working time after a moment."""
        at = self.opens(moment)
        while (left := self.end(self.day_of(at)) - at) < length:
            length -= left
            at = self.begin(self.after(self.day_of(at)))
        return at + length

    def hours_before(self, moment: datetime, length: timedelta) -> datetime:
        """So much working time before a moment."""
        at, day = moment, self.day_of(moment)
        while True:
            if self.is_working(day) and (gone := min(at, self.end(day)) - self.begin(day)) > NOTHING:
                if gone >= length:
                    return min(at, self.end(day)) - length
                length -= gone
            day -= A_DAY
            at = self.end(day)

    def between(self, begin: datetime, end: datetime) -> timedelta:
        """How much working time there is between two moments."""
        first, last = self.day_of(begin), self.day_of(end)
        spans = (
            min(end, self.end(day)) - max(begin, self.begin(day))
            for day in (first + A_DAY * ahead for ahead in range((last - first).days + 1))
            if self.is_working(day)
        )
        return sum((max(span, NOTHING) for span in spans), NOTHING)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def _at(self, day: date, minutes: int) -> datetime:
        return datetime.combine(day, time(*divmod(minutes, 60)), self._zone).astimezone(UTC)


@lru_cache(maxsize=64)
def public_holidays(nation: str, year: int) -> frozenset[date]:
    """The days on which nobody works there; those of all of it where a part is not known."""
    country, _, part = nation.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))


def nations() -> frozenset[str]:
    """The codes of those whose holidays are known, parts of the United Kingdom among them."""
    known = holidays.list_supported_countries()
    return frozenset({*known, *(f"{UNITED_KINGDOM}-{part}" for part in known[UNITED_KINGDOM])})


def _following(day: date) -> Iterator[date]:
    """The days after a day; they end, so that a team that never works is a fault and no endless search."""
    return (day + A_DAY * ahead for ahead in range(1, LOOKED_AHEAD))
