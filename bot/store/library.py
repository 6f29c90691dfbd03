"""The answers library: answers for reuse, the questions they answer, who was shown or sent them, what was heard."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, moment, refers, short, words

_OWED = sa.text("said_at IS NULL")


class Answer(Row, table=True):
    """An answer for reuse. Its words are versions ("library"); for each another person than its writer vouches.

    `language`: of the words that the others are made from; `changed_at`: when anything of it, or of its questions, last
    did.
    """

    __table_args__ = (sa.Index("ix_answer_changed", "programme_id", "changed_at"),)

    topic: str = words()
    state: str = short()
    language: str = short(35)
    source: str | None = words(nullable=True)
    owner_id: int | None = refers("person", nullable=True)
    review_on: date
    insight_id: int | None = refers("insight", nullable=True, index=True)
    made_by: int | None = refers("person", nullable=True)
    made_at: datetime = moment()
    changed_at: datetime = moment()
    withdrawn_at: datetime | None = moment(nullable=True)

    @property
    def reference(self) -> str:
        """What staff call it by."""
        return f"L-{self.number}"


class QuestionForm(Row, table=True):
    """A question that an answer answers, in general words."""

    answer_id: int = refers("answer", index=True)
    language: str = short(35)
    words: str = words()


class Offer(Row, table=True):
    """An answer offered to somebody who asked the like: shown or not, and whether it helped. Once an insight."""

    __tablename__ = "answer_offer"
    __table_args__ = (sa.UniqueConstraint("insight_id", "answer_id"),)

    answer_id: int = refers("answer", index=True)
    insight_id: int = refers("insight")
    person_id: int = refers("person", index=True)
    language: str = short(35)
    offered_at: datetime = moment()
    shown_at: datetime | None = moment(nullable=True)
    said: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    said_at: datetime | None = moment(nullable=True)


class AnswerUse(Row, table=True):
    """Staff sent an answer of the library, in their own name, to those who raised something."""

    answer_id: int = refers("answer", index=True)
    update_id: int = refers("issue_update", index=True)
    by_id: int | None = refers("person", nullable=True)
    at: datetime = moment()


class Correction(Row, table=True):
    """What was wrong with an answer, and what holds now: owed to everybody who got the old words.

    Its words are versions ("correction"). `language`: only those words changed; missing where the whole answer was
    withdrawn. `told_at`: since when those who got the old ones are told, some at a time.
    """

    answer_id: int = refers("answer", index=True)
    language: str | None = Field(default=None, sa_type=sa.String(35), nullable=True)
    by_id: int | None = refers("person", nullable=True)
    made_at: datetime = moment()
    told_at: datetime | None = moment(nullable=True)


class CorrectionOwed(Row, table=True):
    """A chat that got words which a correction is about: it is told so once, and `said_at` is when."""

    __tablename__ = "correction_owed"
    __table_args__ = (
        sa.UniqueConstraint("correction_id", "chat_id"),
        sa.Index("ix_correction_still_owed", "programme_id", "id", sqlite_where=_OWED, postgresql_where=_OWED),
    )

    correction_id: int = refers("correction")
    chat_id: int = refers("chat")
    said_at: datetime | None = moment(nullable=True)


class HeardSummary(Row, table=True):
    """What has been heard on a topic in a community, in staff's own words and nobody else's."""

    topic: str = words()
    community: str = words()
    summary: str = words()
    by_id: int | None = refers("person", nullable=True)
    written_at: datetime = moment()
    gone_at: datetime | None = moment(nullable=True)
