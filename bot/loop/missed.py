"""A promise that was not kept is owned up to in the next telling on the matter."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import _
from bot.loop import promises
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.parts import OnceLate, Part
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import PromiseKind

KINDS = (PromiseKind.FIRST_WORD, PromiseKind.NEXT_NEWS, PromiseKind.SCOPE)
A_DAY = timedelta(days=1)
INSIGHT, ISSUE = "insight", "issue"


def lines(work: Work, update: Update, raiser: Raiser | None) -> list[Part]:
    """That a day was named and not kept, since this raiser last heard; what the clock says by itself owns up anyway.

    What was written in time says so where it is said later than that day.
    """
    if update.by_id is None:
        return []
    due = _missed(work, update, raiser)
    if due is None:
        return []
    day = promises.day_of(work, due)
    text = _("We said that you would hear by {day}. You did not, and we are sorry.", day=day)
    if due < update.made_at:
        return [text]
    return [OnceLate(text, datetime.combine(day + A_DAY, time.min, ZoneInfo(work.programme.time_zone)))]


def was_named(work: Work, update: Update, raiser: Raiser | None) -> bool:
    """Whether the last that a raiser was told before an update said by when they hear more."""
    if raiser is None:
        return False
    last = sa.select(col(Update.next_news)).join(Telling, col(Telling.update_id) == col(Update.id))
    theirs = last.where(col(Telling.raiser_id) == raiser.id, col(Update.id) < update.number).order_by(
        col(Update.id).desc()
    )
    return work.session.execute(theirs).scalars().first() is not None


def _missed(work: Work, update: Update, raiser: Raiser | None) -> datetime | None:
    """The first date since the last telling that went by before this update was made, else the one that it keeps."""
    told = sa.select(col(Insight.id)).where(_told_by(update, raiser))
    subjects = sa.and_(col(Promise.about) == INSIGHT, col(Promise.about_id).in_(told))
    if update.issue_id is not None:
        on_it = sa.and_(col(Promise.about) == ISSUE, col(Promise.about_id) == update.issue_id)
        is_theirs = was_named(work, update, raiser)
        subjects |= on_it if is_theirs else on_it & (col(Promise.kind) != PromiseKind.NEXT_NEWS)
    was_kept_late = sa.or_(col(Promise.kept_at).is_(None), col(Promise.kept_at) > col(Promise.due_at))
    went_by = sa.and_(col(Promise.due_at) < update.made_at, was_kept_late)
    is_kept_now = sa.and_(
        sa.literal(raiser is None or raiser.since <= update.made_at),
        col(Promise.due_at) >= update.made_at,
        col(Promise.kept_at) == update.made_at,
    )
    missed = select(sa.func.min(Promise.due_at)).where(
        col(Promise.kind).in_(KINDS),
        subjects,
        sa.or_(went_by, is_kept_now),
    )
    before = _heard_last(work, update, raiser)
    found = work.session.exec(missed.where(Promise.due_at > before) if before else missed).one()
    return promises.utc(found)


def _told_by(update: Update, raiser: Raiser | None) -> sa.ColumnElement[bool]:
    if raiser is None:
        return col(Insight.id) == update.insight_id
    by = sa.and_(col(Insight.person_id) == raiser.person_id, col(Insight.in_private))
    if raiser.group_id is not None:
        by = sa.and_(col(Insight.group_id) == raiser.group_id, col(Insight.in_private).is_(False))
    return sa.and_(col(Insight.issue_id) == raiser.issue_id, by)


def _heard_last(work: Work, update: Update, raiser: Raiser | None) -> datetime | None:
    """When the last update before this one was made for the same raiser, or on the same insight."""
    last = select(sa.func.max(Update.made_at)).where(col(Update.id) < update.number)
    if raiser is None:
        last = last.where(Update.insight_id == update.insight_id)
    else:
        last = last.join(Telling, col(Telling.update_id) == col(Update.id)).where(Telling.raiser_id == raiser.id)
    return promises.utc(work.session.exec(last).one())
