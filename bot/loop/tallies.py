"""What is counted beside what was heard: tellings, promises, judgements, matters. One question to the database each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from bot.loop import personal
from bot.loop.cohort import ARRIVED
from bot.loop.erasing import ERASED
from bot.loop.periods import Period
from bot.loop.withdrawal import TAKEN_BACK
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Judgement, Telling, Update
from bot.words import OWED, IssueState, Scope, TellingState, UpdateKind

NOT_CHANGED = (Scope.CANNOT, Scope.NOT_OURS)
LEAST_RAISERS = 2
_STAYS = sa.func.coalesce(col(Raiser.settled_why), "").not_in((TAKEN_BACK, ERASED))
_JUDGED = (
    sa.select(col(Judgement.id))
    .where(col(Judgement.raiser_id) == col(Telling.raiser_id), col(Judgement.at) >= col(Telling.state_at))
    .exists()
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Of the dates promised in a period: how many were kept in time, kept late, and not kept until now."""

    in_time: int = 0
    late: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """A matter that was not changed, and why. `title` and `reason` are missing where one person alone raised it."""

    number: int
    scope: Scope
    raised_by: int
    title: str | None = field(default=None, repr=False)
    reason: str | None = field(default=None, repr=False)


def owed_now(work: Work) -> Counter[str]:
    """What is owed to those who raised it at this moment, whenever it was heard, by how far it has come."""
    return _by_state(work, col(Telling.state).in_(tuple(OWED)))


def told(work: Work, period: Period) -> Counter[str]:
    """What reached somebody in a period, or was settled by a named person, by how."""
    arrived = (*ARRIVED, TellingState.SETTLED)
    at = col(Telling.state_at)
    return _by_state(work, sa.and_(col(Telling.state).in_(arrived), at >= period.since, at < period.until))


def kept(work: Work, period: Period) -> dict[str, Kept]:
    """Promises whose date fell in a period and is past, by kind; without those that were ended by their tellers."""
    due, done = col(Promise.due_at), col(Promise.kept_at)
    gone = sa.or_(
        col(Insight.taken_back_at).is_not(None),
        sa.and_(col(Insight.not_needed_at).is_not(None), done >= col(Insight.not_needed_at)),
    )
    how = sa.case((done.is_(None), "missed"), (done <= due, "in_time"), else_="late")
    counted = (
        sa.select(col(Promise.kind), how, sa.func.count())
        .select_from(Promise)
        .outerjoin(Insight, (col(Promise.about) == "insight") & (col(Insight.id) == col(Promise.about_id)))
        .where(
            col(Promise.programme_id) == work.programme_id,
            due >= period.since,
            due < min(period.until, work.now),
            sa.or_(col(Insight.id).is_(None), sa.not_(sa.func.coalesce(gone, sa.false()))),
        )
        .group_by(col(Promise.kind), how)
    )
    found: dict[str, dict[str, int]] = {}
    for kind, which, count in work.session.execute(counted):
        found.setdefault(kind, {})[which] = count
    return {kind: Kept(**counts) for kind, counts in sorted(found.items())}


def judged(work: Work, period: Period) -> Counter[str]:
    """What was said of changes that raisers heard of in a period, each person's last word; and who said nothing."""
    at = col(Telling.state_at)
    asked = (
        sa.select(col(Telling.id))
        .join(Update, col(Update.id) == col(Telling.update_id))
        .join(Raiser, col(Raiser.id) == col(Telling.raiser_id))
        .where(
            col(Telling.programme_id) == work.programme_id,
            _STAYS,
            col(Telling.state).in_(ARRIVED),
            at >= period.since,
            at < period.until,
            col(Update.kind) == UpdateKind.CHANGED,
        )
    )
    said = (
        sa.select(col(Judgement.verdict), sa.func.count())
        .where(col(Judgement.telling_id).in_(asked))
        .group_by(col(Judgement.verdict))
    )
    counts = _counter(work, said)
    silent = asked.where(sa.not_(_JUDGED)).with_only_columns(sa.func.count(col(Telling.raiser_id).distinct()))
    counts["not_judged"] = int(work.session.execute(silent).scalar_one())
    return counts


def matters(work: Work, period: Period) -> Counter[str]:
    """Matters taken up, opened again, and closed (judged or not) in a period; and those open now."""
    opened, closed, state = col(Issue.opened_at), col(Issue.closed_at), col(Issue.state)
    rows: dict[str, Any] = {
        "taken_up": _issues(work, opened >= period.since, opened < period.until),
        **{
            str(end): _issues(work, state == end, closed >= period.since, closed < period.until)
            for end in (IssueState.CLOSED_JUDGED, IssueState.CLOSED_NOT_JUDGED)
        },
        "open_now": _issues(work, state == IssueState.OPEN),
        "reopened": sa.select(sa.func.count(col(Update.issue_id).distinct())).where(
            col(Update.programme_id) == work.programme_id,
            col(Update.made_at) >= period.since,
            col(Update.made_at) < period.until,
            col(Update.kind) == UpdateKind.REOPENED,
        ),
    }
    row = work.session.execute(sa.select(*(one.scalar_subquery() for one in rows.values()))).one()
    return Counter(dict(zip(rows, row, strict=True)))


def not_changed(work: Work, period: Period) -> list[Left]:
    """Matters taken up in a period that cannot be changed, or are somebody else's, with the reasons staff gave."""
    columns = (col(Issue.id), col(Issue.scope), col(Issue.title), col(Issue.scope_reason))
    many, groups = sa.func.count(col(Raiser.id)).label("many"), sa.func.count(col(Raiser.group_id)).label("groups")
    found = (
        sa.select(*columns, many, groups)
        .outerjoin(Raiser, (col(Raiser.issue_id) == col(Issue.id)) & _STAYS)
        .where(
            col(Issue.programme_id) == work.programme_id,
            col(Issue.opened_at) >= period.since,
            col(Issue.opened_at) < period.until,
            col(Issue.scope).in_(NOT_CHANGED),
        )
        .group_by(*columns)
        .order_by(col(Issue.id))
    )
    return [_left(row) for row in work.session.execute(found)]


def _left(row: Any) -> Left:
    scope = Scope(row.scope)
    if row.many < LEAST_RAISERS and not row.groups:
        return Left(row.id, scope, row.many)
    return Left(row.id, scope, row.many, personal.masked(row.title), personal.masked(row.scope_reason or ""))


def _issues(work: Work, *which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(sa.func.count()).where(col(Issue.programme_id) == work.programme_id, *which)


def of_tellings(work: Work, *columns: Any) -> sa.Select[Any]:
    """Columns of tellings, their raisers, updates and insights; without those on what was taken back or erased."""
    return (
        sa.select(*columns)
        .select_from(Telling)
        .outerjoin(Raiser, col(Raiser.id) == col(Telling.raiser_id))
        .join(Update, col(Update.id) == col(Telling.update_id))
        .outerjoin(Insight, col(Insight.id) == col(Update.insight_id))
        .where(col(Telling.programme_id) == work.programme_id, _STAYS, col(Insight.taken_back_at).is_(None))
    )


def _by_state(work: Work, which: sa.ColumnElement[bool]) -> Counter[str]:
    counted = of_tellings(work, col(Telling.state), sa.func.count()).where(which).group_by(col(Telling.state))
    return _counter(work, counted)


def _counter(work: Work, counted: sa.Select[str, int]) -> Counter[str]:
    """Rows of a code and a count."""
    return Counter({row[0]: row[1] for row in work.session.execute(counted)})
