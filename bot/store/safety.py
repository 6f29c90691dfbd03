"""Urgent help: the programme's lines, when somebody reads, the rota, alerts, and who signed which list of words."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, listed, moment, refers, short


class HelpLine(Row, table=True):
    """A line that the programme gives in urgent help beside 999. `labels`: what it is for, by language."""

    __tablename__ = "help_line"

    place: int
    telephone: str = short(40)
    labels: dict[str, str] = listed()


class ReadingHours(Row, table=True):
    """When the team reads what people write: weekdays (0 is Monday), minutes after midnight in the programme's zone."""

    __tablename__ = "reading_hours"
    __table_args__ = (sa.UniqueConstraint("programme_id"),)

    days: list[int] = listed()
    begins: int
    ends: int


class RotaTurn(Row, table=True):
    """One person's turn to take alerts, as `ReadingHours`; one that ends before it begins goes past midnight."""

    __tablename__ = "rota_turn"

    person_id: int = refers("person")
    place: int
    days: list[int] = listed()
    begins: int
    ends: int


class Alert(Row, table=True):
    """Somebody may be in danger, until a named person takes it. `asked`: who was asked so far, in order.

    `talk_until`: until then, what they write in private goes to whoever took it. `ended_at`: they were erased.
    """

    __table_args__ = (sa.Index("ix_alert_due", "programme_id", "taken_at", "next_at"),)

    person_id: int = refers("person", index=True)
    insight_id: int | None = refers("insight", nullable=True)
    cause: str = short()
    raised_by: int | None = refers("person", nullable=True)
    raised_at: datetime = moment()
    asked: list[int] = listed()
    next_at: datetime = moment()
    everyone_at: datetime | None = moment(nullable=True)
    taken_by: int | None = refers("person", nullable=True)
    taken_at: datetime | None = moment(nullable=True)
    talk_until: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)


class DangerCheck(Row, table=True):
    """The bot asked somebody in private whether anyone is in danger now. It holds none of what was said."""

    __tablename__ = "danger_check"

    person_id: int = refers("person", index=True)
    insight_id: int | None = refers("insight", nullable=True, index=True)
    asked_at: datetime = moment()
    answer: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
