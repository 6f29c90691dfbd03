"""Who has not been heard for long, and which chats cannot be reached."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import col

from bot.language import Text, _, n_
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Judgement, Telling
from bot.words import TellingState

LONG = timedelta(days=90)
A_WEEK, FOUR_WEEKS = timedelta(days=7), timedelta(days=28)
_TOLD = (TellingState.SENT, TellingState.PASSED_ON)


def was_heard(at: datetime) -> ColumnElement[bool]:
    """What was told in the 90 days before a moment, and not taken back since."""
    return sa.and_(col(Insight.told_at) > at - LONG, col(Insight.taken_back_at).is_(None))


def person_is_silent(work: Work) -> ColumnElement[bool]:
    """Whoever came in long ago, and has neither told nor judged anything since."""
    since = work.now - LONG
    told = sa.exists().where(col(Insight.person_id) == col(Person.id), was_heard(work.now))
    judged = sa.exists().where(col(Judgement.person_id) == col(Person.id), col(Judgement.at) > since)
    return sa.and_(col(Person.consented_at) <= since, ~told, ~judged)


def group_is_silent(work: Work) -> ColumnElement[bool]:
    """A group taken in long ago in which, or for which, nothing was told since."""
    since = work.now - LONG
    told = sa.exists().where(col(Insight.group_id) == col(Group.id), was_heard(work.now))
    return sa.and_(sa.or_(col(Group.since).is_(None), col(Group.since) <= since), ~told)


def group_is_untold(work: Work) -> ColumnElement[bool]:
    """A group to which nothing was told for long, in its chat or by its champion."""
    since = (col(Telling.state).in_(_TOLD), col(Telling.state_at) > work.now - LONG)
    there = sa.and_(col(Telling.chat_id) == col(Group.chat_id), col(Telling.for_group_id).is_(None))
    by_champion = col(Telling.for_group_id) == col(Group.id)
    return ~sa.or_(sa.exists().where(there, *since), sa.exists().where(by_champion, *since))


def person_heard_at(work: Work, person: Person) -> datetime | None:
    """When somebody last told something, in private or in a group."""
    return _latest(work, col(Insight.told_at), col(Insight.person_id) == person.id)


def group_heard_at(work: Work, group: Group) -> datetime | None:
    """When something was last told in a group, or for it."""
    return _latest(work, col(Insight.told_at), col(Insight.group_id) == group.id)


def group_told_at(work: Work, group: Group) -> datetime | None:
    """When a group was last told something."""
    if group.chat_id is None:
        mine = col(Telling.for_group_id) == group.id
    else:
        mine = (col(Telling.chat_id) == group.chat_id) & col(Telling.for_group_id).is_(None)
    return _latest(work, col(Telling.state_at), mine & col(Telling.state).in_(_TOLD))


def how_long(work: Work, at: datetime | None) -> Text:
    """How long ago, in steps so wide that nobody is known by what was told at that time."""
    if at is None:
        return _("nothing yet")
    if work.now - at < A_WEEK:
        return _("in the last seven days")
    if work.now - at < FOUR_WEEKS:
        return _("in the last four weeks")
    return n_("{n} week ago", "{n} weeks ago", (work.now - at).days // 7)


def _latest(work: Work, at: Mapped[datetime], which: ColumnElement[bool]) -> datetime | None:
    latest: datetime | None = work.session.execute(sa.select(sa.func.max(at)).where(which)).scalar()
    return latest
