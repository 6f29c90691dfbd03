"""How people want to be spoken to, and what they chose to say about themselves."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, listed


class Preferences(Row, table=True):
    """One person's settings; nothing where the usual holds. `also_reads`: codes of languages beside their own.

    `every_days`: how often news that is not urgent comes together in one message, on which weekday (0 is Monday) and at
    which minute after midnight; 0 is only on change. None: each by itself, as it comes.
    """

    person_id: int = Field(foreign_key="person.id", sa_type=BIG, unique=True)
    also_reads: list[Any] = listed()
    easy_read: bool = False
    voice: bool = False
    every_days: int | None = None
    on_weekday: int | None = None
    at_minute: int | None = None
    asks_a_week: int | None = None


class AboutMe(Row, table=True):
    """Answers to optional questions about oneself, by code; shown in counts only."""

    __tablename__ = "about_me"

    person_id: int = Field(foreign_key="person.id", sa_type=BIG, unique=True)
    age: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    disability: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    ethnicity: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
