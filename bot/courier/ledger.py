"""The courier's units of work: what is due, taking it in hand, writing down what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.courier import lease, tellings, uncertain, unfold
from bot.courier.claim import Claim, MakeFile
from bot.courier.lease import ReadTime, database_time
from bot.courier.saying import Due, Result, Saying
from bot.courier.settle import TOO_MANY, Settlement
from bot.courier.unfold import Unfolded
from bot.language import Languages
from bot.store.chats import Chat
from bot.store.outbox import Outbox
from bot.words import Lane, OutboxState

LOOK_AHEAD_ROWS = 128
REMEMBERED_SECONDS = 60.0
PASSED_OVER_AT_MOST = 10_000

_OUTBOX = Outbox.__table__  # type: ignore[attr-defined]
_CHAT = Chat.__table__  # type: ignore[attr-defined]
_DUE = (
    sa.select(_OUTBOX.c.id, _OUTBOX.c.chat_id, _OUTBOX.c.lane, _CHAT.c.telegram_id, _OUTBOX.c.copy_id)
    .join(_CHAT, _CHAT.c.id == _OUTBOX.c.chat_id)
    .where(
        _OUTBOX.c.programme_id == sa.bindparam("programme"),
        _OUTBOX.c.state == OutboxState.WAITING,
        _OUTBOX.c.due_at <= sa.bindparam("now", type_=_OUTBOX.c.due_at.type),
    )
    .order_by(_OUTBOX.c.lane, _OUTBOX.c.due_at, _OUTBOX.c.id)
    .limit(LOOK_AHEAD_ROWS)
)
_NEXT_DUE = sa.select(sa.func.min(_OUTBOX.c.due_at, type_=_OUTBOX.c.due_at.type)).where(
    _OUTBOX.c.programme_id == sa.bindparam("programme"),
    _OUTBOX.c.state == OutboxState.WAITING,
    _OUTBOX.c.due_at > sa.bindparam("now", type_=_OUTBOX.c.due_at.type),
)
_DUE_ELSEWHERE = _DUE.where(_OUTBOX.c.chat_id.not_in(sa.bindparam("passed", expanding=True)))


@dataclass(frozen=True, slots=True)
class Look:
    """What is due, soonest first; `is_all` unless there is more; `next_due` is when a later row is."""

    rows: list[Due]
    is_all: bool
    next_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What an earlier process did: messages of the last minute (chat, seconds ago), and chats that must be silent."""

    said: list[tuple[int, bool, float]]
    silent: dict[int, float]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The outbox of one programme, as the courier that calls itself `holder` reads and writes it."""

    programme_id: int
    languages: Languages
    holder: str
    read_time: ReadTime = database_time
    make_file: MakeFile | None = None

    def take_lease(self, session: Session, now: datetime) -> int | None:
        """The new epoch, if the lease could be had; what was left in hand is uncertain from then on."""
        epoch = lease.take(session, self.programme_id, self.holder, self.read_time)
        if epoch is not None:
            uncertain.taken_over(session, self.programme_id, now)
        return epoch

    def due(self, session: Session, now: datetime, passing_over: Collection[int]) -> Look:
        """What is to be said next, leaving out some chats."""
        rows = self.rows_due(session, now, passing_over)
        is_all = len(rows) < LOOK_AHEAD_ROWS
        return Look(rows, is_all, self._next_due(session, now) if is_all else None)

    def rows_due(self, session: Session, now: datetime, passing_over: Collection[int] = ()) -> list[Due]:
        """The rows to be said next, by lane, leaving out some chats."""
        values: dict[str, Any] = {"programme": self.programme_id, "now": now}
        chosen = _DUE
        if passing_over:
            chosen, values["passed"] = _DUE_ELSEWHERE, list(passing_over)[:PASSED_OVER_AT_MOST]
        return [
            Due(row.id, row.chat_id, Lane(row.lane), row.telegram_id > 0, row.copy_id is not None)
            for row in session.execute(chosen, values)
        ]

    def turn(
        self, session: Session, now: datetime, epoch: int, results: Sequence[Result], wanted: Sequence[int]
    ) -> list[Saying]:
        """Write down some results and take the next rows in hand. Raises `LostLease`, having done nothing."""
        lease.let_go_when_frozen(session)
        if results:
            Settlement(session, self.programme_id, now).write(results)
        if not wanted:
            return []
        lease.fence(session, self.programme_id, self.holder, epoch)
        return Claim(session, self.languages, epoch, now, self.make_file).take(wanted)

    def settle(self, session: Session, now: datetime, results: Sequence[Result]) -> None:
        """Write down results alone, which needs no lease: they are true whoever holds it."""
        lease.let_go_when_frozen(session)
        Settlement(session, self.programme_id, now).write(results)

    def put_back(self, session: Session, now: datetime, epoch: int, ids: Sequence[int]) -> None:
        """Rows that were, or were perhaps, taken in hand, and certainly not called."""
        mine = (_OUTBOX.c.id.in_(ids), _OUTBOX.c.epoch == epoch, _OUTBOX.c.state == OutboxState.SENDING)
        uncalled = {"state": OutboxState.WAITING, "state_at": now, "attempts": _OUTBOX.c.attempts - 1}
        session.execute(sa.update(_OUTBOX).where(*mine).values(**uncalled))

    def give_up(self, session: Session, now: datetime, row: int, why: str) -> None:
        """A row that cannot even be taken in hand has failed, and keeps nobody from being spoken to."""
        stuck = sa.update(_OUTBOX).where(_OUTBOX.c.id == row, _OUTBOX.c.state == OutboxState.WAITING)
        failed = stuck.values(state=OutboxState.FAILED, state_at=now, why=why).returning(
            _OUTBOX.c.telling_id, _OUTBOX.c.followup_id
        )
        tellings.failed(session, session.execute(failed).all(), now)

    def tidy(self, session: Session, now: datetime, epoch: int, in_flight: Collection[int]) -> bool:
        """What time does to uncertain rows; returns whether any is to be said again. Raises `LostLease`."""
        lease.let_go_when_frozen(session)
        lease.fence(session, self.programme_id, self.holder, epoch)
        uncertain.lost_track(session, self.programme_id, in_flight, now)
        return uncertain.say_again(session, self.programme_id, now)

    def needs_tidying(self, session: Session, now: datetime, in_flight: Collection[int]) -> bool:
        """Whether `tidy` would do anything, asked without writing."""
        return uncertain.is_any(session, self.programme_id, in_flight, now)

    def unfold(self, session: Session, now: datetime, epoch: int, most: int | None = None) -> Unfolded:
        """Bring copies of trusted messages into the outbox, at most so many of each.

        Raises `LostLease`, having done nothing.
        """
        lease.let_go_when_frozen(session)
        lease.fence(session, self.programme_id, self.holder, epoch)
        return unfold.unfold(session, self.programme_id, now, most)

    def needs_unfolding(self, session: Session, now: datetime) -> bool:
        """Whether `unfold` would do anything, asked without writing."""
        return unfold.needs_it(session, self.programme_id, now)

    def waiting(self, session: Session) -> int:
        """How many rows wait."""
        return int(session.execute(sa.select(sa.func.count()).where(*self._waiting())).scalar_one())

    def memory(self, session: Session, now: datetime) -> Memory:
        """What pacing must know of an earlier process."""
        recent = (
            sa.select(_OUTBOX.c.chat_id, _CHAT.c.telegram_id, _OUTBOX.c.state_at, _OUTBOX.c.what)
            .join(_CHAT)
            .where(
                _OUTBOX.c.programme_id == self.programme_id,
                _OUTBOX.c.state.in_((OutboxState.SENT, OutboxState.UNCERTAIN)),
                _OUTBOX.c.state_at > now - timedelta(seconds=REMEMBERED_SECONDS),
            )
        )
        silent = sa.select(_OUTBOX.c.chat_id, sa.func.max(_OUTBOX.c.due_at).label("until")).where(
            *self._waiting(), _OUTBOX.c.due_at > now, _OUTBOX.c.why == TOO_MANY
        )
        said = [one for row in session.execute(recent) for one in _calls(row, now)]
        return Memory(
            said,
            {
                row.chat_id: (row.until - now).total_seconds()
                for row in session.execute(silent.group_by(_OUTBOX.c.chat_id))
            },
        )

    def _next_due(self, session: Session, now: datetime) -> datetime | None:
        moment: datetime | None = session.execute(_NEXT_DUE, {"programme": self.programme_id, "now": now}).scalar()
        return moment

    def _waiting(self) -> tuple[sa.ColumnElement[bool], ...]:
        return (_OUTBOX.c.programme_id == self.programme_id, _OUTBOX.c.state == OutboxState.WAITING)


def _calls(row: Any, now: datetime) -> list[tuple[int, bool, float]]:
    """A row that was said in several pieces was several calls."""
    pieces = max(1, len(row.what.get("said", {}).get("ids", ())))
    ago = max(0.0, (now - row.state_at).total_seconds())
    return [(row.chat_id, row.telegram_id > 0, ago)] * pieces
