"""Communities that the programme means to reach."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, refers, words


class Community(Row, table=True):
    """One community, by the name that the team has for it."""

    name: str = words()
    added_by: int = refers("person")
    added_at: datetime = moment()
    dropped_at: datetime | None = moment(nullable=True)


class Reached(Row, table=True):
    """A community is reached by a group, as staff chose."""

    __table_args__ = (sa.UniqueConstraint("community_id", "group_id"),)

    community_id: int = refers("community")
    group_id: int = refers("community_group", index=True)
