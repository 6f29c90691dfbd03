"""What was heard in a period, and how long each waited: for a first word, a decision, to be told back, for a change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.loop.erasing import ERASED
from bot.loop.periods import Period
from bot.loop.withdrawal import TAKEN_BACK
from bot.store.decisions import Decision
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Judgement, Telling, Update
from bot.words import OWED, UNSATISFIED, IssueState, PromiseKind, Scope, TellingState, UpdateKind, Verdict

AT_ONCE = 5_000
ARRIVED = (TellingState.SENT, TellingState.PASSED_ON)
NO_NEWS = (UpdateKind.REOPENED, UpdateKind.CLOSED, UpdateKind.STILL_SO)
_INSIGHT: sa.Table = Insight.__table__  # type: ignore[attr-defined]
_RAISER: sa.Table = Raiser.__table__  # type: ignore[attr-defined]
_PROMISE: sa.Table = Promise.__table__  # type: ignore[attr-defined]
_TELLING: sa.Table = Telling.__table__  # type: ignore[attr-defined]
_UPDATE: sa.Table = Update.__table__  # type: ignore[attr-defined]
_JUDGEMENT: sa.Table = Judgement.__table__  # type: ignore[attr-defined]
_DECISION: sa.Table = Decision.__table__  # type: ignore[attr-defined]
_ISSUE: sa.Table = Issue.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that was heard, without a word of it or a name: what it was, where, and when what came of it.

    `is_better`: what those who raised it said once they had heard what changed; missing while nobody has.
    `is_unjudged`: they heard what changed, nobody said, and the matter is closed. `is_owed`: news on it is on its way.
    """

    number: int
    told_at: datetime
    kind: str | None
    language: str
    group_id: int | None
    first_word_at: datetime | None
    decided_at: datetime | None
    told_back_at: datetime | None
    changed_at: datetime | None
    judged_at: datetime | None
    is_better: bool | None
    is_unjudged: bool
    is_owed: bool


@dataclass(frozen=True, slots=True)
class _Ways:
    """What came of the things that were heard in a period, by number."""

    first_word: Mapping[int, datetime]
    decided: Mapping[int, datetime]
    told: Mapping[int, datetime]
    changed: Mapping[int, datetime]
    judged: Mapping[int, tuple[bool, datetime]]
    owed: Collection[int]


def of(work: Work, period: Period) -> Iterator[Heard]:
    """Each thing heard in the period, once, the earliest first; without what was taken back since."""
    here = _here(work, period)
    told, changed = _arrivals(work, here, period)
    ways = _Ways(
        dict(_pairs(work, _first_words(here))),
        dict(_pairs(work, _decided(here))),
        told,
        changed,
        _verdicts(work, here),
        _owed(work, here, period),
    )
    names = ("id", "told_at", "kind", "language", "group_id")
    rows = (
        sa.select(*(_INSIGHT.c[name] for name in names), _ISSUE.c.state)
        .outerjoin(_ISSUE, _ISSUE.c.id == _INSIGHT.c.issue_id)
        .where(here)
        .order_by(_INSIGHT.c.told_at, _INSIGHT.c.id)
    )
    return (_heard(row, ways) for row in work.session.execute(rows.execution_options(yield_per=AT_ONCE)))


