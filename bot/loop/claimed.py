"""In whose hands a card is."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.people import Person


def by(person: Person) -> sa.ColumnElement[bool]:
    """What this staff member has claimed."""
    return col(Insight.id).in_(sa.select(col(Handling.insight_id)).where(col(Handling.claimed_by) == person.id))


def by_nobody() -> sa.ColumnElement[bool]:
    """What nobody has claimed."""
    return ~_is(col(Handling.claimed_by).is_not(None))


def out_of_sight() -> sa.ColumnElement[bool]:
    """What is in the bin, or only for the safeguarding leads, who have it in their private chats."""
    return _is(sa.or_(col(Handling.binned_at).is_not(None), col(Handling.sensitive_at).is_not(None)))


def _is(so: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Asked of each card by itself: what was ever done with others is not read."""
    return sa.exists().where(col(Handling.insight_id) == col(Insight.id), so).correlate(Insight)
