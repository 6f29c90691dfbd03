"""Presses on inline buttons, and the bot's answers to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.practice.messages import Message
from bot.practice.people import Bot, Person
from bot.practice.refusals import bad

JSON = dict[str, Any]

ANSWERABLE_SECONDS = 15 * 60
TAPS_KEPT = 20_000


@dataclass(slots=True, eq=False)
class Tap:
    """One press. `answer` is what the bot said to it, once it did."""

    id: str
    bot: Bot
    person: Person
    message: Message
    data: str
    born: float
    answer: JSON | None = None
    waiting: asyncio.Event = field(default_factory=asyncio.Event)

    def as_json(self) -> JSON:
        """The press as the control interface shows it."""
        return {"id": self.id, "url": None, "answered": self.answer is not None, "answer": self.answer}

    async def wait(self, seconds: float) -> None:
        """Waits for the bot's answer, at most so many real seconds."""
        if self.answer is None and seconds > 0:
            try:
                await asyncio.wait_for(self.waiting.wait(), seconds)
            except TimeoutError:
                return


@dataclass(slots=True)
class Taps:
    """The presses; the oldest are forgotten."""

    now: Callable[[], float]
    _taps: dict[str, Tap] = field(default_factory=dict)
    _last: int = 0

    def add(self, bot: Bot, person: Person, message: Message, data: str) -> Tap:
        """Somebody presses a button."""
        self._last += 1
        tap = Tap(f"{8_000_000_000_000 + self._last}", bot, person, message, data, self.now())
        self._taps[tap.id] = tap
        if len(self._taps) > TAPS_KEPT:
            del self._taps[next(iter(self._taps))]
        return tap

    def answer(self, bot: Bot, tap_id: str, answer: JSON) -> Tap:
        """The bot answers; an unknown, answered or old press is refused, as in Telegram."""
        tap = self._taps.get(tap_id)
        if tap is None or tap.bot is not bot or tap.answer is not None or self.now() - tap.born > ANSWERABLE_SECONDS:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        tap.answer = answer
        tap.waiting.set()
        return tap
