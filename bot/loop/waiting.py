"""What waits for a first word, or for somebody who holds it: the most urgent promise first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import claimed
from bot.store.insights import Insight
from bot.store.mornings import OpenCard
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import PromiseKind

WAITED_FOR = (PromiseKind.FIRST_WORD, PromiseKind.HOLDER)
ABOUT = "insight"
Where = sa.ColumnElement[bool]


class Waiting(NamedTuple):
    """One card that waits, and when the first promise on it is due."""

    insight: Insight
    due_at: datetime


def cards(work: Work, *which: Where, start: int = 0, at_most: int | None = None) -> list[Waiting]:
    """The cards that wait, the most urgent first; some of them from the `start`-th on."""
    due = _due(work)
    found = _of(work, due, *which).order_by(due.c.due_at, col(Insight.id)).offset(start).limit(at_most)
    return [Waiting(insight, due_at) for insight, due_at in work.session.execute(found).all()]


def count(work: Work, *which: Where) -> int:
    """How many cards wait."""
    due = _due(work)
    found = _of(work, due, *which).with_only_columns(sa.func.count())
    return int(work.session.execute(found).scalar_one())


def one(work: Work, insight_id: int | None) -> Waiting | None:
    """A card, while it waits."""
    if insight_id is None:
        return None
    return next(iter(cards(work, col(Insight.id) == insight_id)), None)


def overdue(work: Work) -> Where:
    """Whose promise is past already."""
    late = sa.select(Promise.about_id).where(*_open(work), col(Promise.due_at) <= work.now)  # type: ignore[call-overload]
    return col(Insight.id).in_(late)


def due_by(work: Work, moment: datetime) -> Where:
    """Whose promise is due between now and a moment."""
    soon = sa.select(Promise.about_id).where(*_open(work), col(Promise.due_at) <= moment)  # type: ignore[call-overload]
    return col(Insight.id).in_(soon) & ~overdue(work)


def free_for(work: Work, person: Person) -> Where:
    """What nobody else has claimed, or has open at this moment."""
    mine = sa.or_(claimed.by_nobody(), claimed.by(person))
    with_others = sa.select(OpenCard.insight_id).where(  # type: ignore[call-overload]
        col(OpenCard.programme_id) == work.programme_id,
        col(OpenCard.person_id) != person.id,
        col(OpenCard.until) > work.now,
    )
    return mine & col(Insight.id).not_in(with_others)


def none_of(numbers: Collection[int]) -> Where:
    """All but these."""
    return col(Insight.id).not_in(list(numbers))


def _open(work: Work) -> tuple[Where, ...]:
    return (
        col(Promise.programme_id) == work.programme_id,
        col(Promise.kind).in_(WAITED_FOR),
        col(Promise.about) == ABOUT,
        col(Promise.kept_at).is_(None),
    )


def _due(work: Work) -> sa.Subquery:
    first = sa.func.min(col(Promise.due_at)).label("due_at")
    return sa.select(col(Promise.about_id), first).where(*_open(work)).group_by(col(Promise.about_id)).subquery()


def _of(work: Work, due: sa.Subquery, *which: Where) -> Any:
    return (
        select(Insight, due.c.due_at)
        .join(due, due.c.about_id == col(Insight.id))
        .where(
            col(Insight.programme_id) == work.programme_id,
            col(Insight.taken_back_at).is_(None),
            col(Insight.not_needed_at).is_(None),
            ~claimed.out_of_sight(),
            *which,
        )
    )
