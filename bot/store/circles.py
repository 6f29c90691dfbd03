"""Groups that have no Telegram chat: asked for by a champion, and what their champion has in hand for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment, refers, short, words


class Circle(Row, table=True):
    """A group that a champion wants to stand for; the team lets it in or not. `group_id` once it was let in."""

    person_id: int = refers("person")
    name: str = words()
    meets: str = words()
    communities: list[Any] = listed()
    language: str = short(35)
    how_many: int | None = None
    asked_at: datetime = moment()
    settled_at: datetime | None = moment(nullable=True)
    group_id: int | None = refers("community_group", nullable=True)


class PassingOn(Row, table=True):
    """One telling that a champion is to pass on: when they were reminded of it, and when staff were shown it."""

    __tablename__ = "passing_on"

    telling_id: int = Field(foreign_key="telling.id", sa_type=BIG, unique=True)
    person_id: int = refers("person")
    handed_at: datetime = moment(index=True)
    reminded_at: datetime | None = moment(nullable=True)
    shown_at: datetime | None = moment(nullable=True)
    why_not: str | None = Field(default=None, sa_type=sa.Text, nullable=True)
