"""The courier's door to the database: its units of work, each ended one way or the other before anything goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog
from sqlmodel import Session

from bot import errors
from bot.clock import Clock
from bot.courier.lease import LostLease
from bot.courier.ledger import Ledger, Look, Memory
from bot.courier.saying import Result, Saying
from bot.courier.sizing import Sizing
from bot.courier.standing import place
from bot.courier.unfold import Unfolded
from bot.store.session import Store

T = TypeVar("T")

_log = structlog.get_logger(__name__)


class Books:
    """Reads and writes the outbox through the store."""

    def __init__(self, store: Store, ledger: Ledger, clock: Clock) -> None:
        self._store = store
        self._ledger = ledger
        self._clock = clock
        self._doubtful: dict[int, int] = {}
        self._size = Sizing()

    async def memory(self) -> Memory:
        """What an earlier courier said and was told."""
        return await self._store.read(partial(self._ledger.memory, now=self._clock.now()))

    async def waiting(self) -> int:
        """How many rows wait."""
        return await self._store.read(self._ledger.waiting)

    async def due(self, passing_over: Collection[int]) -> Look:
        """What is to be said next."""
        return await self._store.read(partial(self._ledger.due, now=self._clock.now(), passing_over=passing_over))

    async def taken_in_hand(self, epoch: int, results: Sequence[Result], wanted: Sequence[int]) -> list[Saying]:
        """Write down results and take rows in hand; those that are returned are to be called, and no others."""
        try:
            return await self._written(
                partial(self._ledger.turn, now=self._clock.now(), epoch=epoch, results=results, wanted=wanted)
            )
        except (errors.Temporary, LostLease, asyncio.CancelledError):
            self._doubt(epoch, wanted)
            raise
        except Exception as error:
            _log.error("courier_turn_one_by_one", error=place(error))
        try:
            await self.write_down(results)
            return await self._taken_singly(epoch, wanted)
        except BaseException:
            self._doubt(epoch, wanted)
            raise

    async def write_down(self, results: Sequence[Result]) -> None:
        """Results alone. They are true whoever holds the lease."""
        if not results:
            return
        try:
            await self._settled(results)
        except errors.Temporary:
            raise
        except Exception:
            await self._settled_singly(results)

    async def _settled(self, results: Sequence[Result]) -> None:
        await self._written(partial(self._ledger.settle, now=self._clock.now(), results=results))

    async def _settled_singly(self, results: Sequence[Result]) -> None:
        """One that cannot be written down is left `sending`, and so becomes uncertain."""
        for result in results:
            try:
                await self._settled([result])
            except errors.Temporary:
                raise
            except Exception as error:
                _log.error("courier_result_lost", outbox=result.saying.id, error=place(error))

    async def put_back_doubtful(self) -> None:
        """After a failure nobody knows whether rows were taken in hand; that no call was made for them is known."""
        while self._doubtful:
            epoch = next(iter(self._doubtful.values()))
            ids = [row for row, by in self._doubtful.items() if by == epoch]
            await self._written(partial(self._ledger.put_back, now=self._clock.now(), epoch=epoch, ids=ids))
            self._doubtful = {row: by for row, by in self._doubtful.items() if by != epoch}

    async def tidied(self, epoch: int, in_flight: Collection[int]) -> bool:
        """Do what time does to uncertain rows; returns whether any of them is to be said again."""
        now = self._clock.now()
        if not await self._store.read(partial(self._ledger.needs_tidying, now=now, in_flight=in_flight)):
            return False
        return await self._written(partial(self._ledger.tidy, now=now, epoch=epoch, in_flight=in_flight))

    async def unfolded(self, epoch: int) -> Unfolded:
        """Bring copies of trusted messages into the outbox, where there are any to bring."""
        now = self._clock.now()
        if not await self._store.read(partial(self._ledger.needs_unfolding, now=now)):
            return Unfolded()
        return await self._written(partial(self._unfolded, now=now, epoch=epoch))

    def _unfolded(self, session: Session, now: datetime, epoch: int) -> Unfolded:
        started = self._clock.monotonic()
        unfolded = self._ledger.unfold(session, now, epoch, self._size.rows)
        self._size.took(unfolded.rows, self._clock.monotonic() - started)
        return unfolded

    async def _taken_singly(self, epoch: int, wanted: Sequence[int]) -> list[Saying]:
        sayings: list[Saying] = []
        for row in wanted:
            now = self._clock.now()
            try:
                sayings += await self._written(
                    partial(self._ledger.turn, now=now, epoch=epoch, results=(), wanted=[row])
                )
            except (errors.Temporary, LostLease):
                raise
            except Exception as error:
                _log.error("courier_row_given_up", outbox=row, error=place(error))
                why = f"cannot be said ({type(error).__name__})"
                await self._written(partial(self._ledger.give_up, now=now, row=row, why=why))
        return sayings

    def _doubt(self, epoch: int, wanted: Sequence[int]) -> None:
        self._doubtful |= dict.fromkeys(wanted, epoch)

    async def _written(self, work: Callable[[Session], T]) -> T:
        writing = asyncio.ensure_future(self._store.write(work))
        try:
            return await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait({writing})
            raise
