"""Copies of trusted messages become rows of the outbox, set by set, and only a limited distance ahead of what is said.

So a message that is paused or stopped touches few rows, however many it is for. Where it has come to is the number of
its last copy there, in the order of `send_at` and number; a copy's own key keeps it from ever coming twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
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
CHUNK_ROWS = 600
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
    return bool(_held_up(session, programme_id, now))


def unfold(session: Session, programme_id: int, now: datetime, most: int | None = None) -> Unfolded:
    """Let what was paused, stopped or resumed follow that, then put the next copies into the outbox.

    `most`: how many of each message at most.
    """
    work = Work(session, session.get_one(Programme, programme_id), now)
    for message in _held_up(session, programme_id, now):
        _let_go(work, message)
    sending = list(_sending(work))
    room = {_lane(message): _room(session, message, now) for message in sending}
    rows, is_more, most = 0, False, most or CHUNK_ROWS
    for at, message in enumerate(sending):
        if _has_held(session, message):
            _resume(work, message)
        lane = _lane(message)
        share = -(-room[lane] // sum(_lane(one) == lane for one in sending[at:]))
        put = _unfolded(work, message, min(share, most))
        room[lane] -= put
        rows += put
        is_more = is_more or put == most or _next(session, message, now) is not None
    return Unfolded(rows, is_more)


def _sending(work: Work) -> Iterator[TrustedMessage]:
    """What goes out at this moment, held; whatever somebody else is at just now comes with the next turn."""
    for message in work.session.execute(_GOES_OUT, {"programme": work.programme_id}).scalars().all():
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
        which = {"message": message.id, "at": after[0], "after": after[1], "most": most - rows}
        is_at_once = after[0] is None
        found = work.session.execute(_SORTS[is_at_once], which).all()
        said = {sort: copies.said(sort) for sort in (Sort(one[2], one[3], one[4]) for one in found)}
        work.session.execute(*_insert(work, message, which, said))
        message.unfolded_to = max(one[0] for one in found)
        rows += sum(one[1] for one in found)
        work.session.flush()
    return rows


def _next(session: Session, message: TrustedMessage, now: datetime) -> tuple[datetime | None, int] | None:
    """The moment at which the next copies are due, and the number after which they stand; nothing when none is due."""
    here = session.execute(_HERE, {"copy": message.unfolded_to}).one_or_none()
    at = here.send_at if here else None
    which = {"message": message.id, "at": at, "after": message.unfolded_to, "now": now}
    if session.execute(_FURTHER[at is None], which).first() is not None:
        return at, message.unfolded_to
    first = session.execute(_LATER[at is None], which).scalar()
    return None if first is None else (first, 0)


def _insert(
    work: Work, message: TrustedMessage, which: dict[str, Any], said: dict[Sort, dict[str, Any]]
) -> tuple[sa.Insert, dict[str, Any]]:
    """`INSERT … SELECT` of a chunk; a copy that is there already stays as it is."""
    dialect = work.session.get_bind().dialect.name
    values = {**which, "lane": int(_lane(message)), "now": work.now}
    for at, (sort, what) in enumerate(said.items()):
        values |= {f"language_{at}": sort.language, f"easy_{at}": sort.is_easy, f"passed_{at}": sort.is_passed_on}
        values[f"what_{at}"] = json.dumps(what)
    return _inserting(dialect, len(said), is_at_once=which["at"] is None), values


@cache
def _inserting(dialect: str, sorts: int, *, is_at_once: bool) -> sa.Insert:
    """The statement, built once for so many sorts of copies: building it would cost as much as running it."""
    chunk = _chunk(is_at_once=is_at_once)
    number, now = sa.cast(chunk.c.id, sa.String), sa.bindparam("now", type_=TABLE.c.due_at.type)
    own = sa.func.replace(_words(chunk, sorts), COPYS_OWN, sa.literal(ITS_NUMBER) + number)
    values = {
        "programme_id": chunk.c.programme_id,
        "chat_id": chunk.c.chat_id,
        "trusted_id": chunk.c.message_id,
        "lane": sa.bindparam("lane", type_=sa.Integer),
        "state": sa.literal(OutboxState.WAITING.value),
        "what": sa.cast(own, sa.JSON) if dialect == "postgresql" else own,
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


def _chunk(*, is_at_once: bool) -> sa.Subquery:
    """The next copies, in order."""
    wanted = (_COPY.c.message_id == sa.bindparam("message"), _COPY.c.id > sa.bindparam("after"))
    columns = ("id", "programme_id", "message_id", "chat_id", "language", "is_easy")
    is_passed_on = _COPY.c.for_group_id.is_not(None).label("is_passed_on")
    chosen = sa.select(*(_COPY.c[name] for name in columns), is_passed_on).where(*wanted, _is_at(is_at_once))
    return chosen.order_by(_COPY.c.id).limit(sa.bindparam("most", type_=sa.Integer)).subquery()


def _is_at(is_at_once: bool) -> sa.ColumnElement[bool]:
    return _COPY.c.send_at.is_(None) if is_at_once else _COPY.c.send_at == sa.bindparam("at")


def _sorts(*, is_at_once: bool) -> sa.Select[Any]:
    """What the next copies differ by, with the last of each and how many they are."""
    chunk = _chunk(is_at_once=is_at_once)
    of = (chunk.c.language, chunk.c.is_easy, chunk.c.is_passed_on)
    return sa.select(sa.func.max(chunk.c.id), sa.func.count(), *of).group_by(*of)


def _words(chunk: sa.Subquery, sorts: int) -> sa.ColumnElement[str]:
    return sa.case(*((_is_of(chunk, at), sa.bindparam(f"what_{at}", type_=sa.Text)) for at in range(sorts)))


def _is_of(chunk: sa.Subquery, at: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        chunk.c.language == sa.bindparam(f"language_{at}"),
        chunk.c.is_easy == sa.bindparam(f"easy_{at}"),
        chunk.c.is_passed_on == sa.bindparam(f"passed_{at}", type_=sa.Boolean),
    )


def _lane(message: TrustedMessage) -> Lane:
    return Lane.ALERT if message.is_urgent else Lane.TRUSTED


def _room(session: Session, message: TrustedMessage, now: datetime) -> int:
    """How many more rows of its lane may wait to be said: none until half of those that may wait have been."""
    lane = _lane(message)
    ahead = URGENT_AHEAD_ROWS if lane is Lane.ALERT else AHEAD_ROWS
    values = {"programme": message.programme_id, "lane": int(lane), "now": now, "ahead": ahead}
    room = ahead - int(session.execute(_WAITING, values).scalar_one())
    return room if room >= ahead // 2 else 0


def _held_up(session: Session, programme_id: int, now: datetime) -> list[TrustedMessage]:
    """Messages that are paused or over while copies of them still wait to be said."""
    return list(session.execute(_STANDS_STILL, {"programme": programme_id, "now": now}).scalars().all())


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
    return session.execute(_HELD, {"message": message.id}).first() is not None


def _resume(work: Work, message: TrustedMessage) -> None:
    _move(work, [TABLE.c.trusted_id == message.id, _IS_HELD], {"due_at": work.now, "why": None})


def _move(work: Work, waits: list[Any], values: dict[str, Any]) -> None:
    """Only so many at a time, so that nobody waits for it."""
    some = sa.select(TABLE.c.id).where(*waits).order_by(TABLE.c.id).limit(MOVED_ROWS)
    work.session.execute(sa.update(TABLE).where(TABLE.c.id.in_(some)).values(**values))


# Built once: building statements would cost more than running them.
_OF = _COPY.c.message_id == sa.bindparam("message")
_MOMENT = _COPY.c.send_at.type
_HERE = sa.select(_COPY.c.send_at).where(_COPY.c.id == sa.bindparam("copy"))
_FURTHER = {
    is_at_once: sa.select(_COPY.c.id)
    .where(_OF, _is_at(is_at_once), _COPY.c.id > sa.bindparam("after"))
    .order_by(_COPY.c.id)  # without it PostgreSQL reads the table from its beginning, past all that went out already
    .limit(1)
    for is_at_once in (True, False)
}
_LATER = {
    is_at_once: sa.select(_COPY.c.send_at)
    .where(
        _OF,
        _COPY.c.send_at.is_not(None) if is_at_once else _COPY.c.send_at > sa.bindparam("at"),
        _COPY.c.send_at <= sa.bindparam("now", type_=_MOMENT),
    )
    .order_by(_COPY.c.send_at)
    .limit(1)
    for is_at_once in (True, False)
}
_SORTS = {is_at_once: _sorts(is_at_once=is_at_once) for is_at_once in (True, False)}
_MINE = col(TrustedMessage.programme_id) == sa.bindparam("programme")
_GOES_OUT = (
    select(TrustedMessage)
    .where(_MINE, TrustedMessage.state == MessageState.SENDING)
    .order_by(col(TrustedMessage.is_urgent).desc(), col(TrustedMessage.id))
    .limit(MESSAGES_AT_ONCE)
    .with_for_update(skip_locked=True)
)
_DUE_BY_NOW = TABLE.c.due_at <= sa.bindparam("now", type_=TABLE.c.due_at.type)
_ITS_WAITING = sa.select(TABLE.c.id).where(
    TABLE.c.trusted_id == TrustedMessage.id, _WAITS, TABLE.c.copy_id.is_not(None)
)
_STANDS_STILL = select(TrustedMessage).where(
    _MINE,
    col(TrustedMessage.state).in_(HELD_UP),
    sa.or_(
        _ITS_WAITING.where(_DUE_BY_NOW).exists(),
        sa.and_(col(TrustedMessage.state) != MessageState.PAUSED, _ITS_WAITING.exists()),
    ),
)
_HELD = sa.select(TABLE.c.id).where(TABLE.c.trusted_id == sa.bindparam("message"), _IS_HELD).limit(1)
_WAITING = sa.select(sa.func.count()).select_from(
    sa.select(TABLE.c.id)
    .where(
        TABLE.c.programme_id == sa.bindparam("programme"),
        _WAITS,
        TABLE.c.lane == sa.bindparam("lane"),
        _DUE_BY_NOW,
    )
    .limit(sa.bindparam("ahead", type_=sa.Integer))
    .subquery()
)
