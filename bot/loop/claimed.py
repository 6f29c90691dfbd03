"""In whose hands a card is."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.people import Person


def by(person: Person) -> sa.ColumnElement[bool]:
    """What this staff member has claimed."""
    return col(Insight.id).in_(_of(col(Handling.claimed_by) == person.id))


def by_nobody() -> sa.ColumnElement[bool]:
    """What nobody has claimed."""
    return col(Insight.id).not_in(_of(col(Handling.claimed_by).is_not(None)))


def out_of_sight() -> sa.ColumnElement[bool]:
    """What is in the bin, or only for the safeguarding leads, who have it in their private chats."""
    return col(Insight.id).in_(
        _of(sa.or_(col(Handling.binned_at).is_not(None), col(Handling.sensitive_at).is_not(None)))
    )


def _of(which: sa.ColumnElement[bool]) -> sa.Select[int]:
    return sa.select(col(Handling.insight_id)).where(which)
