"""The working group of community leads: who is in it, its monthly rounds, and what each put first."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, short

_OPEN = sa.text("closed_at IS NULL")
_STILL = sa.text("ended_at IS NULL")


class Lead(Row, table=True):
    """A champion whom staff chose to be a community lead."""

    __table_args__ = (sa.Index("ix_lead_now", "programme_id", sqlite_where=_STILL, postgresql_where=_STILL),)

    person_id: int = Field(foreign_key="person.id", sa_type=BIG, unique=True)
    chosen_by: int = refers("person")
    since: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)


class Round(Row, table=True):
    """One month in which leads say what should come first. `heard_at`: staff let the leads hear what came of it."""

    __tablename__ = "ranking_round"
    __table_args__ = (
        sa.UniqueConstraint("programme_id", "month"),
        sa.Index("ix_ranking_open", "programme_id", "closes_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    month: str = short(7)
    opened_at: datetime = moment()
    closes_at: datetime = moment()
    closed_at: datetime | None = moment(nullable=True)
    heard_at: datetime | None = moment(nullable=True)


class Ranked(Row, table=True):
    """A lead put a matter on a place, 1 to 3."""

    __table_args__ = (sa.UniqueConstraint("round_id", "person_id", "place"),)

    round_id: int = refers("ranking_round")
    person_id: int = refers("person")
    issue_id: int = refers("issue")
    place: int


class First(Row, table=True):
    """A matter that a round put among the first three. `after_update`: groups hear so with the next update after it."""

    __tablename__ = "ranked_first"

    round_id: int = refers("ranking_round", index=True)
    issue_id: int = refers("issue", index=True)
    place: int
    points: int
    after_update: int | None = Field(default=None, sa_type=BIG, nullable=True)
