"""Places that people are sent to, and what those who went there say is wrong about them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.store.columns import Row, listed, moment, refers, short, words

_OPEN = sa.text("settled_at IS NULL")


class Place(Row, table=True):
    """Somewhere that helps. `languages`: spoken there, by code; `owner_id`: who sees to it that all this stays true."""

    __table_args__ = (sa.Index("ix_place_need", "programme_id", "need"),)

    need: str = short()
    name: str = words()
    what: str = words()
    address: str = words()
    hours: str = words()
    telephone: str = words()
    languages: list[Any] = listed()
    owner_id: int | None = refers("person", nullable=True)
    checked_at: datetime = moment()
    review_on: date
    gone_at: datetime | None = moment(nullable=True)


class PlaceReport(Row, table=True):
    """Somebody says that what is written about a place is wrong."""

    __table_args__ = (sa.Index("ix_placereport_open", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    place_id: int = refers("place", index=True)
    person_id: int = refers("person", index=True)
    words: str = words()
    told_at: datetime = moment()
    due_at: datetime = moment()
    settled_at: datetime | None = moment(nullable=True)
    settled_by: int | None = refers("person", nullable=True)
