"""What a teller said, message by message, and how it read before it was changed; and the languages offered to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment, refers, short, words


class Wording(Row, table=True):
    """One piece of what was told: as it stands, or as it stood until `gone_at`.

    `place` is where it stands among the others. What was told in one message alone has no row until more comes of it.
    """

    __tablename__ = "insight_wording"
    __table_args__ = (sa.Index("ix_insight_wording_source", "chat_id", "message_id"),)

    insight_id: int = refers("insight", index=True)
    how: str = short()
    words: str = words()
    media: list[Any] = listed()
    chat_id: int | None = refers("chat", nullable=True)
    message_id: int | None = Field(default=None, sa_type=BIG, nullable=True)
    album: str | None = Field(default=None, sa_type=sa.String(64), nullable=True)
    place: int = Field(sa_type=BIG)
    at: datetime = moment()
    gone_at: datetime | None = moment(nullable=True)


class LanguageOffer(Row, table=True):
    """A person was asked once whether they would rather read this language."""

    __table_args__ = (sa.UniqueConstraint("person_id", "language"),)

    person_id: int = refers("person")
    language: str = short(35)
    at: datetime = moment()
