"""People without Telegram who told staff something: which staff member tells them what became of it."""

from __future__ import annotations

from sqlmodel import Field

from bot.store.columns import BIG, Row, refers, words


class OutsidePerson(Row, table=True):
    """Somebody outside, by what they told. `holder_id`: who owes them each telling. `note`: how that person finds them
    again, without a name.
    """

    __tablename__ = "outside_person"

    insight_id: int = Field(foreign_key="insight.id", sa_type=BIG, unique=True)
    holder_id: int | None = refers("person", nullable=True, index=True)
    note: str = words()
