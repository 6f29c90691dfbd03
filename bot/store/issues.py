"""Issues, who raised them, and what somebody will do about them."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, moment, refers, short, words

_IS_SHOWN = sa.text("shown_title IS NOT NULL")
_TO_DO = sa.text("done_at IS NULL")


class Issue(Row, table=True):
    """The matter that one or many insights are about. `shown_title`: as others may read it.

    `merged_into`: the matter that it became part of.
    """

    __table_args__ = (
        sa.Index("ix_issue_shown", "programme_id", sqlite_where=_IS_SHOWN, postgresql_where=_IS_SHOWN),
        sa.Index("ix_issue_opened", "opened_at"),
        sa.Index("ix_issue_closed", "state", "closed_at"),
        sa.Index("ix_issue_scope", "scope", "state"),
    )

    title: str = words()
    summary: str | None = words(nullable=True)
    shown_title: str | None = words(nullable=True)
    state: str = short()
    scope: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    scope_reason: str | None = words(nullable=True)
    owner_id: int | None = refers("person", nullable=True, index=True)
    opened_at: datetime = moment()
    judge_by: datetime | None = moment(nullable=True, index=True)
    closed_at: datetime | None = moment(nullable=True)
    merged_into: int | None = refers("issue", nullable=True, index=True)

    @property
    def reference(self) -> str:
        """What people call it by."""
        return f"M-{self.number}"


class Raiser(Row, table=True):
    """A person (in private) or a group (said there) that raised an issue, and what is owed to it.

    `outside_id`: what somebody without Telegram told, who hears of it from a staff member, whose chat this is.
    """

    __table_args__ = (
        sa.UniqueConstraint("issue_id", "person_id"),
        sa.UniqueConstraint("issue_id", "group_id"),
        sa.UniqueConstraint("issue_id", "outside_id"),
    )

    issue_id: int = refers("issue", index=True)
    person_id: int | None = refers("person", nullable=True, index=True)
    group_id: int | None = refers("community_group", nullable=True, index=True)
    outside_id: int | None = refers("insight", nullable=True)
    chat_id: int | None = refers("chat", nullable=True)
    quote: str = words()
    since: datetime = moment()
    next_news_by: datetime | None = moment(nullable=True, index=True)
    settled_by: int | None = refers("person", nullable=True)
    settled_why: str | None = words(nullable=True)
    settled_at: datetime | None = moment(nullable=True)


class Action(Row, table=True):
    """Something somebody will do: a named owner, a due date, a measure that matters to the community.

    Where it is done outside (`outside_…`) or by a group, `owner_id` is the staff member who supports it and answers for
    it. `asked_group_id`: a group that is asked whether it wants it. `nudge_on`: when the supporter is reminded next.
    """

    __table_args__ = (
        sa.Index(
            "ix_action_nudge",
            "programme_id",
            "nudge_on",
            sqlite_where=sa.text("nudge_on IS NOT NULL"),
            postgresql_where=sa.text("nudge_on IS NOT NULL"),
        ),
        sa.Index("ix_action_to_do", "due", "id", sqlite_where=_TO_DO, postgresql_where=_TO_DO),
    )

    issue_id: int = refers("issue", index=True)
    owner_id: int | None = refers("person", nullable=True, index=True)
    group_id: int | None = refers("community_group", nullable=True)
    asked_group_id: int | None = refers("community_group", nullable=True)
    outside_name: str | None = words(nullable=True)
    outside_body: str | None = words(nullable=True)
    outside_email: str | None = words(nullable=True)
    what: str = words()
    measure: str = words()
    due: date = Field(index=True)
    nudge_on: date | None = None
    blocked_why: str | None = words(nullable=True)
    blocked_until: date | None = None
    done_at: datetime | None = moment(nullable=True)

    @property
    def is_outside(self) -> bool:
        """Whether somebody outside the team does it."""
        return self.outside_name is not None

    @property
    def promise(self) -> str:
        """What the promise of its due day is about, beside the issue."""
        return f"action:{self.number}"
