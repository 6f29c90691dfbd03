"""Which cards and matters seem to be about the same thing: those that share most of their longer words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from bot.loop.waiting import Waiting
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.session import Work
from bot.words import CLOSED

LONGER = re.compile(r"\w{4,}")
STEM = 5
ENOUGH = 0.4
LOOKED_AT = 200


def likeness(one: str, other: str) -> float:
    """How much of the shorter text's longer words the other has too: 0 to 1."""
    left, right = _stems(one), _stems(other)
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer > 1 else 0.0


def matter(work: Work, insight: Insight) -> Issue | None:
    """The open matter that an insight is most likely about; nothing where none is near."""
    near = {issue.number: likeness(insight.words, issue.title) for issue in _open_matters(work)}
    for number, words in _told(work, list(near)):
        near[number] = max(near[number], likeness(insight.words, words))
    best = max(near, key=lambda number: near[number], default=None)
    return work.session.get(Issue, best) if best is not None and near[best] >= ENOUGH else None


def first(cards: Iterable[Waiting], insight: Insight) -> list[Waiting]:
    """The cards, those most like an insight first; the others stay in their order."""
    return sorted(cards, key=lambda one: -round(likeness(one.insight.words, insight.words), 2))


def _open_matters(work: Work) -> Sequence[Issue]:
    found = select(Issue).where(Issue.programme_id == work.programme_id, col(Issue.state).not_in(CLOSED))
    return work.session.exec(found.order_by(col(Issue.id).desc()).limit(LOOKED_AT)).all()


def _told(work: Work, issues: Sequence[int]) -> Sequence[tuple[int, str]]:
    """What was told on matters, the newest first."""
    told = select(Insight.issue_id, Insight.words).where(
        col(Insight.issue_id).in_(issues), col(Insight.taken_back_at).is_(None)
    )
    newest = told.order_by(col(Insight.id).desc()).limit(LOOKED_AT)
    return [(number, words) for number, words in work.session.exec(newest).all() if number is not None]


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in LONGER.findall(text.casefold())}
