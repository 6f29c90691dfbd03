"""Who did what, when. Nothing in the bot changes or removes a row of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment, refers, short


class Audit(Row, table=True):
    """One act."""

    person_id: int | None = refers("person", nullable=True)
    act: str = short(32)
    about: str = short(16)
    about_id: int = Field(sa_type=BIG)
    detail: dict[str, Any] = listed()
    at: datetime = moment()
