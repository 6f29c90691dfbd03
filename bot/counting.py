"""Counting what goes in and out, at the two places where all of it passes: the intake, and the line to Telegram."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.exceptions import AiogramError, TelegramAPIError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods.base import Response, TelegramMethod, TelegramType

from bot import errors
from bot.clock import Clock
from bot.handlers.intake import Intake, Outcome

FETCHING = "getUpdates"
ANSWERED, REFUSED, TOO_MANY, AWAY = "answered", "refused", "too_many", "away"
PUT_OFF = "put_off"


@dataclass(slots=True)
class Counts:
    """What was counted since the start. Moments are `clock.monotonic()`."""

    clock: Clock
    updates: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys((*map(str, Outcome), PUT_OFF), 0)))
    calls: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys((ANSWERED, REFUSED, TOO_MANY, AWAY), 0)))
    answered_at: float | None = None
    fetched_at: float | None = None

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Every call of the Bot API passes here."""
        try:
            answer = await make_request(bot, method)
        except Exception as error:
            self._failed(error)
            raise
        self._answered(ANSWERED)
        if method.__api_method__ == FETCHING:
            self.fetched_at = self.answered_at
        return answer

    def _failed(self, error: Exception) -> None:
        if isinstance(error, TelegramRetryAfter):
            self._answered(TOO_MANY)
        elif isinstance(error, TelegramAPIError) and not isinstance(error, TelegramNetworkError):
            self._answered(REFUSED)
        elif isinstance(error, AiogramError | TypeError):
            self.calls[AWAY] += 1

    def _answered(self, how: str) -> None:
        self.calls[how] += 1
        self.answered_at = self.clock.monotonic()


class Counting:
    """An intake that counts what it takes in."""

    def __init__(self, intake: Intake, counts: Counts) -> None:
        self._intake, self._counts = intake, counts

    async def take(self, raw: dict[str, Any]) -> Outcome:
        """As `Intake.take`."""
        try:
            outcome = await self._intake.take(raw)
        except errors.Temporary:
            self._counts.updates[PUT_OFF] += 1
            raise
        self._counts.updates[outcome] += 1
        return outcome
