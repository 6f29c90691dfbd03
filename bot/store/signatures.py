"""What a named person stands for, as it was when they read it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, short, words


class Signature(Row, table=True):
    """A named person stands for something in one language: `of` says what, `fingerprint` how it read then."""

    __table_args__ = (sa.UniqueConstraint("programme_id", "of", "language"),)

    of: str = short(16)
    language: str = short(35)
    fingerprint: str = short(64)
    reviewer: str = words()
    signed_at: datetime = moment()
