"""One organisation's champion programme."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import BIG, words


class Programme(SQLModel, table=True):
    """One bot (`bot_key`: its Telegram number), its people, groups, languages and time zone.

    `secret` is the key of the marks by which somebody who was erased is found again in a restored copy.
    """

    id: int | None = Field(default=None, primary_key=True, sa_type=BIG)
    name: str = words()
    bot_key: str = Field(sa_type=sa.String(64), unique=True)
    username: str = words()
    time_zone: str = "Europe/London"
    secret: str = Field(default_factory=secrets.token_hex, sa_type=sa.String(64))
