"""A courier in a process of its own, which dies or freezes at a chosen point."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from aiogram import Bot
from sqlmodel import Session

from bot.clock import Clock
from bot.courier.courier import Courier
from bot.courier.line import Line
from bot.courier.pace import Pace
from bot.language import Languages
from bot.store.session import Store
from tests.courier.telegram import TOKEN

T = TypeVar("T")


class Mortal(Store):
    """Kills (or stops) its own process when it has come to `point` so many `times`, and says so before."""

    def __init__(self, url: str, point: str, times: int, by: signal.Signals, last_word: Connection) -> None:
        super().__init__(url, durable=False)
        self._point, self._times, self._by = point, times, by
        self._last_word = last_word
        self._reached: Counter[str] = Counter()

    def _transaction(self, work: Callable[[Session], T]) -> tuple[T, bool]:
        self._reach("before", work)
        result = super()._transaction(work)
        self._reach("after", work)
        return result

    def _reach(self, when: str, work: Callable[..., Any]) -> None:
        turn = work.keywords if isinstance(work, partial) else {}
        if isinstance(work, partial) and work.func.__name__ == "_unfolded":
            self._come_to(f"{when} unfolding")
        for does, keyword in (("taking", "wanted"), ("marking", "results")):
            if turn.get(keyword):
                self._come_to(f"{when} {does}")

    def _come_to(self, point: str) -> None:
        self._reached[point] += 1
        if (point, self._reached[point]) == (self._point, self._times):
            self._last_word.send_bytes(b"now")
            os.kill(os.getpid(), self._by)


def speak(base: str, *end: Any, scale: float = 5.0, holder: str = "victim") -> None:
    """Speak until killed. `end` is what `Mortal` takes."""
    asyncio.run(_speak(base, Mortal(*end), scale, holder))


async def _speak(base: str, store: Store, scale: float, holder: str) -> None:
    session = Line(base)
    await Courier(
        store=store,
        bot=Bot(TOKEN, session=session),
        programme_id=1,
        languages=Languages(Path("locales"), ["en", "pl", "ur"]),
        clock=Clock(),
        holder=holder,
        pace=Pace(scale=scale),
    ).run()
