"""Trusted messages: what is written for those who did not ask, who approved what, and every copy that goes out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment, refers, short, words

_UNTOLD = sa.text("for_group_id IS NULL")
_AT_ONCE = sa.text("send_at IS NULL")
_TO_PASS_ON = sa.text(
    "for_group_id IS NOT NULL AND passed_on_at IS NULL AND could_not_at IS NULL AND reminded_at IS NULL"
)
_LEFT_TO_DO = {
    "withdrawn": sa.text("carried_at IS NULL AND withdrawn_at IS NOT NULL"),
    "corrected": sa.text("carried_at IS NULL AND corrects_id IS NOT NULL AND approved_at IS NOT NULL"),
    "review": sa.text("review_owed_at IS NULL AND approved_at IS NOT NULL"),
}


class TrustedMessage(Row, table=True):
    """A text for those who did not ask for it. Its words are versions ("message", "easy_message" in easy words).

    `code`: by which anybody can check it. `binding`: the hash of all that was approved (words, pictures, buttons,
    audience, time); nothing is sent once it is another. `audience`: whom it is for, as chosen. `send_at`: not before;
    `send_minutes`: at that minute after midnight where each group lives. `unfolded_to`: the copy up to which the outbox
    has them. `corrects_id`: the message whose place it takes. `proposed_by`: a champion who wrote it first;
    `adopted_by`: who of the team took it up. `is_taken_away`: withdrawn, its copies are deleted where that is allowed.
    `carried_at`: since when every copy says that it is corrected (by this one) or withdrawn; `expiry_said_at`: expired.
    `review_owed_at`: since when somebody has promised to look at it again.
    `left_out`: languages whose readers get nothing; `read_by_one`: those whose words go though only their writer read
    them. `asked_by`: who asked for it to be approved as it stands; `asked_in`: the rows of the outbox that asked.
    `choices`: how many answers a question offers, which stand in its words; nothing where it asks nothing.
    """

    __tablename__ = "trusted_message"
    __table_args__ = (
        sa.Index("ix_trusted_message_state", "programme_id", "state", "send_at"),
        sa.Index("ix_trusted_message_expiry", "programme_id", "expiry_said_at", "expires_on"),
        *(
            sa.Index(f"ix_trusted_left_{name}", "programme_id", "id", sqlite_where=left, postgresql_where=left)
            for name, left in _LEFT_TO_DO.items()
        ),
    )

    title: str = words()
    state: str = short()
    code: str = short(16, unique=True)
    language: str = short(35)
    template: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    why_now: str = words()
    source: str | None = words(nullable=True)
    expires_on: date
    review_on: date
    audience: dict[str, Any] = listed()
    buttons: list[Any] = listed()
    is_urgent: bool = False
    is_for_life: bool = False
    urgent_why: str | None = words(nullable=True)
    champions_first_hours: int = 0
    send_at: datetime | None = moment(nullable=True)
    send_minutes: int | None = None
    left_out: list[Any] = listed()
    author_id: int | None = refers("person", nullable=True)
    proposed_by: int | None = refers("person", nullable=True)
    adopted_by: int | None = refers("person", nullable=True)
    corrects_id: int | None = refers("trusted_message", nullable=True)
    binding: str | None = Field(default=None, sa_type=sa.String(64), nullable=True)
    made_at: datetime = moment()
    changed_at: datetime = moment()
    read_by_one: list[Any] = Field(default_factory=list, sa_type=sa.JSON, nullable=False)
    asked_by: int | None = refers("person", nullable=True)
    asked_in: list[Any] = Field(default_factory=list, sa_type=sa.JSON, nullable=False)
    approved_at: datetime | None = moment(nullable=True)
    unfolded_to: int = Field(default=0, sa_type=BIG)
    ended_at: datetime | None = moment(nullable=True)
    progress_at: datetime | None = moment(nullable=True)
    withdrawn_at: datetime | None = moment(nullable=True)
    withdrawn_by: int | None = refers("person", nullable=True)
    is_taken_away: bool = False
    choices: int | None = Field(default=None, nullable=True)
    carried_at: datetime | None = moment(nullable=True)
    expiry_said_at: datetime | None = moment(nullable=True)
    review_owed_at: datetime | None = moment(nullable=True)

    @property
    def reference(self) -> str:
        """What staff call it by."""
        return f"T-{self.number}"


class Attachment(Row, table=True):
    """What goes with a message: a picture, a voice recording in a language, a document.

    What a picture shows is told in versions ("picture").
    """

    __tablename__ = "trusted_attachment"
    __table_args__ = (sa.UniqueConstraint("message_id", "kind", "language"),)

    message_id: int = refers("trusted_message")
    kind: str = short(16)
    language: str = short(35)
    file_id: str = words()
    unique_id: str = words()
    size: int | None = None
    by_id: int | None = refers("person", nullable=True)


class MachineDraft(Row, table=True):
    """What a machine made of words, for a person to start from. It is no version: nothing of it can be sent."""

    __tablename__ = "trusted_draft"
    __table_args__ = (sa.UniqueConstraint("message_id", "of", "language"),)

    message_id: int = refers("trusted_message")
    of: str = short(16)
    language: str = short(35)
    text: str = words()
    source_hash: str = short(64)
    made_by: str = short(40)
    made_at: datetime = moment()


class Approval(Row, table=True):
    """A staff member's yes or no to a message as it stood (`binding`)."""

    __tablename__ = "trusted_approval"
    __table_args__ = (sa.UniqueConstraint("message_id", "binding", "by_id"),)

    message_id: int = refers("trusted_message")
    binding: str = short(64)
    by_id: int = refers("person")
    is_yes: bool
    why: str | None = words(nullable=True)
    at: datetime = moment()


