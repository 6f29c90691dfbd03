"""Somebody needs help: who holds it, whom it was handed on to, and whether the help came."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, Session, select

from bot.store.columns import BIG, Row, moment, refers, short, words


class Referral(Row, table=True):
    """The help that an insight asks for. Open until the one who told it says that it came, or is not needed.

    `ask_at`: when they are next asked whether it came; `unheld_said`: how often staff were told that nobody holds it.
    """

    insight_id: int = Field(foreign_key="insight.id", sa_type=BIG, unique=True)
    need: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    is_danger: bool = False
    state: str = short()
    holder_id: int | None = refers("person", nullable=True)
    handed_to: str = words()
    word_by: datetime | None = moment(nullable=True)
    ask_at: datetime | None = moment(nullable=True, index=True)
    unheld_said: int = 0
    opened_at: datetime = moment()
    closed_at: datetime | None = moment(nullable=True)


_OF_INSIGHT = select(Referral).where(Referral.insight_id == sa.bindparam("insight"))


def find(session: Session, insight_id: int | None) -> Referral | None:
    """The help that an insight asks for, open or not."""
    return session.execute(_OF_INSIGHT, {"insight": insight_id}).scalars().first()
