"""Dates that staff owe, and what happened by the clock."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, short


class Promise(Row, table=True):
    """Something owed by a date. One stands open for each kind and subject."""

    __table_args__ = (
        sa.UniqueConstraint("kind", "about", "about_id", "due_at"),
        sa.Index("ix_promise_due", "kept_at", "late_said_at", "due_at"),
        sa.Index("ix_promise_day", "due_at"),
    )

    kind: str = short()
    about: str = short(16)
    about_id: int = Field(sa_type=BIG)
    owner_id: int | None = refers("person", nullable=True)
    due_at: datetime = moment()
    kept_at: datetime | None = moment(nullable=True)
    late_said_at: datetime | None = moment(nullable=True)
