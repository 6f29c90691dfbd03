"""Column types and the base of every table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlmodel import Field, SQLModel

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES


class Moment(sa.TypeDecorator[datetime]):
    """An instant: always has its zone, is always stored as UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses an instant without a zone, which could be any of 24."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs its time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone; it was UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Row(SQLModel):
    """What every table has: its own number, and the programme that it belongs to."""

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG)
    programme_id: int = Field(foreign_key="programme.id", sa_type=BIG)

    def __repr_args__(self) -> list[tuple[str, Any]]:
        """A row prints as its number alone: the rest may be what a person wrote."""
        return [("id", self.id)]

    @property
    def number(self) -> int:
        """The row's number, once it has been stored."""
        if self.id is None:
            raise ValueError(f"{type(self).__name__} has not been stored yet")
        return self.id


def refers(table: str, *, index: bool = False, nullable: bool = False) -> Any:
    """A column that points at another table's row."""
    if nullable:
        return Field(default=None, foreign_key=f"{table}.id", sa_type=BIG, index=index, nullable=True)
    return Field(foreign_key=f"{table}.id", sa_type=BIG, index=index)


def moment(*, nullable: bool = False, index: bool = False) -> Any:
    """A column that holds an instant."""
    if nullable:
        return Field(default=None, sa_type=Moment, index=index, nullable=True)
    return Field(sa_type=Moment, index=index)


def words(*, nullable: bool = False) -> Any:
    """A column for text of any length."""
    return Field(default=None, sa_type=sa.Text, nullable=True) if nullable else Field(default="", sa_type=sa.Text)


def short(length: int = 24, *, unique: bool = False) -> Any:
    """A column for one of our own codes (an enum's value, a reference)."""
    return Field(sa_type=sa.String(length), unique=unique)


def listed() -> Any:
    """A column for JSON."""
    return Field(sa_type=sa.JSON)
