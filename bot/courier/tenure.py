"""Holding the lease: taken when it can be had, renewed every second, given up with a deadline to spare."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

import structlog

from bot.clock import Clock
from bot.courier import lease
from bot.courier.lease import LEASE_SECONDS, RENEW_SECONDS, SAFETY_SECONDS, Held, LostLease
from bot.courier.ledger import Ledger
from bot.courier.standing import place
from bot.store.session import Store

_log = structlog.get_logger(__name__)


class Tenure:
    """Whether this courier may speak. Calls `changed` whenever that may have changed."""

    def __init__(self, store: Store, ledger: Ledger, clock: Clock, changed: Callable[[], None]) -> None:
        self._store = store
        self._ledger = ledger
        self._clock = clock
        self._changed = changed
        self._held: Held | None = None
        self.last_error: str | None = None

    def held(self) -> Held | None:
        """The lease, where it is held beyond doubt at this moment."""
        held = self._held
        return held if held is not None and self._clock.monotonic() < held.deadline else None

    async def keep(self) -> None:
        """Take and renew, until cancelled."""
        while True:
            try:
                await (self._take() if self._held is None else self._renew(self._held))
                self.last_error = None
            except LostLease:
                self.lost()
            except Exception as error:
                self.last_error = place(error)
                _log.warning("courier_lease_failed", error=place(error))
            await asyncio.sleep(RENEW_SECONDS)

    def lost(self) -> None:
        """Somebody else speaks now."""
        _log.warning("courier_lease_lost", holder=self._ledger.holder)
        self._hold(None)

    async def release(self) -> None:
        """Let the next courier begin at once."""
        if self._held is not None:
            epoch = self._held.epoch
            self._hold(None)
            ledger = self._ledger
            await self._store.write(lambda session: lease.release(session, ledger.programme_id, ledger.holder, epoch))

    async def _take(self) -> None:
        ledger = self._ledger
        if not await self._store.read(lambda session: lease.is_free(session, ledger.programme_id, ledger.read_time)):
            return
        deadline = self._deadline()
        epoch = await self._store.write(partial(ledger.take_lease, now=self._clock.now()))
        if epoch is not None:
            _log.info("courier_lease_taken", holder=ledger.holder, epoch=epoch)
            self._hold(Held(epoch, deadline))

    async def _renew(self, held: Held) -> None:
        ledger, deadline = self._ledger, self._deadline()
        await self._store.write(
            lambda session: lease.renew(session, ledger.programme_id, ledger.holder, held.epoch, ledger.read_time)
        )
        if self._held is not None and self._held.epoch == held.epoch:
            self._hold(Held(held.epoch, deadline))

    def _deadline(self) -> float:
        """Counted from before the database is asked, so that it always comes before the row's own."""
        return self._clock.monotonic() + LEASE_SECONDS - SAFETY_SECONDS

    def _hold(self, held: Held | None) -> None:
        """Whoever holds the lease is woken in the process; others must notify it through the database."""
        is_new = (self._held is None) != (held is None)
        self._held = held
        self._store.notify_others = held is None and not self._store.is_sqlite
        if is_new:
            self._changed()
