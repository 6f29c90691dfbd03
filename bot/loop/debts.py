"""What was owed at the end of each day, week or month of a period; and what was written off, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from bot.loop import leaving, no_need, periods, personal, raisers, tallies, tellings
from bot.loop.in_bin import OUT_AGAIN
from bot.loop.periods import Period
from bot.store.audit import Audit
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import HEARD, OWED, PromiseKind, TellingState

BY_A_PERSON = "by a person"
OURS = frozenset({leaving.LEFT, no_need.WHY, raisers.NOT_MEANT, raisers.MERGED, OUT_AGAIN, raisers.WORD_ENDED})
_SINCE, _UNTIL, _IS_OPEN = col(Telling.owed_at), col(Telling.state_at), col(Telling.state).in_(tuple(OWED))


@dataclass(frozen=True, slots=True)
class Debt:
    """What was owed at the end of a day: news that had not arrived, and first words that had not been given."""

    day: date
    tellings: int
    first_words: int


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """Tellings that a period took off the list. `reason`: a named person's, where it is about a group."""

    why: str
    count: int
    reason: str | None = field(default=None, repr=False)


def series(work: Work, period: Period) -> list[Debt]:
    """What was owed at the end of each step of a period, as the rows tell it now: what is taken back is in none."""
    steps = periods.steps(period, work.now)
    if not steps:
        return []
    moments = [at for _day, at in steps]
    told, first_words = _tellings_at(work, moments), _first_words_at(work, moments)
    return [Debt(day, *both) for (day, _at), *both in zip(steps, told, first_words, strict=True)]


def written_off(work: Work, period: Period) -> list[WrittenOff]:
    """What was settled in a period without having arrived, by why; the reasons that staff gave one by one."""
    group = sa.or_(
        col(Raiser.group_id).is_not(None),
        col(Telling.for_group_id).is_not(None),
        sa.and_(col(Raiser.id).is_(None), sa.not_(col(Insight.in_private))),
    )
    why = sa.func.coalesce(col(Telling.settled_why), "")
    is_group = sa.case((group, 1), else_=0)
    rows = (
        tallies.of_tellings(work, why, is_group, sa.func.count())
        .where(col(Telling.state) == TellingState.SETTLED, period.since <= _UNTIL, period.until > _UNTIL)
        .group_by(why, is_group)
    )
    found: Counter[tuple[str, str | None]] = Counter()
    for code, of_group, count in work.session.execute(rows):
        if code in OURS:
            found[code, None] += count
        else:
            found[BY_A_PERSON, personal.masked(code) if of_group else None] += count
    order = sorted(found.items(), key=lambda one: (-one[1], one[0][0], one[0][1] or ""))
    return [WrittenOff(code, count, reason) for (code, reason), count in order]


def _tellings_at(work: Work, moments: list[datetime]) -> list[int]:
    owed = [_sum(sa.and_(at > _SINCE, sa.or_(_IS_OPEN, at <= _UNTIL))) for at in moments]
    heard_since = sa.and_(col(Telling.state).in_(tuple(HEARD)), moments[0] <= _UNTIL)
    row = work.session.execute(tallies.of_tellings(work, *owed).where(sa.or_(_IS_OPEN, heard_since))).one()
    counts = [int(count or 0) for count in row]
    for since, until in _settled_for_a_while(work):
        counts = [count - (since < at <= until) for count, at in zip(counts, moments, strict=True)]
    return counts


def _settled_for_a_while(work: Work) -> list[tuple[datetime, datetime]]:
    """From when until when a telling that is owed anew was off the list: the log alone says so."""
    anew = tallies.of_tellings(work, Audit.detail, Audit.at).join(
        Audit,
        sa.and_(
            col(Audit.about) == "telling",
            col(Audit.about_id) == col(Telling.id),
            col(Audit.act) == tellings.OWED_ANEW,
        ),
    )
    return [(datetime.fromisoformat(row.detail["since"]), row.at) for row in work.session.execute(anew)]


def _first_words_at(work: Work, moments: list[datetime]) -> list[int]:
    """Things heard on which nobody of the team had said a first word, and whose tellers still waited for it."""
    open_since = sa.or_(col(Promise.kept_at).is_(None), col(Promise.kept_at) >= moments[0])
    may_wait = sa.select(col(Promise.about_id)).where(col(Promise.kind) == PromiseKind.FIRST_WORD, open_since)
    waited = (
        sa.select(col(Insight.told_at).label("since"), sa.func.min(col(Promise.kept_at)).label("until"))
        .join(
            Promise,
            sa.and_(
                col(Promise.kind) == PromiseKind.FIRST_WORD,
                col(Promise.about) == "insight",
                col(Promise.about_id) == col(Insight.id),
            ),
        )
        .where(
            col(Insight.programme_id) == work.programme_id,
            col(Insight.told_at) < moments[-1],
            col(Insight.id).in_(may_wait),
            col(Insight.taken_back_at).is_(None),
        )
        .group_by(col(Insight.id), col(Insight.told_at))
        .subquery()
    )
    since, until = waited.c.since, waited.c.until
    owed = [_sum(sa.and_(since < at, sa.or_(until.is_(None), until >= at))) for at in moments]
    return [int(count or 0) for count in work.session.execute(sa.select(*owed)).one()]


def _sum(which: sa.ColumnElement[bool]) -> Any:
    return sa.func.sum(sa.case((which, 1), else_=0))
