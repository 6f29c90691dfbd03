"""Questions to groups: what is asked and until when, who read it first, and what was answered by tapping."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, listed, moment, refers, short, words


class Consultation(Row, table=True):
    """A question to groups. It goes out as a trusted message (`message_id`); who wrote that is owed its result.

    `still_open`, `decided`, `decided_why`, `can_change`: what has to stand in its words. `reader_id`: the champion who
    reads it first; `asked_shown`, `read_shown`: the words that they were asked about, and those that they answered on.
    `nudged_at`: since when everybody who can be was reminded. `result_id`: the message that says what came of it;
    `late_until`: the new day, since it is late; `late_told_at`: since when all know.
    """

    __table_args__ = (
        sa.Index("ix_consultation_state", "programme_id", "state", "last_day"),
        sa.UniqueConstraint("message_id"),
    )

    message_id: int = refers("trusted_message")
    state: str = short()
    question: str = words()
    choices: list[Any] = listed()
    still_open: str = words()
    decided: str | None = words(nullable=True)
    decided_why: str | None = words(nullable=True)
    can_change: str = words()
    last_day: date
    result_by: date
    owner_id: int | None = refers("person", nullable=True)
    reader_id: int | None = refers("person", nullable=True)
    asked_at: datetime | None = moment(nullable=True)
    asked_shown: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    read_shown: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    is_clear: bool | None = Field(default=None, nullable=True)
    nudged_at: datetime | None = moment(nullable=True)
    shown_at: datetime | None = moment(nullable=True)
    closed_at: datetime | None = moment(nullable=True)
    closed_by: int | None = refers("person", nullable=True)
    closed_why: str | None = words(nullable=True)
    result_id: int | None = refers("trusted_message", nullable=True)
    late_until: date | None = None
    late_told_at: datetime | None = moment(nullable=True)


class ConsultAnswer(Row, table=True):
    """One person's tap: the last one counts. `group_id`: where it was, if not in private; `choice`: from 1 on."""

    __tablename__ = "consult_answer"
    __table_args__ = (
        sa.UniqueConstraint("consultation_id", "person_id"),
        sa.Index("ix_consult_answer_at", "consultation_id", "at"),
    )

    consultation_id: int = refers("consultation")
    person_id: int = refers("person")
    group_id: int | None = refers("community_group", nullable=True)
    language: str = short(35)
    choice: int
    at: datetime = moment()


class ConsultCount(Row, table=True):
    """How many of a group without a chat chose something, as their champion counted."""

    __tablename__ = "consult_count"
    __table_args__ = (sa.UniqueConstraint("consultation_id", "group_id", "choice"),)

    consultation_id: int = refers("consultation")
    group_id: int = refers("community_group")
    choice: int
    how_many: int
    by_id: int | None = refers("person", nullable=True)
    at: datetime = moment()
