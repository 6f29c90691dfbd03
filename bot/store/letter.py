"""The letter that a newcomer reads before saying yes. Its written texts are versions, by `LetterPart`."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, refers, words

_UNSAID = sa.text("end_said_at IS NULL")


class Letter(Row, table=True):
    """One wording of the letter, as an administrator confirmed it. The newest is in force.

    `end_said_at`: administrators were reminded that the money ends soon.
    """

    __table_args__ = (
        sa.Index("ix_letter_ends", "programme_id", "funded_until", sqlite_where=_UNSAID, postgresql_where=_UNSAID),
    )

    name: str = words()
    title: str = words()
    funded_until: date
    confirmed_by: int | None = refers("person", nullable=True)
    confirmed_at: datetime = moment()
    end_said_at: datetime | None = moment(nullable=True)
