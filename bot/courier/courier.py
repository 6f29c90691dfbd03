"""The one road out: what waits in the outbox is said, at the pace that Telegram allows, by one courier at a time."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from math import inf

import structlog
from aiogram import Bot

from bot.clock import Clock
from bot.courier import listen
from bot.courier.books import Books
from bot.courier.calls import Calls
from bot.courier.claim import MakeFile
from bot.courier.desk import Desk, Pick
from bot.courier.lease import Held, LostLease
from bot.courier.ledger import Ledger
from bot.courier.outcome import Cause, Outcome
from bot.courier.pace import Pace, Pacer
from bot.courier.saying import Saying
from bot.courier.standing import Standing, place
from bot.courier.tenure import Tenure
from bot.courier.trouble import Trouble
from bot.language import Languages
from bot.store.session import Store

CALL_SECONDS = 20.0
STOP_SECONDS = 5.0
POLL_SECONDS = 1.0
FIRST_LEAD_SECONDS = 0.005
LEAD_AT_MOST_SECONDS = 0.1
FAILED_TURN_SECONDS = 0.2
LOOKS_AT_MOST = 4

_log = structlog.get_logger(__name__)


class Courier:
    """Says what waits in the outbox of one programme. `holder` names this process; `pace` is for a faster server.

    `make_file` makes what is sent as a file.
    """

    def __init__(
        self,
        *,
        store: Store,
        bot: Bot,
        programme_id: int,
        languages: Languages,
        clock: Clock,
        holder: str,
        pace: Pace | None = None,
        call_seconds: float = CALL_SECONDS,
        jitter: random.Random | None = None,
        make_file: MakeFile | None = None,
    ) -> None:
        jitter = jitter or random.Random()
        ledger = Ledger(programme_id, languages, holder, make_file=make_file)
        self._store = store
        self._clock = clock
        self._books = Books(store, ledger, clock)
        self._pacer = Pacer(pace or Pace(), jitter)
        self._trouble = Trouble(jitter)
        self._desk = Desk(self._pacer, self._trouble)
        self._tenure = Tenure(store, ledger, clock, self.wake)
        self._calls = Calls(bot, self._tenure, clock, call_seconds, self._came_back)
        self._standing = Standing()
        self._stirred = asyncio.Event()
        self._is_stopping = False
        self._epoch: int | None = None
        self._look_at = self._tidy_at = self._unfold_at = 0.0
        self._has_more = False
        self._lead = FIRST_LEAD_SECONDS

    @property
    def standing(self) -> Standing:
        """How it is doing at this moment."""
        standing, held = self._standing, self._tenure.held()
        standing.holds_lease = held is not None
        standing.epoch = held.epoch if held else 0
        standing.calls_out = self._desk.calls_out
        standing.silent_seconds = max(0.0, self._pacer.silent_until - self._clock.monotonic())
        standing.failures_in_a_row = self._trouble.failures
        return standing

    def wake(self) -> None:
        """Something new was committed: look at once."""
        self._look_at = 0.0
        self._stirred.set()

    def stop(self) -> None:
        """Begin nothing new; `run` returns when the calls that are out have come back, within five seconds."""
        self._is_stopping = True
        self._stirred.set()

    async def run(self) -> None:
        """Speak whenever this process holds the lease, until stopped or cancelled. No error ends it."""
        beside = [asyncio.create_task(self._tenure.keep())]
        if not self._store.is_sqlite:
            beside.append(asyncio.create_task(listen.listen(self._store.url, self.wake)))
        try:
            while not self._is_stopping:
                await self._rest(await self._survived_turn())
        finally:
            try:
                await self._finish()
            finally:
                for task in beside:
                    task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)

    async def _survived_turn(self) -> float:
        """One turn; returns the moment until which there is nothing to do."""
        try:
            until = await self._turn()
            self._standing.last_error = self._tenure.last_error
            return until
        except LostLease:
            self._tenure.lost()
        except Exception as error:
            self._standing.last_error = place(error)
            _log.error("courier_turn_failed", error=place(error))
        self._look_at = 0.0
        return self._clock.monotonic() + FAILED_TURN_SECONDS

    async def _turn(self) -> float:
        held = self._tenure.held()
        if held is None:
            await self._write_down()
            return self._clock.monotonic() + POLL_SECONDS
        await self._books.put_back_doubtful()
        if held.epoch != self._epoch:
            await self._begin(held)
        await self._tidy(held)
        await self._unfold(held)
        picks = await self._pick()
        if picks or self._desk.results_wait_until <= self._clock.monotonic():
            await self._take_in_hand(held, picks)
        return min(self._desk.opens_at - self._lead, self._look_at, self._desk.results_wait_until)

    async def _begin(self, held: Held) -> None:
        """Learn from the database what the courier before this one said and was told."""
        await self._write_down()
        self._desk.remember(await self._books.memory(), self._clock.monotonic())
        self._epoch = held.epoch

    async def _tidy(self, held: Held) -> None:
        if self._clock.monotonic() < self._tidy_at:
            return
        self._tidy_at = self._clock.monotonic() + POLL_SECONDS
        self._standing.waiting = await self._books.waiting()
        if await self._books.tidied(held.epoch, self._desk.in_flight):
            self._look_at = 0.0

    async def _unfold(self, held: Held) -> None:
        if self._clock.monotonic() < self._unfold_at and not (self._has_more and self._desk.is_nearly_empty):
            return
        self._unfold_at = self._clock.monotonic() + POLL_SECONDS
        unfolded = await self._books.unfolded(held.epoch)
        self._has_more = unfolded.is_more and unfolded.rows > 0
        if unfolded.rows:
            self._look_at = 0.0

    async def _pick(self) -> list[Pick]:
        if self._clock.monotonic() >= self._look_at:
            await self._look(further=False)
        picks = self._picked()
        for _look in range(LOOKS_AT_MOST):
            if not self._desk.is_hungry:
                break
            await self._look(further=True)
            picks += self._picked()
        return picks

    def _picked(self) -> list[Pick]:
        now = self._clock.monotonic()
        return self._desk.pick(now, now + self._lead)

    async def _look(self, *, further: bool) -> None:
        started, now = self._clock.monotonic(), self._clock.now()
        if not further:
            self._look_at = inf
        look = await self._books.due(self._desk.pass_over(started, further=further))
        self._desk.saw(look.rows, is_all=look.is_all)
        due = started + (look.next_due - now) / timedelta(seconds=1) if look.next_due else inf
        self._look_at = min(self._look_at, started + POLL_SECONDS, due, self._desk.reopens_at())

    async def _take_in_hand(self, held: Held, picks: Sequence[Pick]) -> None:
        """Commit that these are on their way, and what became of earlier ones; only then call."""
        desk, started = self._desk, self._clock.monotonic()
        results = desk.take_results()
        try:
            sayings = await self._books.taken_in_hand(held.epoch, results, [pick.due.id for pick in picks])
        except BaseException:
            desk.keep_results(results)
            for pick in picks:
                desk.let_go(pick)
            raise
        self._learn_lead(self._clock.monotonic() - started)
        desk.wrote_down(results)
        if any(result.may_wait_again for result in results):
            self._look_at = 0.0
        self._begin_calls(picks, {saying.id: saying for saying in sayings})

    def _begin_calls(self, picks: Sequence[Pick], sayings: dict[int, Saying]) -> None:
        for pick in picks:
            if saying := sayings.get(pick.due.id):
                self._calls.begin(saying, pick.start)
            else:
                self._desk.let_go(pick)

    def _came_back(self, saying: Saying, came: Outcome, started: float) -> None:
        self._desk.came_back(saying, came, started, self._clock.monotonic())
        if came.cause == Cause.SAID:
            self._standing.last_said_at = self._clock.now()
        self._stirred.set()

    async def _write_down(self) -> None:
        results = self._desk.take_results()
        try:
            await self._books.write_down(results)
        except BaseException:
            self._desk.keep_results(results)
            raise
        self._desk.wrote_down(results)
        self._look_at = 0.0

    async def _rest(self, until: float) -> None:
        seconds = until - self._clock.monotonic()
        if seconds > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(min(seconds, POLL_SECONDS)):
                    await self._stirred.wait()
        else:
            await asyncio.sleep(0)
        self._stirred.clear()

    def _learn_lead(self, seconds: float) -> None:
        """Taking in hand begins this much before the moment of the call."""
        self._lead = min(LEAD_AT_MOST_SECONDS, 0.8 * self._lead + 0.25 * seconds)

    async def _finish(self) -> None:
        await self._calls.end(STOP_SECONDS)
        try:
            await self._write_down()
            await self._books.put_back_doubtful()
            await self._tenure.release()
        except Exception as error:
            _log.warning("courier_stop_unfinished", error=place(error))
