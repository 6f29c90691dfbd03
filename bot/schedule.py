"""What happens by the clock. The scheduler only ticks; the database says what is due.

A job is "look for what is due and claim it", so that a missed, doubled or late run changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import errors
from bot.clock import Clock

log = structlog.get_logger()
EVERY_SECONDS = 5
LOOKS_A_BEAT = 6
LATE_AFTER_SECONDS = 15 * 60
SET_BACK_SECONDS = 1
Look = Callable[[], Awaitable[int]]
Beat = Callable[[Mapping[str, datetime | None]], Awaitable[int]]


@dataclass(slots=True)
class Ran:
    """When a look last went well: by the machine's clock, and by one that only grows."""

    at: datetime | None
    monotonic: float


class Schedule:
    """Looks again and again, each look by itself: one that fails does not hold up the others.

    `beat` is told now and then when each look last went well.
    """

    def __init__(
        self, looks: Mapping[str, Look], clock: Clock, beat: Beat | None = None, every_seconds: float = EVERY_SECONDS
    ) -> None:
        self._clock, self._beat, self._every = clock, beat, every_seconds
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ran = {name: Ran(None, clock.monotonic()) for name in looks}
        self._watching: asyncio.Task[None] | None = None
        for name, look in looks.items():
            self._add(name, every_seconds, self._once, name, look)
        if beat is not None:
            self._add("beat", every_seconds * LOOKS_A_BEAT, self._beats, beat)

    def ages(self) -> dict[str, float]:
        """How many seconds ago each look last went well, or should have begun to."""
        now = self._clock.monotonic()
        return {name: now - ran.monotonic for name, ran in self._ran.items()}

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    def stop(self) -> None:
        """Tick no more."""
        if self._watching is not None:
            self._watching.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _add(self, name: str, seconds: float, job: Callable[..., Awaitable[None]], *args: object) -> None:
        self._scheduler.add_job(
            job,
            "interval",
            seconds=seconds,
            args=args,
            id=name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    async def _once(self, name: str, look: Look) -> None:
        try:
            found = await look()
        except errors.Temporary as error:
            log.warning("look put off", look=name, reason=str(error))
        except Exception as error:
            log.error("look failed", look=name, error=type(error).__name__)
        else:
            self._ran[name] = Ran(self._clock.of_machine(), self._clock.monotonic())
            if found:
                log.info("found due", look=name, count=found)

    async def _beats(self, beat: Beat) -> None:
        with suppress(errors.Temporary):  # the next beat says that this one was missed
            await beat({name: ran.at for name, ran in self._ran.items()})

    async def _watch(self) -> None:
        """A wall clock that is set back would let every job wait until it is there again: they begin anew at once."""
        ahead = self._ahead()
        while True:
            await asyncio.sleep(self._every)
            before, ahead = ahead, self._ahead()
            if before - ahead > SET_BACK_SECONDS:
                log.warning("clock set back", seconds=round(before - ahead))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=self._clock.of_machine())

    def _ahead(self) -> float:
        """How far the wall clock is ahead of the one that only grows."""
        return self._clock.of_machine().timestamp() - self._clock.monotonic()
