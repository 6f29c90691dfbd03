"""The letter that a newcomer reads before saying yes. Its written texts are versions, by `LetterPart`."""

from __future__ import annotations

from datetime import date, datetime

from bot.store.columns import Row, moment, refers, words


class Letter(Row, table=True):
    """One wording of the letter, as an administrator confirmed it. The newest is in force."""

    name: str = words()
    title: str = words()
    funded_until: date
    confirmed_by: int | None = refers("person", nullable=True)
    confirmed_at: datetime = moment()