def _heard(row: Any, ways: _Ways) -> Heard:
    number = row.id
    changed_at, decided_at = ways.changed.get(number), ways.decided.get(number)
    is_better, judged_at = ways.judged.get(number, (None, None)) if changed_at else (None, None)
    return Heard(
        number=number,
        told_at=row.told_at,
        kind=row.kind,
        language=row.language,
        group_id=row.group_id,
        first_word_at=ways.first_word.get(number),
        decided_at=max(decided_at, row.told_at) if decided_at else None,
        told_back_at=ways.told.get(number),
        changed_at=changed_at,
        judged_at=judged_at,
        is_better=is_better,
        is_unjudged=bool(changed_at) and is_better is None and row.state == IssueState.CLOSED_NOT_JUDGED,
        is_owed=number in ways.owed,
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


def _decided(here: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """When it was first decided whether the matter that it stands in can be changed; "not known yet" is no decision."""
    return (
        sa.select(_INSIGHT.c.id, sa.func.min(_DECISION.c.decided_at))
        .join(_DECISION, _DECISION.c.issue_id == _INSIGHT.c.issue_id)
        .where(here, _DECISION.c.scope != Scope.NOT_KNOWN_YET)
        .group_by(_INSIGHT.c.id)
    )


def _owed(work: Work, here: sa.ColumnElement[bool], period: Period) -> set[int]:
    """Those on which news is owed at this moment that has not arrived."""
    wanted = sa.and_(here, _TELLING.c.state.in_(tuple(OWED)))
    stays = sa.func.coalesce(_RAISER.c.settled_why, "").not_in((TAKEN_BACK, ERASED))
    answers = sa.select(_INSIGHT.c.id).select_from(_OWN_ANSWERS).where(wanted)
    found = set(work.session.execute(answers).scalars())
    for mine in (_MINE, _OURS):
        joined = _INSIGHT.join(_RAISER, mine).join(_TELLING, _OWED)
        found |= set(work.session.execute(sa.select(_INSIGHT.c.id).select_from(joined).where(wanted, stays)).scalars())
    for also, _since in work.session.execute(_answers_to_several(work, period, OWED)):
        found |= set(also)
    return found


def _arrivals(
    work: Work, here: sa.ColumnElement[bool], period: Period
) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """When the first word of the team arrived after it was told, and when what changed did, by insight."""
    told: dict[int, datetime] = {}
    changed: dict[int, datetime] = {}
    for branch in (_answers(here), _as_person(here), _as_group(here)):
        for number, kind, at in work.session.execute(branch):
            told[number] = min(at, told.get(number, at))
            if kind == UpdateKind.CHANGED:
                changed[number] = min(at, changed.get(number, at))
    for also, at in work.session.execute(
        _answers_to_several(work, period, ARRIVED).where(_UPDATE.c.by_id.is_not(None))
    ):
        for number in also:
            told[number] = min(at, told.get(number, at))
    return told, changed


def _answers_to_several(work: Work, period: Period, states: Collection[TellingState]) -> sa.Select[Any]:
    """Answers that are to further things of the same teller too: which these are, and since when each stands so."""
    return (
        sa.select(_UPDATE.c.also, _TELLING.c.state_at)
        .select_from(_UPDATE.join(_TELLING, _OF_UPDATE))
        .where(
            _UPDATE.c.programme_id == work.programme_id,
            _UPDATE.c.made_at >= period.since,
            sa.cast(_UPDATE.c.also, sa.Text).not_in(("null", "[]")),
            _TELLING.c.state.in_(tuple(states)),
        )
    )


def _answers(here: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """By an answer to it alone."""
    return _arrived(_OWN_ANSWERS, here)


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


def _verdicts(work: Work, here: sa.ColumnElement[bool]) -> dict[int, tuple[bool, datetime]]:
    """Whether it is better, as those who raised it said last, and when the first of them did.

    One "a bit" or "no" in a group is no yes.
    """
    better: dict[int, tuple[bool, datetime]] = {}
    unsatisfied = sa.func.max(sa.case((_JUDGEMENT.c.verdict.in_(tuple(UNSATISFIED)), 1), else_=0))
    for mine in (_MINE, _OURS):
        said = (
            sa.select(_INSIGHT.c.id, unsatisfied, sa.func.min(_JUDGEMENT.c.at))
            .select_from(_INSIGHT.join(_RAISER, mine).join(_JUDGEMENT, _JUDGEMENT.c.raiser_id == _RAISER.c.id))
            .where(here, _JUDGEMENT.c.verdict != Verdict.NOT_NEEDED, _JUDGEMENT.c.at >= _INSIGHT.c.told_at)
            .group_by(_INSIGHT.c.id)
        )
        better |= {number: (not is_not, at) for number, is_not, at in work.session.execute(said)}
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
_OWN_ANSWERS = _INSIGHT.join(_UPDATE, _UPDATE.c.insight_id == _INSIGHT.c.id).join(_TELLING, _OF_UPDATE)
