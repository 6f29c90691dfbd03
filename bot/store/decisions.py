"""What staff decided on whether a matter can be changed, and who asked for it to be looked at again."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, moment, refers, short, words

_UNANSWERED = sa.text("answered_at IS NULL AND ended_at IS NULL")


class Decision(Row, table=True):
    """One answer to "can this be changed?". It stands until `ended_at`, when another took its place.

    `body` and `contact`: whose it is, and who is asked there; `answered_at`: when staff recorded their first answer.
    """

    __table_args__ = (
        sa.Index("ix_decision_unanswered", "scope", sqlite_where=_UNANSWERED, postgresql_where=_UNANSWERED),
    )

    issue_id: int = refers("issue", index=True)
    scope: str = short()
    reason: str = words()
    body: str | None = words(nullable=True)
    contact: str | None = words(nullable=True)
    by_id: int = refers("person")
    decided_at: datetime = moment()
    until: datetime | None = moment(nullable=True)
    answered_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)


class LookAgain(Row, table=True):
    """A raiser's "please look again, because …": once for each decision, to somebody else than who decided.

    `to_id` is missing while there is nobody else.
    """

    __tablename__ = "look_again"
    __table_args__ = (
        sa.UniqueConstraint("decision_id", "raiser_id"),
        sa.Index(
            "ix_look_again_without_anybody",
            "programme_id",
            sqlite_where=sa.text("to_id IS NULL AND ended_at IS NULL"),
            postgresql_where=sa.text("to_id IS NULL AND ended_at IS NULL"),
        ),
        sa.Index(
            "ix_look_again_open",
            "to_id",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    decision_id: int = refers("decision")
    raiser_id: int = refers("raiser")
    person_id: int = refers("person", index=True)
    why: str = words()
    to_id: int | None = refers("person", nullable=True)
    asked_at: datetime = moment()
    due_at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)
    ended_how: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
