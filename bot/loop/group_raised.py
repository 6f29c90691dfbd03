"""What one group raised, what it was told of it, and what it is owed. Nothing of it was told in private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import raisers, scope_lines
from bot.loop.cohort import ARRIVED
from bot.loop.erasing import ERASED
from bot.loop.withdrawal import TAKEN_BACK
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import CLOSED, OWED, Scope, UpdateKind

NOT_RAISED = (TAKEN_BACK, ERASED, raisers.MERGED, raisers.NOT_MEANT, raisers.WORD_ENDED)
NOT_CHANGED = frozenset({Scope.CANNOT, Scope.NOT_OURS})
NO_NEWS = frozenset({UpdateKind.ASKED, UpdateKind.BINNED})


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news for the group: what sort, and since when it stands as it does. `is_owed`: it has not arrived."""

    kind: UpdateKind
    at: datetime
    is_owed: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that the group raised, or something said in it that nobody has taken up yet."""

    raiser: Raiser | None
    issue: Issue | None
    insight: Insight | None
    news: Sequence[News]

    @property
    def last(self) -> News | None:
        """The newest news that arrived."""
        return max((one for one in self.news if not one.is_owed), key=lambda one: one.at, default=None)

    @property
    def is_owed(self) -> bool:
        """Whether news has not arrived, or nothing has been said yet, or more is to come by a date."""
        return any(one.is_owed for one in self.news) or self.due is not None

    @property
    def changed(self) -> bool:
        """Whether the group has heard what changed."""
        return any(one.kind == UpdateKind.CHANGED and not one.is_owed for one in self.news)

    @property
    def left(self) -> Scope | None:
        """That it is not changed, once the group has been told so."""
        if self.issue is None or self.issue.scope not in NOT_CHANGED:
            return None
        said = scope_lines.SAYS_WHETHER | {UpdateKind.LOOKED_AGAIN}
        is_told = any(one.kind in said and not one.is_owed for one in self.news)
        return Scope(self.issue.scope) if is_told else None

    @property
    def due(self) -> datetime | None:
        """By when the group hears more; nothing where nothing more is promised."""
        if self.raiser is None or self.issue is None:
            return self.insight.first_word_by if self.insight is not None and not self.news else None
        return None if self.raiser.settled_at is not None or self.issue.state in CLOSED else self.raiser.next_news_by


def everything(work: Work, group: Group) -> list[Matter]:
    """All of it: what is owed first, by its date; then the newest news first."""
    found = [*_matters(work, group), *_not_taken_up(work, group)]
    return sorted(found, key=_order)


def _order(one: Matter) -> tuple[bool, float]:
    moment = one.due or (one.last.at if one.last else None)
    at = moment.timestamp() if moment else 0.0
    return (False, at) if one.is_owed else (True, -at)


def _matters(work: Work, group: Group) -> list[Matter]:
    raised = sa.and_(
        col(Raiser.group_id) == group.number, sa.func.coalesce(col(Raiser.settled_why), "").not_in(NOT_RAISED)
    )
    rows = work.session.exec(select(Raiser, Issue).join(Issue, col(Issue.id) == Raiser.issue_id).where(raised)).all()
    news = _news(work, col(Telling.raiser_id), sa.select(col(Raiser.id)).where(raised))
    return [Matter(raiser, issue, None, news.get(raiser.number, [])) for raiser, issue in rows]


def _not_taken_up(work: Work, group: Group) -> list[Matter]:
    said = sa.and_(
        col(Insight.group_id) == group.number,
        sa.not_(col(Insight.in_private)),
        col(Insight.issue_id).is_(None),
        col(Insight.taken_back_at).is_(None),
    )
    news = _news(work, col(Update.insight_id), sa.select(col(Insight.id)).where(said))
    return [Matter(None, None, one, news.get(one.number, [])) for one in work.session.exec(select(Insight).where(said))]


def _news(work: Work, of: Any, which: sa.Select[Any]) -> dict[int, list[News]]:
    """What the group was told, or is owed, by the raiser or the insight that it is news for."""
    rows = (
        sa.select(of, col(Update.kind), col(Telling.state), col(Telling.state_at))
        .select_from(Telling)
        .join(Update, col(Update.id) == col(Telling.update_id))
        .where(of.in_(which), col(Telling.state).in_((*ARRIVED, *OWED)), col(Update.kind).not_in(NO_NEWS))
    )
    found: dict[int, list[News]] = {}
    for number, kind, state, at in work.session.execute(rows):
        found.setdefault(number, []).append(News(UpdateKind(kind), at, state in OWED))
    return found
