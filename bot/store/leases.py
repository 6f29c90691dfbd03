"""Who may speak for a bot, until when."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.store.columns import BIG, moment, short


class Lease(SQLModel, table=True):
    """One holder at a time; `epoch` grows with every new holder. `until` is database time."""

    programme_id: int = Field(primary_key=True, foreign_key="programme.id", sa_type=BIG)
    holder: str = short(64)
    epoch: int = Field(default=0, sa_type=BIG)
    until: datetime = moment()
