"""Events that champions held or went to, and reported on."""

from __future__ import annotations

from datetime import date, datetime

from bot.store.columns import Row, moment, refers, short, words


class Event(Row, table=True):
    """One event. What came up there are insights of their own; `signposted` says who was sent on where."""

    person_id: int | None = refers("person", nullable=True, index=True)
    group_id: int | None = refers("community_group", nullable=True)
    kind: str = short()
    other: str = words()
    day: date
    how_many: int | None = None
    signposted: str = words()
    told_at: datetime = moment()
