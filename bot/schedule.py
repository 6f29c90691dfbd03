"""What happens by the clock. The scheduler only ticks; the database says what is due.

A job is "look for what is due and claim it", so that a missed, doubled or late run changes nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import errors

log = structlog.get_logger()
EVERY_SECONDS = 5
Look = Callable[[], Awaitable[int]]


class Schedule:
    """Looks again and again, each look by itself: one that fails does not hold up the others."""

    def __init__(self, looks: Mapping[str, Look], every_seconds: float = EVERY_SECONDS) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for name, look in looks.items():
            self._scheduler.add_job(
                self._once,
                "interval",
                seconds=every_seconds,
                args=(name, look),
                id=name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _once(self, name: str, look: Look) -> None:
        try:
            found = await look()
        except errors.Temporary as error:
            log.warning("look put off", look=name, reason=str(error))
        except Exception as error:
            log.error("look failed", look=name, error=type(error).__name__)
        else:
            if found:
                log.info("found due", look=name, count=found)
