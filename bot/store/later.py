"""What is asked some time after a matter was closed, what it led to, and the stories that were made of that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, listed, moment, refers, short, words

_TO_ASK = sa.text("asked_at IS NULL")


class LaterAsk(Row, table=True):
    """What comes to one raiser of a closed matter: is it still so, did it lead to anything else. Each once."""

    __tablename__ = "later_ask"
    __table_args__ = (
        sa.UniqueConstraint("raiser_id", "kind"),
        sa.Index("ix_later_ask_due", "programme_id", "due_at", sqlite_where=_TO_ASK, postgresql_where=_TO_ASK),
    )

    kind: str = short()
    raiser_id: int = refers("raiser")
    due_at: datetime = moment()
    asked_at: datetime | None = moment(nullable=True)


class Ripple(Row, table=True):
    """What a matter led to, as one who raised it (or the champion of a group that did) says when asked."""

    __table_args__ = (sa.UniqueConstraint("raiser_id"), sa.Index("ix_ripple_told", "programme_id", "answered_at"))

    issue_id: int = refers("issue", index=True)
    raiser_id: int = refers("raiser")
    person_id: int = refers("person", index=True)
    asked_at: datetime = moment()
    answered_at: datetime | None = moment(nullable=True)
    led_to: bool | None = Field(default=None, nullable=True)
    words: str | None = words(nullable=True)
    media: list[Any] = listed()


class CaseStory(Row, table=True):
    """What staff wrote of a ripple, by language; kept as a case story only while the one who told it allows it.

    `fingerprint` is that of the words that they are asked about, and said yes to at `allowed_at`.
    """

    __tablename__ = "case_story"
    __table_args__ = (sa.UniqueConstraint("ripple_id"), sa.Index("ix_case_story_allowed", "programme_id", "allowed_at"))

    ripple_id: int = refers("ripple")
    issue_id: int = refers("issue", index=True)
    person_id: int = refers("person", index=True)
    by_id: int | None = refers("person", nullable=True)
    words: dict[str, Any] = listed()
    fingerprint: str = short(64)
    asked_at: datetime = moment()
    allowed_at: datetime | None = moment(nullable=True)
    refused_at: datetime | None = moment(nullable=True)
    taken_back_at: datetime | None = moment(nullable=True)
