"""What people told, and the cards on which staff see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.card_words import Topic
from bot.store.columns import BIG, Row, listed, moment, refers, short, words

_RUMOUR = sa.text("kind = 'rumour'")


class Insight(Row, table=True):
    """What someone heard or lived, in their own words. `media`: voice notes, pictures and files, by kind and file id.

    `sent_at`: when its newest message was sent; nothing joins it by itself where that is missing. `may_stay`: whether
    the teller lets telephone numbers and the like in it be seen; missing while they were not asked. `not_needed_at`:
    since when the teller needs no answer any more. `live_hour_id`: it was asked for that hour. `spread_said_at`: staff
    heard that it goes round in several groups. `entered_by`: the staff member who wrote down what they were told
    elsewhere, and `heard_by`: how they were told. `trusted_id`: the trusted message that it was said about.
    `seen_in`: where what goes round was seen or heard, `seen_words`: the teller's own words for that.
    """

    __table_args__ = (
        sa.Index("ix_insight_source", "source_chat_id", "source_message_id"),
        sa.Index("ix_insight_rumour", "programme_id", "told_at", sqlite_where=_RUMOUR, postgresql_where=_RUMOUR),
        sa.Index("ix_insight_told", "told_at"),
    )

    person_id: int | None = refers("person", nullable=True, index=True)
    group_id: int | None = refers("community_group", nullable=True, index=True)
    in_private: bool = True
    language: str = short(35)
    place: str | None = words(nullable=True)
    happened: str | None = words(nullable=True)
    seen_in: str | None = Field(default=None, sa_type=sa.String(16), nullable=True)
    seen_words: str | None = words(nullable=True)
    teller_name: str | None = words(nullable=True)
    words: str = words()
    media: list[Any] = listed()
    kind: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    how_many: int | None = None
    is_forwarded: bool = False
    may_stay: bool | None = None
    source_chat_id: int | None = refers("chat", nullable=True)
    source_message_id: int | None = Field(default=None, sa_type=BIG, nullable=True)
    album: str | None = Field(default=None, sa_type=sa.String(64), nullable=True)
    sent_at: datetime | None = moment(nullable=True)
    told_at: datetime = moment()
    changed_at: datetime | None = moment(nullable=True)
    first_word_by: datetime = moment()
    issue_id: int | None = refers("issue", nullable=True, index=True)
    event_id: int | None = refers("event", nullable=True)
    not_needed_at: datetime | None = moment(nullable=True)
    taken_back_at: datetime | None = moment(nullable=True)
    live_hour_id: int | None = refers("live_hour", nullable=True, index=True)
    spread_said_at: datetime | None = moment(nullable=True)
    entered_by: int | None = refers("person", nullable=True)
    heard_by: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    trusted_id: int | None = refers("trusted_message", nullable=True, index=True)

    @property
    def reference(self) -> str:
        """What people call it by."""
        return f"H-{self.number}"


class Card(Row, table=True):
    """What staff see of one insight or issue: the outbox row that says it, so that it can be edited in place.

    `topic`: where in the staff room it stands; `opened`: what of its buttons is unfolded.
    """

    __table_args__ = (
        sa.UniqueConstraint("programme_id", "about", "about_id"),
        sa.Index("ix_card_outbox", "outbox_id"),
    )

    about: str = short(16)
    about_id: int = Field(sa_type=BIG)
    outbox_id: int = refers("outbox")
    shown_at: datetime = moment()
    topic: str = Field(default=Topic.NEW, sa_type=sa.String(16))
    opened: str = Field(default="", sa_type=sa.String(16))
