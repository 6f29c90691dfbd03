"""The first word that whoever tells something is promised: by when, and what brings it nearer."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import col

from bot.loop import leads, people, promise_rules, promises
from bot.store import handling
from bot.store.insights import Insight
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import Kind, PromiseKind

ABOUT = "insight"
AGAIN_WORKING_DAYS = (1, 2, 5)


def by(work: Work, kind: Kind | None = None) -> datetime:
    """When somebody who tells something now has a person's word on it at the latest; sooner where it goes round."""
    rules = promise_rules.of(work)
    usual = promises.working_days_on(work, rules.first_word_days)
    return min(usual, _urgent_by(work)) if kind == Kind.RUMOUR else usual


def told(work: Work, insight: Insight) -> date:
    """The date as it is said: with the hour where hours count."""
    due = insight.first_word_by
    return due if due != promises.end_of(work, day := promises.day_of(work, due)) else day


def owe(work: Work, insight: Insight, owner_id: int | None = None) -> None:
    """A first word is owed on it from now on, by whoever is on duty, where nobody is named."""
    promises.make(work, PromiseKind.FIRST_WORD, ABOUT, insight.number, insight.first_word_by, owner_id)


def keeper(work: Work, insight: Insight) -> int | None:
    """Who keeps what is promised on it: whoever has the card; a lead, where only they see it; else nobody yet."""
    done = handling.find(work.session, insight.number)
    who = people.serving(work, done.claimed_by) if done is not None else None
    if who is None and done is not None and done.sensitive_at is not None:
        who = next(iter(leads.of(work)), None)
    return who.number if who is not None else None


def hurry(work: Work, insight: Insight | None) -> None:
    """It goes round, or it is urgent: where a first word is still owed in time, it is owed within hours."""
    due = _urgent_by(work)
    if insight is None or not work.now < due < insight.first_word_by:
        return
    if promises.bring_forward(work, PromiseKind.FIRST_WORD, ABOUT, insight.number, due):
        insight.first_word_by = due


def owe_again(work: Work, insight: Insight) -> date:
    """A first word is late and has a new date: the oftener it was promised, the longer, so that the date can hold."""
    given = sa.select(sa.func.count()).where(
        col(Promise.kind) == PromiseKind.FIRST_WORD,
        col(Promise.about) == ABOUT,
        col(Promise.about_id) == insight.number,
    )
    times: int = work.session.execute(given).scalar_one()
    insight.first_word_by = promises.working_days_on(work, AGAIN_WORKING_DAYS[min(times, len(AGAIN_WORKING_DAYS)) - 1])
    owe(work, insight, keeper(work, insight))
    return promises.day_of(work, insight.first_word_by)


def _urgent_by(work: Work) -> datetime:
    return promises.working_hours_on(work, promise_rules.of(work).urgent_hours)
