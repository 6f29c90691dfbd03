"""Copies of trusted messages become rows of the outbox, set by set, and only a limited distance ahead of what is said.

So a message that is paused or stopped touches few rows, however many it is for. Where it has come to is the number of
its last copy there, in the order of `send_at` and number; a copy's own key keeps it from ever coming twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.courier import alerts
from bot.courier.copies import PAUSED
from bot.loop import trusted_going
from bot.loop.quiet import FOR_NOW
from bot.loop.trusted_going import Copies, Going, Sort
from bot.message_words import MessageState
from bot.store.outbox import TABLE
from bot.store.programme import Programme
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Lane, OutboxState

AHEAD_ROWS = 3_000
URGENT_AHEAD_ROWS = 128
CHUNK_ROWS = 1_500
MOVED_ROWS = 1_000
MESSAGES_AT_ONCE = 20
COPYS_OWN, ITS_NUMBER = '"data": "tc:#', '"data": "tc:'
"""A button whose data begins with `tc:#` is about the copy that it stands under, and bears its number."""

HELD_UP = (MessageState.PAUSED, MessageState.STOPPED, MessageState.WITHDRAWN)
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]
_WAITS = TABLE.c.state == OutboxState.WAITING
_IS_HELD = sa.and_(_WAITS, TABLE.c.why == PAUSED, TABLE.c.due_at == FOR_NOW)
_COLUMNS = (
    *("programme_id", "chat_id", "lane", "state", "what", "key", "trusted_id", "copy_id"),
    *("is_repeat", "queued_at", "due_at", "attempts", "state_at"),
)
_INTO = {dialect.__name__.rpartition(".")[2]: dialect.insert for dialect in (sqlite, postgresql)}


@dataclass(frozen=True, slots=True)
class Unfolded:
    """How many rows the outbox got, and whether there are more copies for it."""

    rows: int = 0
    is_more: bool = False


def needs_it(session: Session, programme_id: int, now: datetime) -> bool:
    """Whether `unfold` would do anything, asked without writing."""
    sending = select(TrustedMessage).where(
        TrustedMessage.programme_id == programme_id, TrustedMessage.state == MessageState.SENDING
    )
    for one in session.exec(sending).all():
        if _has_held(session, one) or (_room(session, one, now) and _next(session, one, now) is not None):
            return True
    return session.exec(_held_up(programme_id, now).limit(1)).first() is not None


def unfold(session: Session, programme_id: int, now: datetime) -> Unfolded:
    """Let what was paused, stopped or resumed follow that, then put the next copies into the outbox."""
    work = Work(session, session.get_one(Programme, programme_id), now)
    for message in session.exec(_held_up(programme_id, now)).all():
        _let_go(work, message)
    sending = list(_sending(work))
    room = {_lane(message): _room(session, message, now) for message in sending}
    rows, is_more = 0, False
    for at, message in enumerate(sending):
        _resume(work, message)
        lane = _lane(message)
        share = -(-room[lane] // sum(_lane(one) == lane for one in sending[at:]))
        put = _unfolded(work, message, min(share, CHUNK_ROWS))
        room[lane] -= put
        rows += put
        is_more = is_more or put == CHUNK_ROWS or _next(session, message, now) is not None
    return Unfolded(rows, is_more)


def _sending(work: Work) -> Iterator[TrustedMessage]:
    """What goes out at this moment, held; whatever somebody else is at just now comes with the next turn."""
    found = (
        select(TrustedMessage)
        .where(TrustedMessage.programme_id == work.programme_id, TrustedMessage.state == MessageState.SENDING)
        .order_by(col(TrustedMessage.is_urgent).desc(), col(TrustedMessage.id))
        .limit(MESSAGES_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    for message in work.session.exec(found).all():
        going = trusted_going.going(work, message)
        if going is Going.GOES:
            yield message
        else:
            trusted_going.hold(work, message, going)
            alerts.held(work.session, work.programme_id, message.reference, going, work.now)


def _unfolded(work: Work, message: TrustedMessage, most: int) -> int:
    """Put up to so many copies into the outbox; returns how many it got."""
    copies, rows = None, 0
    while rows < most and (after := _next(work.session, message, work.now)) is not None:
        copies = copies or Copies(work, message)
        chunk = _chunk(message, *after, most - rows)
        of = (chunk.c.language, chunk.c.is_easy, chunk.c.is_passed_on)
        found = work.session.execute(sa.select(sa.func.max(chunk.c.id), sa.func.count(), *of).group_by(*of)).all()
        said = {sort: copies.said(sort) for sort in (Sort(one[2], one[3], one[4]) for one in found)}
        work.session.execute(_insert(work, message, chunk, said))
        message.unfolded_to = max(one[0] for one in found)
        rows += sum(one[1] for one in found)
        work.session.flush()
    return rows


def _next(session: Session, message: TrustedMessage, now: datetime) -> tuple[datetime | None, int] | None:
    """The moment at which the next copies are due, and the number after which they stand; nothing when none is due."""
    of = _COPY.c.message_id == message.id
    here = session.execute(sa.select(_COPY.c.send_at).where(_COPY.c.id == message.unfolded_to)).one_or_none()
    at = here.send_at if here else None
    further = sa.select(_COPY.c.id).where(of, _COPY.c.send_at == at, _COPY.c.id > message.unfolded_to)
    if session.execute(further.limit(1)).first() is not None:
        return at, message.unfolded_to
    later = (_COPY.c.send_at.is_not(None) if at is None else _COPY.c.send_at > at, _COPY.c.send_at <= now)
    due = sa.select(_COPY.c.send_at).where(of, *later).order_by(_COPY.c.send_at).limit(1)
    first = session.execute(due).scalar()
    return None if first is None else (first, 0)


def _chunk(message: TrustedMessage, at: datetime | None, after: int, most: int) -> sa.Subquery:
    """The next copies, in order."""
    wanted = (_COPY.c.message_id == message.id, _COPY.c.send_at == at, _COPY.c.id > after)
    columns = ("id", "programme_id", "message_id", "chat_id", "language", "is_easy")
    is_passed_on = _COPY.c.for_group_id.is_not(None).label("is_passed_on")
    chosen = sa.select(*(_COPY.c[name] for name in columns), is_passed_on).where(*wanted)
    return chosen.order_by(_COPY.c.id).limit(most).subquery()


def _insert(work: Work, message: TrustedMessage, chunk: sa.Subquery, said: dict[Sort, dict[str, Any]]) -> sa.Insert:
    """`INSERT … SELECT` of a chunk; a copy that is there already stays as it is."""
    dialect = work.session.get_bind().dialect.name
    number, now = sa.cast(chunk.c.id, sa.String), sa.literal(work.now, TABLE.c.due_at.type)
    own = sa.func.replace(_words(chunk, said), COPYS_OWN, sa.literal(ITS_NUMBER) + number)
    what = sa.cast(own, sa.JSON) if dialect == "postgresql" else own
    values = {
        "programme_id": chunk.c.programme_id,
        "chat_id": chunk.c.chat_id,
        "trusted_id": chunk.c.message_id,
        "lane": sa.literal(int(_lane(message))),
        "state": sa.literal(OutboxState.WAITING.value),
        "what": what,
        "key": sa.literal("copy:") + number,
        "copy_id": chunk.c.id,
        "is_repeat": sa.false(),
        "queued_at": now,
        "due_at": now,
        "attempts": sa.literal(0),
        "state_at": now,
    }
    rows = sa.select(*(values[name].label(name) for name in _COLUMNS)).where(sa.true()).order_by(chunk.c.id)
    into: sa.Insert = _INTO[dialect](TABLE).from_select(_COLUMNS, rows).on_conflict_do_nothing()
    return into


def _words(chunk: sa.Subquery, said: dict[Sort, dict[str, Any]]) -> sa.ColumnElement[str]:
    return sa.case(*((_is_of(chunk, sort), sa.literal(json.dumps(what), sa.Text)) for sort, what in said.items()))


def _is_of(chunk: sa.Subquery, sort: Sort) -> sa.ColumnElement[bool]:
    of = (chunk.c.is_easy == sort.is_easy, chunk.c.is_passed_on == sort.is_passed_on)
    return sa.and_(chunk.c.language == sort.language, *of)


def _lane(message: TrustedMessage) -> Lane:
    return Lane.ALERT if message.is_urgent else Lane.TRUSTED


def _room(session: Session, message: TrustedMessage, now: datetime) -> int:
    """How many more rows of its lane may wait to be said: none until half of those that may wait have been."""
    lane = _lane(message)
    ahead = URGENT_AHEAD_ROWS if lane is Lane.ALERT else AHEAD_ROWS
    waiting = sa.select(TABLE.c.id).where(
        TABLE.c.programme_id == message.programme_id, _WAITS, TABLE.c.lane == int(lane), TABLE.c.due_at <= now
    )
    found = sa.select(sa.func.count()).select_from(waiting.limit(ahead).subquery())
    room = ahead - int(session.execute(found).scalar_one())
    return room if room >= ahead // 2 else 0


def _held_up(programme_id: int, now: datetime) -> Any:
    """Messages that are paused or over while copies of them still wait to be said."""
    waits = sa.select(TABLE.c.id).where(TABLE.c.trusted_id == TrustedMessage.id, _WAITS, TABLE.c.copy_id.is_not(None))
    is_over = col(TrustedMessage.state) != MessageState.PAUSED
    wanted = sa.or_(waits.where(TABLE.c.due_at <= now).exists(), sa.and_(is_over, waits.exists()))
    return select(TrustedMessage).where(
        TrustedMessage.programme_id == programme_id, col(TrustedMessage.state).in_(HELD_UP), wanted
    )


def _let_go(work: Work, message: TrustedMessage) -> None:
    """What waits of a message that is paused waits for longer; of one that is over, nothing is said any more."""
    values: dict[str, Any] = {"due_at": FOR_NOW, "why": PAUSED}
    waits = [TABLE.c.trusted_id == message.id, _WAITS, TABLE.c.copy_id.is_not(None)]
    if message.state == MessageState.PAUSED:
        waits.append(TABLE.c.due_at <= work.now)
    else:
        values = {"state": OutboxState.DROPPED, "state_at": work.now, "why": message.state}
    _move(work, waits, values)


def _has_held(session: Session, message: TrustedMessage) -> bool:
    held = sa.select(TABLE.c.id).where(TABLE.c.trusted_id == message.id, _IS_HELD)
    return session.execute(held.limit(1)).first() is not None


def _resume(work: Work, message: TrustedMessage) -> None:
    _move(work, [TABLE.c.trusted_id == message.id, _IS_HELD], {"due_at": work.now, "why": None})


def _move(work: Work, waits: list[Any], values: dict[str, Any]) -> None:
    """Only so many at a time, so that nobody waits for it."""
    some = sa.select(TABLE.c.id).where(*waits).order_by(TABLE.c.id).limit(MOVED_ROWS)
    work.session.execute(sa.update(TABLE).where(TABLE.c.id.in_(some)).values(**values))
