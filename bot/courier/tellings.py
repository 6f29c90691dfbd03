"""The tellings move with the outbox rows that say them, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.store.updates import Telling
from bot.words import TellingState

_TELLING = Telling.__table__  # type: ignore[attr-defined]

_IS_FOR_WHO_READS = _TELLING.c.for_group_id.is_(None) & _TELLING.c.for_outside_id.is_(None)
_HAS_ARRIVED = sa.case((_IS_FOR_WHO_READS, TellingState.SENT), else_=TellingState.WITH_CHAMPION)
_ON_ITS_WAY = (TellingState.QUEUED, TellingState.UNCERTAIN)


def sent(session: Session, ids: Iterable[int | None], now: datetime) -> None:
    """Telegram took them: those to be passed on are with who does it. What a person settled stays settled."""
    undone = (TellingState.OWED, TellingState.QUEUED, TellingState.FAILED, TellingState.UNCERTAIN)
    _move(session, ids, undone, now, state=_HAS_ARRIVED)


def failed(session: Session, ids: Iterable[int | None], now: datetime) -> None:
    """They did not arrive."""
    _move(session, ids, _ON_ITS_WAY, now, state=TellingState.FAILED)


def uncertain(session: Session, ids: Iterable[int | None], now: datetime) -> None:
    """Nobody knows whether they arrived."""
    _move(session, ids, _ON_ITS_WAY, now, state=TellingState.UNCERTAIN)


def wait_for(session: Session, telling_id: int | None, language: str, now: datetime) -> None:
    """It stays owed until there is a text in this language."""
    _move(session, [telling_id], _ON_ITS_WAY, now, state=TellingState.OWED, waits_for=language, waiting_said_at=None)


def _move(
    session: Session, ids: Iterable[int | None], states: Iterable[TellingState], now: datetime, **values: Any
) -> None:
    moving = [telling for telling in ids if telling is not None]
    if moving:
        session.execute(
            sa.update(_TELLING)
            .where(_TELLING.c.id.in_(moving), _TELLING.c.state.in_(states))
            .values(state_at=now, unshown_since=now, **values)
        )
