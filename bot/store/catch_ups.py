"""Catch-ups of the team with champions, and who comes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, listed, moment, refers, words


class CatchUp(Row, table=True):
    """One catch-up. `languages`: codes of those spoken there; `costs`: what is paid to those who come."""

    __tablename__ = "catch_up"
    __table_args__ = (sa.Index("ix_catch_up_begins", "programme_id", "begins_at"),)

    begins_at: datetime = moment()
    where: str = words()
    languages: list[Any] = listed()
    costs: str = words()
    planned_by: int = refers("person")
    planned_at: datetime = moment()
    changed_at: datetime | None = moment(nullable=True)
    called_off_at: datetime | None = moment(nullable=True)


class Invited(Row, table=True):
    """A champion asked to a catch-up. `answer`: whether they come; `reminded_at`: told of it the day before."""

    __tablename__ = "catch_up_invited"
    __table_args__ = (sa.UniqueConstraint("catch_up_id", "person_id"),)

    catch_up_id: int = refers("catch_up")
    person_id: int = refers("person", index=True)
    asked_at: datetime = moment()
    answer: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    answered_at: datetime | None = moment(nullable=True)
    topic: str = words()
    reminded_at: datetime | None = moment(nullable=True)
