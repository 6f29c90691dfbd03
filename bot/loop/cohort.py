"""What was heard in a period, and how long each waited: for a first word, to be told back, to hear what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.loop.periods import Period
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Judgement, Telling, Update
from bot.words import UNSATISFIED, PromiseKind, TellingState, UpdateKind, Verdict

AT_ONCE = 5_000
ARRIVED = (TellingState.SENT, TellingState.PASSED_ON)
NO_NEWS = (UpdateKind.REOPENED, UpdateKind.CLOSED, UpdateKind.STILL_SO)
_INSIGHT: sa.Table = Insight.__table__  # type: ignore[attr-defined]
_RAISER: sa.Table = Raiser.__table__  # type: ignore[attr-defined]
_PROMISE: sa.Table = Promise.__table__  # type: ignore[attr-defined]
_TELLING: sa.Table = Telling.__table__  # type: ignore[attr-defined]
_UPDATE: sa.Table = Update.__table__  # type: ignore[attr-defined]
_JUDGEMENT: sa.Table = Judgement.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that was heard, without a word of it or a name: what it was, where, and when what came of it.

    `is_better`: what those who raised it said once they had heard what changed; missing while nobody has.
    """

    number: int
    told_at: datetime
    kind: str | None
    language: str
    group_id: int | None
    first_word_at: datetime | None
    told_back_at: datetime | None
    changed_at: datetime | None
    is_better: bool | None

    def waited(self, until: datetime | None) -> timedelta | None:
        """How long it took from being heard."""
        return None if until is None else until - self.told_at


def of(work: Work, period: Period) -> Iterator[Heard]:
    """Each thing heard in the period, once, the earliest first; without what was taken back since."""
    here = _here(work, period)
    first_words = dict(_pairs(work, _first_words(here)))
    told, changed = _arrivals(work, here)
    better = _verdicts(work, here)
    names = ("id", "told_at", "kind", "language", "group_id")
    rows = sa.select(*(_INSIGHT.c[name] for name in names)).where(here).order_by(_INSIGHT.c.told_at, _INSIGHT.c.id)
    for row in work.session.execute(rows.execution_options(yield_per=AT_ONCE)):
        number = row.id
        changed_at = changed.get(number)
        yield Heard(
            number=number,
            told_at=row.told_at,
            kind=row.kind,
            language=row.language,
            group_id=row.group_id,
            first_word_at=first_words.get(number),
            told_back_at=told.get(number),
            changed_at=changed_at,
            is_better=better.get(number) if changed_at else None,
        )


def taken_back(work: Work, period: Period) -> int:
    """How much of what was heard in a period has been taken back or erased since."""
    there = sa.select(sa.func.count()).where(*_told_in(work, period), _INSIGHT.c.taken_back_at.is_not(None))
    return int(work.session.execute(there).scalar_one())


def _told_in(work: Work, period: Period) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        _INSIGHT.c.programme_id == work.programme_id,
        _INSIGHT.c.told_at >= period.since,
        _INSIGHT.c.told_at < period.until,
    )


def _here(work: Work, period: Period) -> sa.ColumnElement[bool]:
    return sa.and_(*_told_in(work, period), _INSIGHT.c.taken_back_at.is_(None))


def _first_words(here: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """When staff gave their first word; that its teller needs it no more is none."""
    ended = sa.and_(_INSIGHT.c.not_needed_at.is_not(None), _PROMISE.c.kept_at >= _INSIGHT.c.not_needed_at)
    return (
        sa.select(_INSIGHT.c.id, sa.func.min(_PROMISE.c.kept_at))
        .join(
            _PROMISE,
            (_PROMISE.c.kind == PromiseKind.FIRST_WORD)
            & (_PROMISE.c.about == "insight")
            & (_PROMISE.c.about_id == _INSIGHT.c.id),
        )
        .where(here, _PROMISE.c.kept_at.is_not(None), sa.not_(ended))
        .group_by(_INSIGHT.c.id)
    )


def _arrivals(work: Work, here: sa.ColumnElement[bool]) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """When the first word of the team arrived after it was told, and when what changed did, by insight."""
    told: dict[int, datetime] = {}
    changed: dict[int, datetime] = {}
    for branch in (_answers(here), _as_person(here), _as_group(here)):
        for number, kind, at in work.session.execute(branch):
            told[number] = min(at, told.get(number, at))
            if kind == UpdateKind.CHANGED:
                changed[number] = min(at, changed.get(number, at))
    return told, changed


def _answers(here: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """By an answer to it alone."""
    return _arrived(_INSIGHT.join(_UPDATE, _UPDATE.c.insight_id == _INSIGHT.c.id).join(_TELLING, _OF_UPDATE), here)


def _as_person(here: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """By news on the matter, to the one who told it in private."""
    return _arrived(_INSIGHT.join(_RAISER, _MINE).join(_TELLING, _OWED).join(_UPDATE, _OF_UPDATE), here)


def _as_group(here: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """By news on the matter, to the group that it was said in."""
    return _arrived(_INSIGHT.join(_RAISER, _OURS).join(_TELLING, _OWED).join(_UPDATE, _OF_UPDATE), here)


def _arrived(joined: sa.Join, here: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The first arrival of each kind of update, by insight: however many tellings there are, one row a kind."""
    return (
        sa.select(_INSIGHT.c.id, _UPDATE.c.kind, sa.func.min(_TELLING.c.state_at))
        .select_from(joined)
        .where(
            here,
            _TELLING.c.state.in_(ARRIVED),
            _TELLING.c.state_at >= _INSIGHT.c.told_at,
            _UPDATE.c.by_id.is_not(None),
            _UPDATE.c.kind.not_in(NO_NEWS),
        )
        .group_by(_INSIGHT.c.id, _UPDATE.c.kind)
    )


def _verdicts(work: Work, here: sa.ColumnElement[bool]) -> dict[int, bool]:
    """Whether it is better, as those who raised it said last; one "a bit" or "no" in a group is no yes."""
    better: dict[int, bool] = {}
    for mine in (_MINE, _OURS):
        said = (
            sa.select(_INSIGHT.c.id, sa.func.max(sa.case((_JUDGEMENT.c.verdict.in_(tuple(UNSATISFIED)), 1), else_=0)))
            .select_from(_INSIGHT.join(_RAISER, mine).join(_JUDGEMENT, _JUDGEMENT.c.raiser_id == _RAISER.c.id))
            .where(here, _JUDGEMENT.c.verdict != Verdict.NOT_NEEDED, _JUDGEMENT.c.at >= _INSIGHT.c.told_at)
            .group_by(_INSIGHT.c.id)
        )
        better |= {number: not unsatisfied for number, unsatisfied in work.session.execute(said)}
    return better


def _pairs(work: Work, wanted: sa.Select[Any]) -> Iterator[tuple[int, datetime]]:
    return ((number, at) for number, at in work.session.execute(wanted))


_MINE = sa.and_(
    _RAISER.c.issue_id == _INSIGHT.c.issue_id,
    _INSIGHT.c.in_private,
    _RAISER.c.person_id == _INSIGHT.c.person_id,
)
_OURS = sa.and_(
    _RAISER.c.issue_id == _INSIGHT.c.issue_id,
    sa.not_(_INSIGHT.c.in_private),
    _RAISER.c.group_id == _INSIGHT.c.group_id,
)
_OWED = _TELLING.c.raiser_id == _RAISER.c.id
_OF_UPDATE = _TELLING.c.update_id == _UPDATE.c.id
