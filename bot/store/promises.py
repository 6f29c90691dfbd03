"""Dates that staff owe, and what happened by the clock."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, short

_OPEN = sa.text("kept_at IS NULL")
_TO_SAY = sa.text("kept_at IS NULL AND nudge_at IS NOT NULL")


class Promise(Row, table=True):
    """Something owed by a date. One stands open for each kind and subject.

    `owner_id` is who keeps it; `nudge_at` when they hear of it next, `nudged` how far that has come. `moved_from` is
    its date before the whole team went away.
    """

    __table_args__ = (
        sa.UniqueConstraint("kind", "about", "about_id", "due_at"),
        sa.Index("ix_promise_due", "kept_at", "late_said_at", "due_at"),
        sa.Index("ix_promise_nudge", "programme_id", "nudge_at", sqlite_where=_TO_SAY, postgresql_where=_TO_SAY),
        sa.Index("ix_promise_open", "programme_id", "owner_id", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        sa.Index("ix_promise_day", "due_at"),
    )

    kind: str = short()
    about: str = short(16)
    about_id: int = Field(sa_type=BIG)
    owner_id: int | None = refers("person", nullable=True)
    due_at: datetime = moment()
    kept_at: datetime | None = moment(nullable=True)
    late_said_at: datetime | None = moment(nullable=True)
    nudge_at: datetime | None = moment(nullable=True)
    nudged: int = 0
    moved_from: datetime | None = moment(nullable=True)


class Nudge(Row, table=True):
    """When a staff member last heard what they owe, so that it is never more than once an hour."""

    __table_args__ = (sa.UniqueConstraint("person_id"),)

    person_id: int = refers("person")
    said_at: datetime = moment()
