"""The standing topics of the staff room."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, short


class RoomTopic(Row, table=True):
    """A topic of a staff room: asked for, there (`thread_id`), or why not. Without one, all stands in one thread."""

    __tablename__ = "room_topic"
    __table_args__ = (sa.UniqueConstraint("chat_id", "topic"),)

    chat_id: int = refers("chat")
    topic: str = short(16)
    thread_id: int | None = Field(default=None, sa_type=BIG, nullable=True)
    asked_at: datetime = moment()
    why_not: str | None = Field(default=None, sa_type=sa.String(16), nullable=True)
