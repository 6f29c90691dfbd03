"""Making the calls: at their moment, only while the lease is held, and with every way they may end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

import structlog
from aiogram import Bot, methods
from aiogram.methods.base import Response
from aiohttp import ClientTimeout

from bot.clock import Clock
from bot.courier import line, outcome
from bot.courier.outcome import Cause, Outcome
from bot.courier.saying import Saying
from bot.courier.tenure import Tenure

CONNECT_SECONDS = 5.0

# pydantic forgets these types with the last answer that is held, and builds them anew (20 ms) with the next one.
_KEPT: list[type] = [
    Response[method.__returning__]  # type: ignore[name-defined]
    for method in (methods.SendMessage, methods.EditMessageText, methods.LeaveChat)
]

_log = structlog.get_logger(__name__)

CameBack = Callable[[Saying, Outcome, float], None]


class Calls:
    """The calls that are out. `came_back` is told what became of each, and when it was made."""

    def __init__(self, bot: Bot, tenure: Tenure, clock: Clock, seconds: float, came_back: CameBack) -> None:
        self._bot = bot
        self._tenure = tenure
        self._clock = clock
        self._came_back = came_back
        self._timeout = cast(int, ClientTimeout(total=seconds, sock_connect=min(CONNECT_SECONDS, seconds)))
        self._out: set[asyncio.Task[None]] = set()

    def begin(self, saying: Saying, start: float) -> None:
        """Make a call at the moment `start` (of `clock.monotonic()`)."""
        task = asyncio.create_task(self._call(saying, start))
        self._out.add(task)
        task.add_done_callback(self._out.discard)

    async def end(self, seconds: float) -> None:
        """Let the calls that are out come back; those that take longer are given up, and so uncertain."""
        if self._out:
            await asyncio.wait(self._out, timeout=seconds)
        late = list(self._out)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _call(self, saying: Saying, start: float) -> None:
        started, came = start, Outcome(Cause.NOT_CALLED)
        try:
            if (early := start - self._clock.monotonic()) > 0:
                await asyncio.sleep(early)
            line.may_still.set(lambda: self._may_still(saying))
            started = self._clock.monotonic()
            if self._may_still(saying):
                came = Outcome(Cause.UNKNOWN, "stopped")
                came = outcome.answered(await self._bot(saying.call, request_timeout=self._timeout))
        except asyncio.CancelledError:
            pass  # `came` says how far it got
        except Exception as error:
            came = outcome.raised(error)
        if came.cause != Cause.SAID:
            _log.info("courier_call", outbox=saying.id, chat=saying.chat_id, cause=came.cause, attempts=saying.attempts)
        self._came_back(saying, came, started)

    def _may_still(self, saying: Saying) -> bool:
        held = self._tenure.held()
        return held is not None and held.epoch == saying.epoch
