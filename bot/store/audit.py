"""Who did what, when. Nothing in the bot changes or removes a row of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment, refers, short


class Audit(Row, table=True):
    """One act."""

    __table_args__ = (sa.Index("ix_audit_about", "about", "about_id"),)

    person_id: int | None = refers("person", nullable=True)
    act: str = short(32)
    about: str = short(16)
    about_id: int = Field(sa_type=BIG)
    detail: dict[str, Any] = listed()
    at: datetime = moment()