class Copy(Row, table=True):
    """One copy of a message: for whom, as frozen when it was approved. What became of it stands in the outbox.

    `for_group_id`: a group without a chat, which has it from the champion whose chat this is. `language`: what its
    receiver read when it was frozen. `is_easy`: easy words go with it. `send_at`: not before. `edited_to`: the message
    whose words stand there now; `withdrawn_at`, `expired_at`: since when it says so. `reminded_at`, `could_not_at`: its
    champion was reminded to pass it on, or could not. `asked_again_at`, `late_said_at`: of a question, its receiver was
    reminded once, or heard that what came of it is late.
    """

    __tablename__ = "trusted_copy"
    __table_args__ = (
        sa.UniqueConstraint("message_id", "for_group_id"),
        sa.Index("ix_trusted_copy_to_pass", "programme_id", sqlite_where=_TO_PASS_ON, postgresql_where=_TO_PASS_ON),
        sa.Index("ix_trusted_copy_next", "message_id", "send_at", "id"),
        # PostgreSQL does not see that what is NULL everywhere needs no sorting by it.
        sa.Index("ix_trusted_copy_at_once", "message_id", "id", sqlite_where=_AT_ONCE, postgresql_where=_AT_ONCE),
        sa.Index(
            "ix_trusted_copy_once",
            "message_id",
            "chat_id",
            unique=True,
            sqlite_where=_UNTOLD,
            postgresql_where=_UNTOLD,
        ),
    )

    message_id: int = refers("trusted_message")
    chat_id: int = refers("chat", index=True)
    group_id: int | None = refers("community_group", nullable=True)
    for_group_id: int | None = refers("community_group", nullable=True)
    person_id: int | None = refers("person", nullable=True)
    language: str = short(35)
    is_easy: bool = False
    send_at: datetime | None = moment(nullable=True)
    passed_on_at: datetime | None = moment(nullable=True)
    could_not_at: datetime | None = moment(nullable=True)
    reminded_at: datetime | None = moment(nullable=True)
    edited_to: int | None = refers("trusted_message", nullable=True, index=True)
    edited_at: datetime | None = moment(nullable=True)
    withdrawn_at: datetime | None = moment(nullable=True)
    expired_at: datetime | None = moment(nullable=True)
    asked_again_at: datetime | None = moment(nullable=True)
    late_said_at: datetime | None = moment(nullable=True)


class Clear(Row, table=True):
    """A person's word on whether a message was clear; the last one counts. What was not becomes an insight."""

    __tablename__ = "trusted_clear"
    __table_args__ = (sa.UniqueConstraint("message_id", "person_id"),)

    message_id: int = refers("trusted_message")
    person_id: int = refers("person")
    is_clear: bool
    insight_id: int | None = refers("insight", nullable=True)
    at: datetime = moment()
