"""Which languages a named speaker has approved."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, short, words


class Approval(Row, table=True):
    """A named speaker stands for the texts that matter most in a language, as they were then (`pack_hash`)."""

    __tablename__ = "language_approval"
    __table_args__ = (sa.UniqueConstraint("programme_id", "language"),)

    language: str = short(35)
    pack_hash: str = short(64)
    reader: str = words()
    approved_at: datetime = moment()
