"""A programme that is brought to an end: its last day, what is said of it, and who takes over what is still owed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, short, words

_DUE = sa.text("next_at IS NOT NULL")


class ClosingPart(StrEnum):
    """The texts of a closing that an administrator writes. They are versions, in several languages."""

    WHY = "closing_why"
    LEARNED = "closing_learned"
    CHANGED = "closing_changed"
    THANKS = "closing_thanks"


class Stage(StrEnum):
    """How far a closing has come."""

    DRAFT = "draft"
    TELLING = "telling"
    SOON = "soon"
    GOODBYE = "goodbye"
    STOPPING = "stopping"
    KEPT = "kept"
    ENDED = "ended"
    GOING_ON = "going_on"
    OFF = "off"


OVER = frozenset({Stage.ENDED, Stage.OFF})
STOPPED = frozenset({Stage.KEPT, Stage.ENDED})
CAN_BE_CALLED_OFF = frozenset({Stage.DRAFT, Stage.TELLING, Stage.SOON, Stage.GOODBYE})


class Closing(Row, table=True):
    """One ending of the programme. `turn_to`: whom people can turn to afterwards.

    `next_at`: when the stage is due; `cursor`: the last chat that has been told in it. `told_to`: where telling
    everybody early was broken off. `asked_by`: who answers for it before the second person does.
    """

    __tablename__ = "closing"
    __table_args__ = (
        sa.Index("ix_closing_due", "programme_id", "next_at", sqlite_where=_DUE, postgresql_where=_DUE),
        sa.Index("ix_closing_stage", "programme_id", "stage"),
    )

    last_day: date
    short_notice: str | None = words(nullable=True)
    turn_to: str = words()
    keep_days: int
    stage: str = short()
    begun_by: int | None = refers("person", nullable=True)
    begun_at: datetime = moment()
    asked_by: int | None = refers("person", nullable=True)
    confirmed_by: int | None = refers("person", nullable=True)
    confirmed_at: datetime | None = moment(nullable=True)
    next_at: datetime | None = moment(nullable=True)
    cursor: int = Field(default=0, sa_type=BIG)
    told_to: int | None = Field(default=None, sa_type=BIG, nullable=True)
    stopped_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)


class ClosingDebt(Row, table=True):
    """Something still owed when the programme ends, and who takes it over: a person or body, how to reach them,
    and by when whoever raised it hears. One without `to_name` has nobody yet; `told_at`: those who wait know of it.
    """

    __tablename__ = "closing_debt"
    __table_args__ = (sa.UniqueConstraint("closing_id", "about", "about_id"),)

    closing_id: int = refers("closing")
    about: str = short(16)
    about_id: int = Field(sa_type=BIG)
    to_name: str | None = words(nullable=True)
    reach: str | None = words(nullable=True)
    hear_by: date | None = None
    named_by: int | None = refers("person", nullable=True)
    told_at: datetime | None = moment(nullable=True)
