"""Which updates from Telegram were taken in, and those that had to be set aside."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel

from bot.store.columns import BIG, Row, moment, words


class Taken(SQLModel, table=True):
    """An update that was committed, with all it meant. Seen again, it changes nothing."""

    programme_id: int = Field(primary_key=True, foreign_key="programme.id", sa_type=BIG)
    update_id: int = Field(primary_key=True, sa_type=BIG)
    taken_at: datetime = moment(index=True)


class SetAside(Row, table=True):
    """An update that could not be handled. `why` names the error's type only; the update may hold private words."""

    __tablename__ = "set_aside"
    __table_args__ = (sa.UniqueConstraint("programme_id", "update_id"),)

    update_id: int = Field(sa_type=BIG)
    body: str = words()
    why: str = words()
    at: datetime = moment()


def is_new(session: Session, table: type[Taken] | type[SetAside], row: dict[str, Any]) -> bool:
    """Write a row down, once; false where its update was written down there before."""
    written = session.execute(_once(table, session.get_bind().dialect.name), row)
    return written.scalar() is not None


@cache
def _once(table: type[Taken] | type[SetAside], dialect: str) -> sa.Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    rows: sa.Table = table.__table__  # type: ignore[union-attr]
    return insert(rows).on_conflict_do_nothing().returning(rows.c.update_id)
