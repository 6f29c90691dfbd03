"""Questions answered with a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.errors import Mistake
from bot.language import Text
from bot.talk import calendar, presses, wording
from bot.talk.calendar import Bounds
from bot.talk.conversation import Raw
from bot.talk.heard import Located, Said, Sent
from bot.talk.question import Answered, Choice, Draft, Question, Reading, Reply, Rows


class WhichDay(Question):
    """A day: one of those offered, or any other within the bounds, typed."""

    __slots__ = ("bounds", "offered")
    kind = "day"

    def __init__(
        self,
        key: str,
        prompt: Text,
        offered: Sequence[date],
        bounds: Bounds,
        name: Text | None = None,
        skip: Text | None = None,
    ) -> None:
        super().__init__(key, prompt, name, skip)
        self.offered, self.bounds = tuple(offered), bounds

    def rows(self, draft: Draft) -> Rows:
        """A button for each day that is offered."""
        days: Rows = [(Choice(wording.plain(day), presses.OPTION + day.strftime("%Y%m%d")),) for day in self.offered]
        return days + super().rows(draft)

    def press(self, action: str, draft: Draft) -> Reply | None:
        """The day on the button, if it is still within the bounds."""
        if action.startswith(presses.OPTION):
            day = calendar.from_iso(action[1:])
            return None if day is None else Answered(self._within(day).isoformat())
        return super().press(action, draft)

    def hear(self, heard: Said | Sent | Located, reading: Reading) -> Reply:
        """The day that was typed, said back as it was read."""
        typed = heard.text if isinstance(heard, Said) else ""
        day = calendar.read(typed, reading.labels, reading.language, reading.today, self.bounds)
        if day is None:
            raise Mistake(wording.CANNOT_READ_DAY)
        return Answered(self._within(day).isoformat(), wording.read_back(wording.dated(day)))

    def _within(self, day: date) -> date:
        first, last = self.bounds
        if first and day < first:
            raise Mistake(wording.day_too_early(day, first))
        if last and day > last:
            raise Mistake(wording.day_too_late(day, last))
        return day

    def read(self, raw: Raw) -> date:
        """The day."""
        day = calendar.from_iso(raw) if isinstance(raw, str) else None
        if day is None:
            raise Mistake(wording.CANNOT_READ_DAY)
        return self._within(day)

    def say(self, raw: Raw) -> Text:
        """The day as people write it."""
        return wording.plain(date.fromisoformat(raw))
