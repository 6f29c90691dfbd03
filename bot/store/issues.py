"""Issues, who raised them, and what somebody will do about them."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, moment, refers, short, words

_IS_SHOWN = sa.text("shown_title IS NOT NULL")


class Issue(Row, table=True):
    """The matter that one or many insights are about. `shown_title`: as others may read it."""

    __table_args__ = (
        sa.Index("ix_issue_shown", "programme_id", sqlite_where=_IS_SHOWN, postgresql_where=_IS_SHOWN),
        sa.Index("ix_issue_opened", "opened_at"),
        sa.Index("ix_issue_closed", "state", "closed_at"),
    )

    title: str = words()
    shown_title: str | None = words(nullable=True)
    state: str = short()
    scope: str | None = Field(default=None, sa_type=sa.String(24), nullable=True)
    scope_reason: str | None = words(nullable=True)
    owner_id: int | None = refers("person", nullable=True, index=True)
    opened_at: datetime = moment()
    judge_by: datetime | None = moment(nullable=True, index=True)
    closed_at: datetime | None = moment(nullable=True)

    @property
    def reference(self) -> str:
        """What people call it by."""
        return f"M-{self.number}"


class Raiser(Row, table=True):
    """A person (in private) or a group (said there) that raised an issue, and what is owed to it."""

    __table_args__ = (sa.UniqueConstraint("issue_id", "person_id"), sa.UniqueConstraint("issue_id", "group_id"))

    issue_id: int = refers("issue", index=True)
    person_id: int | None = refers("person", nullable=True, index=True)
    group_id: int | None = refers("community_group", nullable=True, index=True)
    chat_id: int | None = refers("chat", nullable=True)
    quote: str = words()
    since: datetime = moment()
    next_news_by: datetime | None = moment(nullable=True, index=True)
    settled_by: int | None = refers("person", nullable=True)
    settled_why: str | None = words(nullable=True)
    settled_at: datetime | None = moment(nullable=True)


class Action(Row, table=True):
    """Something somebody will do: a named owner, a due date, a measure that matters to the community."""

    issue_id: int = refers("issue", index=True)
    owner_id: int = refers("person")
    what: str = words()
    measure: str = words()
    due: date = Field(index=True)
    done_at: datetime | None = moment(nullable=True)
