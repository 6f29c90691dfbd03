"""Telegram chats, the groups that live in them, and who belongs to which group."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment, refers, short, words


class Purpose(StrEnum):
    """What a chat is to the programme."""

    PRIVATE = "private"
    GROUP = "group"
    STAFF_ROOM = "staff_room"
    UNKNOWN = "unknown"


class Chat(Row, table=True):
    """One Telegram chat. Its Telegram number may change (a group becomes a supergroup); its row stays."""

    __table_args__ = (sa.UniqueConstraint("programme_id", "telegram_id"),)

    telegram_id: int = Field(sa_type=BIG)
    purpose: str = short()
    title: str = words()
    thread_id: int | None = Field(default=None, sa_type=BIG, nullable=True)
    seen_at: datetime = moment()
    unreachable_at: datetime | None = moment(nullable=True)
    unreachable_why: str | None = words(nullable=True)


class Group(Row, table=True):
    """A community's group. `rhythm_days` is how often it hears at the latest while something is owed."""

    __tablename__ = "community_group"

    chat_id: int | None = Field(default=None, foreign_key="chat.id", sa_type=BIG, nullable=True, unique=True)
    name: str = words()
    language: str = short(35)
    area: str = words()
    communities: list[Any] = listed()
    rhythm_days: int = 14
    ended_at: datetime | None = moment(nullable=True)


class Membership(Row, table=True):
    """A person belongs to a group."""

    __table_args__ = (sa.UniqueConstraint("person_id", "group_id"),)

    person_id: int = refers("person")
    group_id: int = refers("community_group", index=True)
    since: datetime = moment()
