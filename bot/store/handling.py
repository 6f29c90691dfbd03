"""What the team does with one insight: who works on it, rumours, what is sensitive, the bin, its translation."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, Session, select

from bot.store.columns import BIG, Row, moment, refers, short, words


class Handling(Row, table=True):
    """What staff did with an insight; there is no row while nobody did anything.

    `sensitive_at`: since when only safeguarding leads see it. `binned_why`: the code of what its teller was told.
    """

    insight_id: int = Field(foreign_key="insight.id", sa_type=BIG, unique=True)
    claimed_by: int | None = refers("person", nullable=True, index=True)
    claimed_at: datetime | None = moment(nullable=True)
    is_rumour: bool = False
    risk: str | None = Field(default=None, sa_type=sa.String(16), nullable=True)
    spread: str | None = Field(default=None, sa_type=sa.String(16), nullable=True)
    sensitive_at: datetime | None = moment(nullable=True)
    sensitive_by: int | None = refers("person", nullable=True)
    binned_at: datetime | None = moment(nullable=True)
    binned_by: int | None = refers("person", nullable=True)
    binned_why: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)


class InsightTranslation(Row, table=True):
    """What was told, in the language of the team; made by a person or a machine."""

    __tablename__ = "insight_translation"

    insight_id: int = Field(foreign_key="insight.id", sa_type=BIG, unique=True)
    language: str = short(35)
    words: str = words()
    made_by: str = short(16)
    by_id: int | None = refers("person", nullable=True)
    made_at: datetime = moment()


class CardCopy(Row, table=True):
    """A card that stands in somebody's private chat beside the one in the staff room. `opened`: what is unfolded."""

    __tablename__ = "card_copy"
    __table_args__ = (sa.UniqueConstraint("about", "about_id", "chat_id"),)

    about: str = short(16)
    about_id: int = Field(sa_type=BIG)
    chat_id: int = refers("chat")
    outbox_id: int = refers("outbox")
    opened: str = Field(default="", sa_type=sa.String(16))


_OF_INSIGHT = select(Handling).where(Handling.insight_id == sa.bindparam("insight"))
_TRANSLATION = select(InsightTranslation).where(InsightTranslation.insight_id == sa.bindparam("insight"))


def find(session: Session, insight_id: int) -> Handling | None:
    """What the team did with an insight, where it did anything."""
    return session.execute(_OF_INSIGHT, {"insight": insight_id}).scalars().first()


def translation(session: Session, insight_id: int) -> InsightTranslation | None:
    """What was told, as somebody or a machine put it into the team's language."""
    return session.execute(_TRANSLATION, {"insight": insight_id}).scalars().first()
