"""What is told back: updates, their versions, who is owed them, and what raisers judge."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, short, words

_UNSHOWN = sa.text("unshown_since IS NOT NULL")
_NOT_ENDED = sa.text("ended_at IS NULL")
_WITHOUT = sa.text("to_id IS NULL AND ended_at IS NULL")
_JOINS = sa.text("joins_at IS NOT NULL")
_SAID_THERE = sa.text("for_group_id IS NULL AND for_outside_id IS NULL")


class Update(Row, table=True):
    """Word on an issue, or an answer to one insight. Its words are versions; `next_news` is when more will be said.

    `other_id`: the matter that this one was split from or merged with; `moved_from_id`: the matter that it was written
    on, before that one became part of another.
    `why`: the code of why nothing comes of it.
    `also`: further insights of the same teller that the answer is to.
    """

    __tablename__ = "issue_update"
    __table_args__ = (sa.Index("ix_issue_update_made", "made_at"),)

    issue_id: int | None = refers("issue", nullable=True, index=True)
    insight_id: int | None = refers("insight", nullable=True, index=True)
    other_id: int | None = refers("issue", nullable=True)
    moved_from_id: int | None = refers("issue", nullable=True)
    kind: str = short()
    by_id: int | None = refers("person", nullable=True)
    source_language: str = short(35)
    source_hash: str = short(64)
    next_news: date | None = None
    why: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    also: list[Any] | None = Field(default=None, sa_type=sa.JSON, nullable=True)
    made_at: datetime = moment()


class Version(Row, table=True):
    """One language's text of something written. `source_hash` is that of the text it was made from."""

    __table_args__ = (sa.UniqueConstraint("of", "of_id", "language"),)

    of: str = short(16)
    of_id: int = Field(sa_type=BIG)
    language: str = short(35)
    text: str = words()
    by_id: int | None = refers("person", nullable=True)
    read_by_id: int | None = refers("person", nullable=True)
    by_machine: bool = False
    source_hash: str = short(64)
    made_at: datetime = moment()


class Recording(Row, table=True):
    """An update's words as somebody of the team read them out, in one language."""

    __tablename__ = "update_recording"
    __table_args__ = (sa.UniqueConstraint("update_id", "language"),)

    update_id: int = refers("issue_update")
    language: str = short(35)
    file_id: str = words()
    by_id: int | None = refers("person", nullable=True)


class SeniorWord(Row, table=True):
    """Twice there was nothing new on a matter: the next word is this person's, by a day; `update_id` is that word.

    `asked_on`: the update after which it was owed. `to_id` is missing while there is nobody who could.
    """

    __tablename__ = "senior_word"
    __table_args__ = (
        sa.Index("ix_senior_word_issue", "issue_id"),
        sa.Index("ix_senior_word_without_anybody", "programme_id", sqlite_where=_WITHOUT, postgresql_where=_WITHOUT),
        sa.Index("ix_senior_word_open", "programme_id", sqlite_where=_NOT_ENDED, postgresql_where=_NOT_ENDED),
    )

    issue_id: int = refers("issue")
    asked_on: int = refers("issue_update")
    to_id: int | None = refers("person", nullable=True)
    due_at: datetime = moment()
    update_id: int | None = refers("issue_update", nullable=True)
    ended_at: datetime | None = moment(nullable=True)


class Telling(Row, table=True):
    """One update owed to one raiser (or, for an answer to an insight not on any issue, to its teller).

    `for_group_id`: a group without a chat, which hears it from the champion whose private chat this is.
    `for_outside_id`: what somebody without Telegram told, who hears it from the staff member whose chat this is.
    `unshown_since`: it moved at that moment, and the issue's card does not show it yet.
    `joins_at`: it waits for its receiver's follow-up, which goes then; `followup_id`: it was said in that one.
    `days`: by when which action is to be done, as this telling says it: the action, the day said before, the day, why.
    """

    __table_args__ = (
        sa.UniqueConstraint("update_id", "for_group_id"),
        sa.UniqueConstraint("update_id", "for_outside_id"),
        sa.Index(
            "ix_telling_once",
            "update_id",
            "chat_id",
            unique=True,
            sqlite_where=_SAID_THERE,
            postgresql_where=_SAID_THERE,
        ),
        sa.Index("ix_telling_state", "programme_id", "state", "state_at"),
        sa.Index("ix_telling_unshown", "programme_id", sqlite_where=_UNSHOWN, postgresql_where=_UNSHOWN),
        sa.Index("ix_telling_joins", "programme_id", "joins_at", sqlite_where=_JOINS, postgresql_where=_JOINS),
    )

    update_id: int = refers("issue_update", index=True)
    raiser_id: int | None = refers("raiser", nullable=True, index=True)
    chat_id: int = refers("chat", index=True)
    for_group_id: int | None = refers("community_group", nullable=True, index=True)
    for_outside_id: int | None = refers("insight", nullable=True)
    code: str = short(16, unique=True)
    state: str = short()
    state_at: datetime = moment()
    owed_at: datetime = moment()
    waits_for: str | None = Field(default=None, sa_type=sa.String(35), nullable=True)
    waiting_said_at: datetime | None = moment(nullable=True)
    failure_said_at: datetime | None = moment(nullable=True)
    settled_by: int | None = refers("person", nullable=True)
    settled_why: str | None = words(nullable=True)
    unshown_since: datetime | None = moment(nullable=True)
    joins_at: datetime | None = moment(nullable=True)
    followup_id: int | None = refers("followup", nullable=True, index=True)
    days: list[Any] | None = Field(default=None, sa_type=sa.JSON(none_as_null=True), nullable=True)


class Judgement(Row, table=True):
    """A person's word, for one raiser, on whether it is better; the last one counts."""

    __table_args__ = (
        sa.UniqueConstraint("raiser_id", "person_id"),
        sa.Index("ix_judgement_person", "person_id", "at"),
    )

    raiser_id: int = refers("raiser")
    person_id: int = refers("person")
    telling_id: int = refers("telling", index=True)
    verdict: str = short()
    why: str | None = words(nullable=True)
    at: datetime = moment()
