"""What staff asked of whom, so that nobody is asked for more than they want to be."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, refers


class Asked(Row, table=True):
    """One thing asked of a person; by nobody in particular, where the programme asks it by the clock.

    `declined_at`: they would rather not, for which no reason is asked.
    """

    __table_args__ = (sa.Index("ix_asked_person", "person_id", "asked_at"),)

    person_id: int = refers("person")
    by_id: int | None = refers("person", nullable=True)
    insight_id: int | None = refers("insight", nullable=True)
    asked_at: datetime = moment()
    declined_at: datetime | None = moment(nullable=True)


class AskedBack(Row, table=True):
    """A talk about something told, begun by a staff member's question.

    `asked_id`: what that counts as, where it was asked in private; `update_id`: the words of the question.
    """

    __tablename__ = "asked_back"

    insight_id: int = refers("insight", index=True)
    by_id: int = refers("person", index=True)
    asked_id: int | None = refers("asked", nullable=True)
    update_id: int | None = refers("issue_update", nullable=True)
    at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)
