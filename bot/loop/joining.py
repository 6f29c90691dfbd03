"""Whether a telling goes at once, or waits for the follow-up of whoever it is for, and until when at the latest."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import ceiling, passing, promises, rhythms
from bot.loop.rhythms import Rhythm
from bot.store.chats import Group
from bot.store.followups import Followup
from bot.store.outbox import TABLE
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import OutboxState, TellingState, UpdateKind

AT_ONCE = frozenset(
    {
        UpdateKind.TAKEN_UP,
        UpdateKind.ANSWER,
        UpdateKind.CHANGED,
        UpdateKind.SCOPE,
        UpdateKind.THEIR_ANSWER,
        UpdateKind.LOOKED_AGAIN,
        UpdateKind.REOPENED,
        UpdateKind.PLAN,
        UpdateKind.ASKED,
        UpdateKind.BINNED,
        UpdateKind.STILL_SO,
    }
)
ALONE = frozenset({UpdateKind.ASKED})
BECOME_ONE = timedelta(hours=1)
LOOKED_AT_BEFORE = timedelta(minutes=30)
_SAID = (TellingState.QUEUED, TellingState.SENT, TellingState.UNCERTAIN, TellingState.WITH_CHAMPION)
_TAKEN_BACK = "joins a later follow-up"


def joins_at(work: Work, telling: Telling, update: Update, counted_on: datetime | None) -> datetime | None:
    """When the follow-up goes that a telling waits for; nothing where it goes at once.

    `counted_on`: by when its receiver was told to hear more. It never waits for longer than that; what is late already
    waits for their next hour only.
    """
    rhythm = rhythms.of(work, telling)
    if rhythm is None or update.kind in ALONE:
        return None
    kind, latest = UpdateKind(update.kind), rhythm.next_after(work.now)
    is_held = rhythm.group_id is not None and not ceiling.is_reply(work, telling, kind)
    if kind in AT_ONCE and not (is_held and _would_be_too_much(work, telling, rhythm)):
        return _after_the_last(work, telling)
    if is_held:
        latest = _has_room_at(work, telling, rhythm, kind)
    if counted_on is None or counted_on >= latest:
        return latest
    return max(rhythm.hour_before(counted_on), work.now) if counted_on > work.now else rhythm.hour_after(work.now)


def hears_by(work: Work, telling: Telling, update: Update, told_by: datetime | None) -> datetime | None:
    """By when the receiver of what waits hears more after it: not before they hear it.

    That there is still nothing new is looked at shortly before a follow-up, so that it goes with that one.
    """
    rhythm = rhythms.of(work, telling) if telling.joins_at is not None else None
    if rhythm is None or telling.joins_at is None:
        return told_by
    after = rhythm.next_after(telling.joins_at)
    if told_by is None or told_by <= telling.joins_at:
        return promises.end_of(work, promises.day_of(work, after))
    if update.kind != UpdateKind.NOTHING_YET or update.by_id is not None:
        return told_by
    soonest = telling.joins_at + rhythms.spaced(rhythm.days) / 2
    while after < soonest:
        after = rhythm.next_after(after)
    return after - LOOKED_AT_BEFORE


def follow(work: Work, group: Group) -> None:
    """A group has another rhythm: what waits for it goes by that one, and none of it later than it would have."""
    rhythm = rhythms.of_group(work, group)
    mine = col(Telling.for_group_id) == group.id
    if group.chat_id is not None:
        mine = (col(Telling.chat_id) == group.chat_id) & col(Telling.for_group_id).is_(None)
    _follow(work, rhythm, mine)


def follow_person(work: Work, chat_id: int) -> None:
    """`follow`, for a person; what waits for one who wants each by itself again goes now."""
    theirs = (col(Telling.chat_id) == chat_id) & col(Telling.for_group_id).is_(None)
    waits = select(Telling).where(theirs, col(Telling.joins_at).is_not(None))
    first = work.session.exec(waits).first()
    rhythm = rhythms.of(work, first) if first is not None else None
    if rhythm is not None:
        _follow(work, rhythm, theirs)
    else:
        rows = sa.update(Telling).where(theirs, col(Telling.joins_at) > work.now)
        work.session.execute(rows.values(joins_at=work.now))


def take_back(work: Work, telling: Telling) -> bool:
    """A follow-up that has not gone yet is none any more: all that was in it waits again. False where it has gone."""
    if telling.followup_id is None:
        return False
    waits = (TABLE.c.followup_id == telling.followup_id, TABLE.c.state == OutboxState.WAITING)
    dropped = sa.update(TABLE).where(*waits, TABLE.c.attempts == 0).returning(TABLE.c.id)
    values = {"state": OutboxState.DROPPED, "state_at": work.now, "why": _TAKEN_BACK}
    if not work.session.execute(dropped.values(**values)).all():
        return False
    work.session.get_one(Followup, telling.followup_id).key = None
    in_it = select(Telling).where(Telling.followup_id == telling.followup_id, Telling.state == TellingState.QUEUED)
    for one in work.session.exec(in_it).all():
        wait(work, one, work.now)
        one.followup_id = None
    return True


def take_back_all(work: Work, chat_id: int) -> None:
    """News that waits to be said in a chat (it is quiet there, or paused) joins what is to be said there now."""
    here = (col(Telling.chat_id) == chat_id, Telling.state == TellingState.QUEUED)
    own = (col(Telling.for_group_id).is_(None), col(Telling.for_outside_id).is_(None))
    for telling in work.session.exec(select(Telling).where(*here, *own)).all():
        if telling.state == TellingState.QUEUED and not take_back(work, telling) and _take_back_single(work, telling):
            wait(work, telling, work.now)


def _take_back_single(work: Work, telling: Telling) -> bool:
    waits = (TABLE.c.telling_id == telling.id, TABLE.c.state == OutboxState.WAITING, TABLE.c.attempts == 0)
    values = {"state": OutboxState.DROPPED, "state_at": work.now, "why": _TAKEN_BACK}
    return bool(work.session.execute(sa.update(TABLE).where(*waits).returning(TABLE.c.id).values(**values)).all())


def wait(work: Work, telling: Telling, until: datetime) -> None:
    """It waits for a follow-up."""
    telling.state, telling.state_at, telling.unshown_since = TellingState.OWED, work.now, work.now
    telling.joins_at = until
    work.session.add(telling)


def said_with(work: Work, telling: Telling) -> list[Telling]:
    """A telling, and what was said in one message with it."""
    if telling.followup_id is None:
        return [telling]
    return list(work.session.exec(select(Telling).where(Telling.followup_id == telling.followup_id)).all())


def _would_be_too_much(work: Work, telling: Telling, rhythm: Rhythm) -> bool:
    """Whether it would be one too many this week in a group; a follow-up that is still to come has its place."""
    comes = rhythm.days != rhythms.ONLY_ON_CHANGE and rhythm.next_after(work.now) < ceiling.next_week(work)
    waits = _first_that_waits(work, telling)
    return ceiling.is_full(work, rhythm.group_id or 0, planned=int(comes or waits is not None))


def _has_room_at(work: Work, telling: Telling, rhythm: Rhythm, kind: UpdateKind) -> datetime:
    """With what is to come this week anyway, or their follow-up; where the week is full, when the next begins."""
    latest, ends = rhythm.next_after(work.now), ceiling.next_week(work)
    next_week = rhythm.hour_after(ends)
    if (waits := _first_that_waits(work, telling)) is not None:
        return min(latest, waits)
    if latest < ends:
        return next_week if ceiling.is_full(work, rhythm.group_id or 0) else latest
    return min(latest, next_week) if kind in AT_ONCE else latest


def _first_that_waits(work: Work, telling: Telling) -> datetime | None:
    """When the first of what waits for the same receiver this week goes."""
    waits = (col(Telling.state) == TellingState.OWED, col(Telling.joins_at) < ceiling.next_week(work))
    same = (passing.is_owed(telling.chat_id, telling.for_group_id), col(Telling.id) != telling.id)
    return promises.utc(work.session.execute(sa.select(sa.func.min(Telling.joins_at)).where(*same, *waits)).scalar())


def _after_the_last(work: Work, telling: Telling) -> datetime | None:
    """Several within an hour are one: after one was said, the others wait until the hour is over."""
    same = passing.is_owed(telling.chat_id, telling.for_group_id)
    last = work.session.execute(
        sa.select(sa.func.max(Telling.state_at)).where(
            same,
            col(Telling.id) != telling.id,
            col(Telling.state).in_(_SAID),
            col(Telling.state_at) > work.now - BECOME_ONE,
        )
    ).scalar()
    if last is not None:
        return (promises.utc(last) or work.now) + BECOME_ONE
    waits = select(Telling.id).where(same, Telling.state == TellingState.QUEUED)
    return work.now if work.session.exec(waits).first() is not None else None


def _follow(work: Work, rhythm: Rhythm, mine: sa.ColumnElement[bool]) -> None:
    then = rhythm.next_after(work.now)
    work.session.execute(sa.update(Telling).where(mine, col(Telling.joins_at) > then).values(joins_at=then))
