"""In whose hands a card is."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from bot.store.insights import Insight
from bot.store.people import Person


def by(person: Person) -> sa.ColumnElement[bool]:
    """What this staff member has claimed."""
    return col(Insight.claimed_by) == person.id


def by_nobody() -> sa.ColumnElement[bool]:
    """What nobody has claimed."""
    return col(Insight.claimed_by).is_(None)
