"""Hours in which a named senior person answers questions."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, refers, words

_OPEN = sa.text("done_at IS NULL")


class LiveHour(Row, table=True):
    """Somebody senior answers what is asked from `begins_at` to `ends_at`. `done_at`: it is over and was looked at."""

    __tablename__ = "live_hour"
    __table_args__ = (
        sa.Index("ix_live_hour_open", "programme_id", "ends_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    who: str = words()
    role: str = words()
    said_by: int | None = refers("person", nullable=True)
    begins_at: datetime = moment()
    ends_at: datetime = moment()
    done_at: datetime | None = moment(nullable=True)
