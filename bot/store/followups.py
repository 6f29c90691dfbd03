"""Follow-ups: one message that says all that waited for a chat, or for a group that hears from its champion."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, moment, refers


class Followup(Row, table=True):
    """One follow-up; its tellings carry its number, and so does the row of the outbox that says it.

    `key`: whose it is and when it was to go; one each. None where it was taken back before it went.
    """

    __table_args__ = (sa.UniqueConstraint("programme_id", "key"),)

    chat_id: int = refers("chat", index=True)
    for_group_id: int | None = refers("community_group", nullable=True)
    key: str | None = Field(default=None, sa_type=sa.String(80), nullable=True)
    made_at: datetime = moment()
