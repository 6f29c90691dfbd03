"""Talks with a person of the team: somebody asked for one, one named staff member took it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, words


class Contact(Row, table=True):
    """One talk. `card_id`: the outbox row that shows it in the staff room."""

    person_id: int = refers("person", index=True)
    topic: str = words()
    asked_at: datetime = moment()
    due_at: datetime = moment()
    card_id: int | None = Field(default=None, sa_type=BIG, nullable=True)
    taken_by: int | None = refers("person", nullable=True, index=True)
    taken_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)

    @property
    def reference(self) -> str:
        """What people call it by."""
        return f"P-{self.number}"
