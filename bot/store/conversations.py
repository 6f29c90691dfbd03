"""Half-finished talks between a person and the bot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment


class Talking(Row, table=True):
    """The one conversation that a person has open, as the conversation engine wrote it down."""

    __tablename__ = "conversation"

    person_id: int = Field(foreign_key="person.id", sa_type=BIG, unique=True)
    about_id: int | None = Field(default=None, sa_type=BIG, nullable=True)
    state: dict[str, Any] = listed()
    due_at: datetime | None = moment(nullable=True, index=True)
