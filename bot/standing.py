"""What the database says of how a programme is doing: numbers alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.courier import lease
from bot.store.chats import Chat, Group
from bot.store.columns import Moment
from bot.store.intake import SetAside
from bot.store.outbox import TABLE as OUTBOX
from bot.store.promises import Promise
from bot.store.updates import Telling
from bot.words import OWED, Lane, OutboxState, TellingState

LATELY = timedelta(days=1)
ZERO = dict.fromkeys((lane.name.lower() for lane in Lane), 0.0)


@dataclass(frozen=True, slots=True)
class Standing:
    """Each number is of one programme; ages are in seconds. `due`, `oldest`, `uncertain`: by lane."""

    is_spoken_for: bool
    due: dict[str, float] = field(default_factory=lambda: dict(ZERO))
    oldest: dict[str, float] = field(default_factory=lambda: dict(ZERO))
    uncertain: dict[str, float] = field(default_factory=lambda: dict(ZERO))
    owed: int = 0
    owed_oldest: float = 0.0
    undelivered: int = 0
    promises_late: int = 0
    set_aside: int = 0
    unreached: int = 0
    bytes: int | None = None


def seen(session: Session, programme: int, now: datetime) -> Standing:
    """How it stands at this moment. Each question goes by an index to what is open."""
    mine = OUTBOX.c.programme_id == programme
    lanes = sa.select(OUTBOX.c.lane, sa.func.count(), sa.func.min(OUTBOX.c.due_at, type_=Moment()))
    waits = (mine, OUTBOX.c.state == OutboxState.WAITING, OUTBOX.c.due_at <= now)
    due = session.execute(lanes.where(*waits).group_by(OUTBOX.c.lane)).all()
    unsure = sa.select(OUTBOX.c.lane, sa.func.count()).where(mine, OUTBOX.c.state == OutboxState.UNCERTAIN)
    telling = (col(Telling.programme_id) == programme, col(Telling.state).in_(OWED))
    oldest = sa.func.min(col(Telling.owed_at), type_=Moment())
    owed = session.execute(sa.select(sa.func.count(), oldest).where(*telling)).one()
    unsure_by_lane = session.execute(unsure.group_by(OUTBOX.c.lane)).all()
    return Standing(
        is_spoken_for=not lease.is_free(session, programme),
        due=ZERO | {_name(lane): number for lane, number, _oldest in due},
        oldest=ZERO | {_name(lane): _age(oldest, now) for lane, _number, oldest in due},
        uncertain=ZERO | {_name(lane): number for lane, number in unsure_by_lane},
        owed=owed[0],
        owed_oldest=_age(owed[1], now),
        undelivered=_count(session, col(Telling.programme_id) == programme, col(Telling.state) == TellingState.FAILED),
        promises_late=_count(
            session,
            col(Promise.programme_id) == programme,
            col(Promise.kept_at).is_(None),
            col(Promise.due_at) < now,
        ),
        set_aside=_count(session, col(SetAside.programme_id) == programme, col(SetAside.at) > now - LATELY),
        unreached=_count(
            session,
            col(Group.programme_id) == programme,
            col(Group.ended_at).is_(None),
            col(Chat.id) == col(Group.chat_id),
            col(Chat.unreachable_at).is_not(None),
        ),
        bytes=_bytes(session),
    )


def _count(session: Session, *which: sa.ColumnElement[bool]) -> int:
    return int(session.execute(sa.select(sa.func.count()).where(*which)).scalar_one())


def _bytes(session: Session) -> int | None:
    """How large the database is, where only its server knows."""
    if session.get_bind().dialect.name == "sqlite":
        return None
    return int(session.execute(sa.select(sa.func.pg_database_size(sa.func.current_database()))).scalar_one())


def _age(moment: datetime | None, now: datetime) -> float:
    return 0.0 if moment is None else max(0.0, (now - moment).total_seconds())


def _name(lane: Any) -> str:
    return Lane(lane).name.lower()
