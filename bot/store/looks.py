"""When each look of the clock last did its work."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, short


class LookRun(Row, table=True):
    """One look of the schedule; the one without a name is the clock itself, which beats.

    `ran_at`: when it last went well, by the machine's clock. `since`: from when on it has had the chance to.
    `said_at`: when the team was told that it does not work; nothing while it does.
    """

    __tablename__ = "look_run"
    __table_args__ = (sa.UniqueConstraint("programme_id", "look"),)

    look: str = short(64)
    ran_at: datetime = moment()
    since: datetime = moment()
    said_at: datetime | None = moment(nullable=True)
