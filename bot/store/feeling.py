"""Do people feel heard? Asked twice a year; kept as counts, never as what somebody said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment, refers, short

_TO_DO = sa.text("next_at IS NOT NULL")


class FeelingRound(Row, table=True):
    """One time of asking, named by its month. `filled_to`: the last person who was looked at for it.

    `next_at`: when something happens with it next: its end, or that it is told without a word of the team. `words` are
    the team's, by language: what they do about it. `told_at`: since when those who were asked are being told.
    """

    __tablename__ = "feeling_round"
    __table_args__ = (
        sa.UniqueConstraint("programme_id", "month"),
        sa.Index("ix_feeling_round_next", "programme_id", "next_at", sqlite_where=_TO_DO, postgresql_where=_TO_DO),
    )

    month: str = short(7)
    began_at: datetime = moment()
    filled_to: int = Field(default=0, sa_type=BIG)
    next_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)
    words: dict[str, Any] = listed()
    by_id: int | None = refers("person", nullable=True)
    told_at: datetime | None = moment(nullable=True)


class FeelingAsk(Row, table=True):
    """One person who is asked: when, and which of the two questions they have answered; never what they said.

    `next_at`: when they are asked, or told what came of it.
    """

    __tablename__ = "feeling_ask"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "person_id"),
        sa.Index("ix_feeling_ask_next", "programme_id", "next_at", sqlite_where=_TO_DO, postgresql_where=_TO_DO),
        sa.Index("ix_feeling_ask_person", "person_id"),
    )

    round_id: int = refers("feeling_round")
    person_id: int = refers("person")
    next_at: datetime | None = moment(nullable=True)
    asked_at: datetime | None = moment(nullable=True)
    heard_at: datetime | None = moment(nullable=True)
    told_at: datetime | None = moment(nullable=True)
    is_over: bool = False


class FeelingCount(Row, table=True):
    """How many gave one answer to one question, in one language."""

    __tablename__ = "feeling_count"
    __table_args__ = (sa.UniqueConstraint("round_id", "language", "question", "answer"),)

    round_id: int = refers("feeling_round")
    language: str = short(35)
    question: str = short()
    answer: str = short()
    n: int = 0
