"""The tellings move with the outbox rows that say them, in the same transaction: one, or all of a follow-up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from sqlmodel import Session

from bot.store.updates import Telling
from bot.words import TellingState

_TELLING = Telling.__table__  # type: ignore[attr-defined]

_IS_FOR_WHO_READS = _TELLING.c.for_group_id.is_(None) & _TELLING.c.for_outside_id.is_(None)
_HAS_ARRIVED = sa.case((_IS_FOR_WHO_READS, TellingState.SENT), else_=TellingState.WITH_CHAMPION)
_ON_ITS_WAY = (TellingState.QUEUED, TellingState.UNCERTAIN)


class Tells(Protocol):
    """What says a telling, or all of a follow-up."""

    @property
    def telling_id(self) -> int | None:
        """The one that it says."""

    @property
    def followup_id(self) -> int | None:
        """The follow-up that it says."""


def sent(session: Session, rows: Iterable[Tells], now: datetime) -> None:
    """Telegram took them: those to be passed on are with who does it. What a person settled stays settled."""
    undone = (TellingState.OWED, TellingState.QUEUED, TellingState.FAILED, TellingState.UNCERTAIN)
    _move(session, rows, undone, now, state=_HAS_ARRIVED, joins_at=None)


def failed(session: Session, rows: Iterable[Tells], now: datetime) -> None:
    """They did not arrive."""
    _move(session, rows, _ON_ITS_WAY, now, state=TellingState.FAILED)


def uncertain(session: Session, rows: Iterable[Tells], now: datetime) -> None:
    """Nobody knows whether they arrived."""
    _move(session, rows, _ON_ITS_WAY, now, state=TellingState.UNCERTAIN)


def wait_for(session: Session, row: Tells, language: str, now: datetime) -> None:
    """It stays owed until there is a text in this language; what was said with it is looked at anew as well."""
    owed = {"state": TellingState.OWED, "waits_for": language, "waiting_said_at": None, "followup_id": None}
    _move(session, [row], _ON_ITS_WAY, now, **owed)


def _move(
    session: Session, rows: Iterable[Tells], states: Iterable[TellingState], now: datetime, **values: Any
) -> None:
    rows = list(rows)
    for column, name in ((_TELLING.c.id, "telling_id"), (_TELLING.c.followup_id, "followup_id")):
        moving = [number for row in rows if (number := getattr(row, name)) is not None]
        if moving:
            session.execute(
                sa.update(_TELLING)
                .where(column.in_(moving), _TELLING.c.state.in_(states))
                .values(state_at=now, unshown_since=now, **values)
            )
