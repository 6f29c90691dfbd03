"""What can be watched of a running Hearback from outside: no number and no name says anything of a person."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import errors, gauges
from bot.gauges import Sample
from bot.handlers.polling import LONG_POLL_SECONDS, Polling
from bot.schedule import LATE_AFTER_SECONDS
from bot.standing import Standing, seen
from bot.upkeep import shelf

if TYPE_CHECKING:
    from bot.build import Hearback

READ_SECONDS = 2.0
KEPT_SECONDS = 1.0
SILENT_SECONDS = 30.0
UNFETCHED_SECONDS = 4 * LONG_POLL_SECONDS
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0


class Watch:
    """Watches one running Hearback. What the database says is read at most once a second, and waited for briefly."""

    def __init__(self, made: Hearback) -> None:
        self._made, self._clock = made, made.clock
        self._started = self._clock.of_machine()
        self._read_at = -KEPT_SECONDS
        self._standing: Standing | None = None
        self._spoken_at = self._clock.monotonic()
        self._reading: asyncio.Task[Standing] | None = None

    async def ready(self) -> dict[str, Any]:
        """Whether updates are taken in and the outbox is said; where not, why."""
        standing = await self._stands()
        why = list(self._faults(standing))
        status = "starting" if not self._made.is_ready else "not ready" if why else "ready"
        return {"status": status, "why": why, "clock": self.clock(), "courier": self._courier()}

    def clock(self) -> dict[str, Any]:
        """How the clock goes."""
        ages = self._made.schedule.ages()
        slowest = max(ages, key=lambda name: ages[name])
        return {
            "looks": len(ages),
            "longest_ago": slowest,
            "seconds_ago": round(ages[slowest], 1),
            "late": sorted(name for name, age in ages.items() if age >= LATE_AFTER_SECONDS),
        }

    async def metrics(self) -> str:
        """Everything as numbers, for a monitor."""
        standing = await self._stands()
        is_ready = self._made.is_ready and not list(self._faults(standing))
        in_process = [gauges.one(gauges.READY, is_ready), *self._of_process(), *self._of_courier(), *self._of_clock()]
        disk = await asyncio.to_thread(lambda: list(self._of_disk()))
        return gauges.page([*in_process, *_of_database(standing, self._clock.now()), *disk])

    async def _stands(self) -> Standing | None:
        """What the database says; nothing where it does not answer soon. One question is out at a time."""
        now = self._clock.monotonic()
        if now - self._read_at >= KEPT_SECONDS:
            if self._reading is None or self._reading.done():
                programme = self._made.reception.programme.id or 0
                reading = self._made.store.read(lambda session: seen(session, programme, self._clock.now()))
                self._reading = asyncio.create_task(reading)
            await asyncio.wait([self._reading], timeout=READ_SECONDS)
            self._standing, self._read_at = _result(self._reading), self._clock.monotonic()
        if self._standing is not None and self._standing.is_spoken_for:
            self._spoken_at = self._clock.monotonic()
        return self._standing

    def _faults(self, standing: Standing | None) -> Iterator[str]:
        if not self._made.is_ready:
            yield "Telegram has not been reached yet"
        if standing is None:
            yield "the database does not answer"
        elif self._clock.monotonic() - self._spoken_at > SILENT_SECONDS:
            yield "no process speaks for the bot"
        fetched = self._made.counts.fetched_at
        polls = isinstance(self._made.incoming, Polling) and fetched is not None
        if polls and self._clock.monotonic() - (fetched or 0.0) > UNFETCHED_SECONDS:
            yield "Telegram has brought no answer for too long"

    def _courier(self) -> dict[str, Any]:
        courier = self._made.courier.standing
        return {
            "holds_lease": courier.holds_lease,
            "waiting": courier.waiting,
            "in_flight": courier.calls_out,
            "failures_in_a_row": courier.failures_in_a_row,
        }

    def _of_process(self) -> Iterator[Sample]:
        counts = self._made.counts
        yield from gauges.by(gauges.VERSION, {_version(): 1})
        yield gauges.one(gauges.STARTED, self._started.timestamp())
        if memory := _memory():
            yield gauges.one(gauges.MEMORY, memory)
        yield from gauges.by(gauges.UPDATES, counts.updates)
        yield from gauges.by(gauges.CALLS, counts.calls)
        yield gauges.one(gauges.TOO_MANY, counts.calls["too_many"])
        if counts.answered_at is not None:
            yield gauges.one(gauges.ANSWERED, self._clock.monotonic() - counts.answered_at)

    def _of_courier(self) -> Iterator[Sample]:
        courier = self._made.courier.standing
        yield gauges.one(gauges.WAITING, courier.waiting)
        yield gauges.one(gauges.FAILURES, courier.failures_in_a_row)
        yield gauges.one(gauges.HOLDS_LEASE, courier.holds_lease)
        yield gauges.one(gauges.SILENCE, courier.silent_seconds)

    def _of_clock(self) -> Iterator[Sample]:
        ages = self._made.schedule.ages()
        yield from gauges.by(gauges.LOOK_AGE, ages)
        yield gauges.one(gauges.CLOCK_LATE, any(age >= LATE_AFTER_SECONDS for age in ages.values()))

    def _of_disk(self) -> Iterator[Sample]:
        store, settings = self._made.store, self._made.settings
        places = {"backups": settings.backups}
        if store.is_sqlite:
            file = Path(store.url.database or "").absolute()
            places["database"] = file.parent
            if file.exists():
                yield gauges.one(gauges.DATABASE_BYTES, file.stat().st_size)
        yield from gauges.by(
            gauges.DISK_FREE,
            {name: shutil.disk_usage(folder).free for name, folder in places.items() if folder.is_dir()},
        )
        newest = shelf.newest(settings.backups)
        if newest is not None:
            yield gauges.one(gauges.BACKUP_AGE, (datetime.now(UTC) - newest.made_at).total_seconds())


def _of_database(standing: Standing | None, now: datetime) -> Iterator[Sample]:
    yield gauges.one(gauges.DATABASE_UP, standing is not None)
    if standing is None:
        return
    yield gauges.one(gauges.SPEAKS, standing.is_spoken_for)
    yield from gauges.by(gauges.DUE, standing.due)
    yield from gauges.by(gauges.OLDEST, standing.oldest)
    yield from gauges.by(gauges.UNCERTAIN, standing.uncertain)
    yield gauges.one(gauges.OWED, standing.owed)
    yield gauges.one(gauges.OWED_OLDEST, standing.owed_oldest)
    yield gauges.one(gauges.UNDELIVERED, standing.undelivered)
    yield gauges.one(gauges.LATE, standing.promises_late)
    yield gauges.one(gauges.ASIDE, standing.set_aside)
    yield gauges.one(gauges.UNREACHED, standing.unreached)
    if standing.bytes is not None:
        yield gauges.one(gauges.DATABASE_BYTES, standing.bytes)


def _result(reading: asyncio.Task[Standing]) -> Standing | None:
    if not reading.done() or reading.cancelled():
        return None
    error = reading.exception()
    if error is not None and not isinstance(error, errors.HearbackError):
        raise error
    return None if error else reading.result()


def _version() -> str:
    try:
        return version("hearback")
    except PackageNotFoundError:
        return "unknown"


def _memory() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES
    except (OSError, ValueError, IndexError):
        return 0
