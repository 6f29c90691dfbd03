"""Who is spoken to next: rows that are due, chats that are busy, calls that are out, results that are not written down.

Plain and synchronous: the courier brings the time, the rows and the results, and does what it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import inf

from bot.courier.ledger import Memory
from bot.courier.outcome import Cause, Outcome
from bot.courier.pace import Pacer
from bot.courier.saying import Due, Result, Saying
from bot.courier.trouble import Trouble
from bot.words import Lane

RESULTS_WAIT_SECONDS = 0.04
FEW_ROWS = 64


@dataclass(frozen=True, slots=True)
class Pick:
    """A row to be taken in hand, to be said at `start` (of `clock.monotonic()`)."""

    due: Due
    start: float


class Desk:
    """Chooses by lane, in order within each chat, one call at a time for a chat, as fast as pacing allows."""

    def __init__(self, pacer: Pacer, trouble: Trouble) -> None:
        self._pacer = pacer
        self._trouble = trouble
        self._rows: list[Due] = []
        self._busy: dict[int, Pick] = {}
        self._passed_over: dict[int, float] = {}
        self._settling: set[int] = set()
        self.results: list[Result] = []
        self.results_wait_until = inf
        self._has_all = True
        self.opens_at = inf
        self.is_hungry = False

    @property
    def in_flight(self) -> list[int]:
        """The rows in hand whose result is not written down."""
        return [pick.due.id for pick in self._busy.values()] + [result.saying.id for result in self.results]

    @property
    def calls_out(self) -> int:
        """How many calls have no answer yet."""
        return len(self._busy)

    def pass_over(self, now: float, *, further: bool) -> Collection[int]:
        """The chats that the next look leaves out: those that stay shut, and when looking `further` those seen."""
        if not further:
            self._rows.clear()
            self._passed_over = self._pacer.shut(now)
        return {*self._passed_over, *(row.chat_id for row in self._rows)}

    def saw(self, rows: Iterable[Due], *, is_all: bool) -> None:
        """What a look brought."""
        in_hand = set(self.in_flight)
        self._rows += [row for row in rows if row.id not in in_hand]
        self._rows.sort(key=lambda row: (row.lane, row.pace, row.id))
        self._has_all = is_all

    @property
    def is_nearly_empty(self) -> bool:
        """Whether what is due is soon said, as far as the last look saw."""
        return self._has_all and len(self._rows) < FEW_ROWS

    def reopens_at(self) -> float:
        """When the first chat that was passed over may be spoken to again."""
        return min(self._passed_over.values(), default=inf)

    def pick(self, now: float, horizon: float) -> list[Pick]:
        """The rows to take in hand now, to be said until `horizon`.

        Afterwards `opens_at` is when a next one may be, and `is_hungry` whether only a look further can find one now.
        """
        picks: list[Pick] = []
        self.opens_at = inf
        kept: list[Due] = []
        waiting_chats: set[int] = set()
        for at, row in enumerate(self._rows):
            bot_opens = self._bot_opens(row.pace, now)
            if bot_opens > horizon:  # and so it is for every row after this one
                self.opens_at = min(self.opens_at, bot_opens)
                kept += self._rows[at:]
                break
            start = max(bot_opens, self._chat_opens(row.chat_id, now, waiting_chats))
            if start <= horizon:
                picks.append(self._take(row, start))
            else:
                kept.append(row)
                waiting_chats.add(row.chat_id)
                self.opens_at = min(self.opens_at, start)
        self._rows = kept
        self.is_hungry = not self._has_all and self._bot_opens(Lane.TRUSTED, now) <= horizon
        return picks

    def let_go(self, pick: Pick) -> None:
        """It was not taken in hand after all."""
        self._busy.pop(pick.due.chat_id, None)
        self._pacer.give_back(pick.due.chat_id, pick.due.pace)

    def came_back(self, saying: Saying, outcome: Outcome, started: float, now: float) -> None:
        """A call ended; what it teaches is learnt at once, what it means is written down soon."""
        pick = self._busy.pop(saying.chat_id)
        if outcome.cause in (Cause.NOT_CALLED, Cause.NO_CONNECTION):
            self._pacer.give_back(saying.chat_id, pick.due.pace)
        else:
            self._pacer.answered(saying.chat_id, pick.due.pace, started, now)
        if outcome.cause == Cause.TOO_MANY:
            self._pacer.too_many(saying.chat_id, outcome.seconds, now)
        elif outcome.cause == Cause.SAID:
            self._pacer.said(saying.chat_id)
        self._trouble.learn(outcome.cause, started, now)
        self.results.append(Result(saying, outcome))
        self.results_wait_until = min(self.results_wait_until, now + RESULTS_WAIT_SECONDS)
        if self.results[-1].may_wait_again:
            self._settling.add(saying.chat_id)  # nothing later in this chat may overtake it

    def take_results(self) -> list[Result]:
        """The results that are to be written down; they waited a moment, so that the next rows go in the same write."""
        results, self.results = self.results, []
        self.results_wait_until = inf
        return results

    def keep_results(self, results: list[Result]) -> None:
        """They could not be written down, and still are to be."""
        if results:
            self.results = results + self.results
            self.results_wait_until = 0.0

    def wrote_down(self, results: Iterable[Result]) -> None:
        """Results are in the database; what waits again because of them is found by the next look."""
        self._settling.difference_update(result.saying.chat_id for result in results)

    def remember(self, memory: Memory, now: float) -> None:
        """What an earlier process said, and was told to be silent about."""
        for chat, is_private, ago in memory.said:
            self._pacer.remember(chat, ago, now, is_private=is_private)
        self._pacer.silence({chat: now + seconds for chat, seconds in memory.silent.items()})

    def _take(self, row: Due, start: float) -> Pick:
        self._pacer.take(row.chat_id, row.pace, start, is_private=row.is_private)
        pick = self._busy[row.chat_id] = Pick(row, start)
        return pick

    def _chat_opens(self, chat: int, now: float, waiting_chats: set[int]) -> float:
        """The moment from which a chat may be spoken to; `inf` while that hangs on an answer, or an earlier row."""
        if chat in self._busy or chat in self._settling or chat in waiting_chats:
            return inf
        return self._pacer.chat_opens(chat, now)

    def _bot_opens(self, lane: Lane, now: float) -> float:
        if self.calls_out >= self._trouble.calls_at_once:
            return inf
        return max(self._trouble.opens(now), self._pacer.bot_opens(lane, now))
