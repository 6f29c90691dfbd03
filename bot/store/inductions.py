"""Who was told how the programme works, when and by whom."""

from __future__ import annotations

from datetime import date, datetime

from bot.store.columns import Row, moment, refers


class Induction(Row, table=True):
    """One person's induction; the newest counts."""

    person_id: int = refers("person", index=True)
    day: date
    by_id: int = refers("person")
    noted_by: int = refers("person")
    noted_at: datetime = moment()
