"""Complaints, who may not see them, and who answers them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, refers, words

_UNANSWERED = sa.text("answered_at IS NULL")


class Complaint(Row, table=True):
    """What went wrong, for whom. `about_id`: the team member it is about, who neither reads nor answers it.

    `shown_at`: when an administrator first had it; `alarms`: how many of the two reminders have gone out.
    """

    __table_args__ = (
        sa.Index(
            "ix_complaint_open", "programme_id", "told_at", sqlite_where=_UNANSWERED, postgresql_where=_UNANSWERED
        ),
    )

    person_id: int = refers("person", index=True)
    about_id: int | None = refers("person", nullable=True)
    what: str = words()
    whom: str = words()
    remedy: str = words()
    told_at: datetime = moment()
    answer_by: datetime = moment()
    shown_at: datetime | None = moment(nullable=True)
    alarms: int = 0
    handler_id: int | None = refers("person", nullable=True)
    answer: str = words()
    answered_at: datetime | None = moment(nullable=True)

    @property
    def reference(self) -> str:
        """What people call it by."""
        return f"C-{self.number}"
