"""What happens to an action: notes, dates that moved, the plan as raisers were told it, and what they said to it."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, short, words

_WAITS = sa.text("goes_ahead_at IS NOT NULL")
_NOT_AGREED = sa.text("not_agreed_at IS NOT NULL")
_UNANSWERED = sa.text("answered_at IS NULL")


class ActionNote(Row, table=True):
    """What a staff member did or wrote on an action, by day and name. `sort`: what sort of note it is."""

    __tablename__ = "action_note"

    action_id: int = refers("action", index=True)
    by_id: int | None = refers("person", nullable=True)
    sort: str = short()
    words: str = words()
    at: datetime = moment()


class DateMoved(Row, table=True):
    """A promise that moved: who was told the day hears with the next telling that it is another, and why (a code)."""

    __tablename__ = "date_moved"

    action_id: int = refers("action", index=True)
    was: date
    due: date
    why: str = short()
    by_id: int = refers("person")
    at: datetime = moment()


class Plan(Row, table=True):
    """An action as raisers were told it, in one update. `goes_ahead_at`: unless somebody speaks up before."""

    __table_args__ = (
        sa.Index("ix_plan_waits", "programme_id", "goes_ahead_at", sqlite_where=_WAITS, postgresql_where=_WAITS),
        sa.Index("ix_plan_not_agreed", "action_id", sqlite_where=_NOT_AGREED, postgresql_where=_NOT_AGREED),
    )

    update_id: int = Field(foreign_key="issue_update.id", sa_type=BIG, unique=True)
    action_id: int = refers("action", index=True)
    due: date
    goes_ahead_at: datetime | None = moment(nullable=True)
    not_agreed_at: datetime | None = moment(nullable=True)


class PlanReply(Row, table=True):
    """A person's word, for one raiser, on a plan; the last counts. `answer_by`: what is missing is answered then."""

    __tablename__ = "plan_reply"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "raiser_id", "person_id"),
        sa.Index("ix_plan_reply_unanswered", "word", sqlite_where=_UNANSWERED, postgresql_where=_UNANSWERED),
    )

    plan_id: int = refers("plan")
    raiser_id: int = refers("raiser")
    person_id: int = refers("person")
    telling_id: int = refers("telling")
    word: str = short()
    missing: str | None = words(nullable=True)
    at: datetime = moment()
    answer_by: datetime | None = moment(nullable=True)
    answered_at: datetime | None = moment(nullable=True)
