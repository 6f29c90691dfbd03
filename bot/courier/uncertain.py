"""Rows of which nobody knows whether they were said, and what becomes of them without a person.

A reply or an alert is said again when nothing newer was said in that chat. An answer or a telling waits a day for
evidence (the loop then says it again, marked as perhaps a repeat). A trusted message waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.courier import tellings
from bot.courier.saying import ONCE
from bot.courier.settle import doubled_state
from bot.store.outbox import Outbox
from bot.words import Lane, OutboxState

SAID_AGAIN_AFTER_SECONDS = 20
SAID_AT_MOST = 3

_OUTBOX = Outbox.__table__  # type: ignore[attr-defined]
_DO = _OUTBOX.c.what["do"].as_string()


def taken_over(session: Session, programme_id: int, now: datetime) -> None:
    """Whoever had these in hand is gone, and nobody knows how far they came."""
    in_hand = (_OUTBOX.c.programme_id == programme_id, _OUTBOX.c.state == OutboxState.SENDING)
    _leave_uncertain(session, in_hand, now, "on its way when the bot stopped")


def lost_track(session: Session, programme_id: int, in_flight: Iterable[int], now: datetime) -> None:
    """A row that is `sending` but that no call is out for (a fault of ours) does not stay so for ever."""
    in_hand = (_OUTBOX.c.programme_id == programme_id, _OUTBOX.c.state == OutboxState.SENDING)
    _leave_uncertain(session, (*in_hand, _OUTBOX.c.id.not_in(list(in_flight))), now, "lost track of")


def restored(session: Session, programme_id: int, now: datetime) -> int:
    """The database was put back to an earlier day: what waited then was perhaps said since; returns how much."""
    due = (_OUTBOX.c.programme_id == programme_id, _OUTBOX.c.due_at <= now, _DO.in_(ONCE))
    waited = (*due, _OUTBOX.c.state.in_((OutboxState.WAITING, OutboxState.SENDING)))
    number = int(session.execute(sa.select(sa.func.count()).where(*waited)).scalar_one())
    _leave_uncertain(session, waited, now, "waited when the backup was made")
    return number


def is_any(session: Session, programme_id: int, in_flight: Iterable[int], now: datetime) -> bool:
    """Whether there is anything for `lost_track` or `say_again` to do."""
    lost = sa.select(_OUTBOX.c.id).where(
        _OUTBOX.c.programme_id == programme_id,
        _OUTBOX.c.state == OutboxState.SENDING,
        _OUTBOX.c.id.not_in(list(in_flight)),
    )
    wanted = (lost.limit(1), _overdue(programme_id, now).limit(1))
    return any(session.execute(rows).first() is not None for rows in wanted)


def say_again(session: Session, programme_id: int, now: datetime) -> bool:
    """Replies and alerts that stayed uncertain wait to be said again, or are dropped; returns whether any waits."""
    again = False
    for row in session.execute(_overdue(programme_id, now)).all():
        is_pointless = row.attempts >= SAID_AT_MOST or (row.lane == Lane.REPLY and _was_overtaken(session, row))
        state = OutboxState.DROPPED if is_pointless else OutboxState.WAITING
        mine = (_OUTBOX.c.id == row.id, _OUTBOX.c.state == OutboxState.UNCERTAIN)
        session.execute(sa.update(_OUTBOX).where(*mine).values(state=state, state_at=now, due_at=now))
        again = again or not is_pointless
    return again


def _leave_uncertain(session: Session, rows: tuple[sa.ColumnElement[bool], ...], now: datetime, why: str) -> None:
    said_twice = sa.update(_OUTBOX).where(*rows, _DO.not_in(ONCE))
    session.execute(said_twice.values(state=doubled_state(), state_at=now, due_at=now))
    unknown = sa.update(_OUTBOX).where(*rows).values(state=OutboxState.UNCERTAIN, state_at=now, why=why)
    told = unknown.returning(_OUTBOX.c.telling_id, _OUTBOX.c.followup_id)
    tellings.uncertain(session, session.execute(told).all(), now)


def _overdue(programme_id: int, now: datetime) -> sa.Select[Any]:
    return sa.select(_OUTBOX.c.id, _OUTBOX.c.chat_id, _OUTBOX.c.attempts, _OUTBOX.c.lane).where(
        _OUTBOX.c.programme_id == programme_id,
        _OUTBOX.c.state == OutboxState.UNCERTAIN,
        _OUTBOX.c.lane <= Lane.ALERT,
        _OUTBOX.c.copy_id.is_(None),
        _OUTBOX.c.state_at <= now - timedelta(seconds=SAID_AGAIN_AFTER_SECONDS),
    )


def _was_overtaken(session: Session, row: Any) -> bool:
    newer = sa.select(_OUTBOX.c.id).where(
        _OUTBOX.c.chat_id == row.chat_id,
        _OUTBOX.c.id > row.id,
        _OUTBOX.c.state.in_((OutboxState.SENT, OutboxState.SENDING)),
        _DO == "say",
    )
    return session.execute(newer.limit(1)).first() is not None
