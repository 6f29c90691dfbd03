"""How much the bot may start in a group in a week: news and trusted messages count, replies and alerts do not.

The first word on what was told, an answer to a question, asking back, and what follows when people say that it is not
better or ask to look again are replies.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.loop import audience_rows, promise_rules, promises, send_times
from bot.loop.audience_rows import Moments
from bot.message_words import MessageState
from bot.store.chats import Group
from bot.store.outbox import LOST, TABLE
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.store.updates import Telling, Update
from bot.words import HEARD, OutboxState, TellingState, UpdateKind

A_WEEK = timedelta(days=7)
REPLIES = frozenset(
    {
        UpdateKind.ANSWER,
        UpdateKind.THEIR_ANSWER,
        UpdateKind.ASKED,
        UpdateKind.REOPENED,
        UpdateKind.LOOKED_AGAIN,
    }
)
PLANNED = frozenset({MessageState.APPROVED, MessageState.SENDING, MessageState.PAUSED})
_HAS_IT = HEARD - {TellingState.SETTLED}
_WENT = frozenset({OutboxState.SENT, OutboxState.SENDING, OutboxState.UNCERTAIN})
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]
_MESSAGE: sa.Table = TrustedMessage.__table__  # type: ignore[attr-defined]
_GROUP: sa.Table = Group.__table__  # type: ignore[attr-defined]
_TELLING: sa.Table = Telling.__table__  # type: ignore[attr-defined]
_UPDATE: sa.Table = Update.__table__  # type: ignore[attr-defined]
_BEFORE = _TELLING.alias("before")
_AT = _COPY.c.send_at.type
_ONE = sa.func.coalesce(-_TELLING.c.followup_id, _TELLING.c.id).label("one")
"""News that came in one message is one thing."""
_HAD_A_FIRST_WORD = (
    sa.select(_BEFORE.c.id)
    .where(_BEFORE.c.raiser_id == _TELLING.c.raiser_id, _BEFORE.c.id < _TELLING.c.id)
    .correlate(_TELLING)
    .exists()
)
_IS_STARTED = sa.and_(
    _HAD_A_FIRST_WORD,
    sa.select(_UPDATE.c.id)
    .where(_UPDATE.c.id == _TELLING.c.update_id, _UPDATE.c.kind.not_in(REPLIES))
    .correlate(_TELLING)
    .exists(),
)
_OF_GROUP = sa.func.coalesce(_COPY.c.group_id, _COPY.c.for_group_id)


def a_week(work: Work) -> int:
    """How many things that is at most."""
    return promise_rules.of(work).started_a_week


def is_full(work: Work, group_id: int, *, planned: int = 0) -> bool:
    """Whether a group has had, or is about to have, as much this week as it may; `planned`: what will come besides."""
    week = monday(work, work.now)
    ends = next_week(work)
    started = sa.union_all(*_told(work, week, ends), _on_its_way(work), _sent(work, None, week, ends)).subquery(
        "started"
    )
    mine = sa.select(sa.func.count()).where(started.c.group_id == group_id)
    return int(work.session.execute(mine).scalar_one()) + planned >= a_week(work)


def next_week(work: Work) -> datetime:
    """When the next week begins, where the programme is."""
    return _next(work, monday(work, work.now))


def is_reply(work: Work, telling: Telling, kind: UpdateKind) -> bool:
    """Whether a telling is a reply: an answer, a question back, or the first word on what was told."""
    if kind in REPLIES or telling.raiser_id is None:
        return True
    before = sa.select(_TELLING.c.id).where(_TELLING.c.raiser_id == telling.raiser_id, _TELLING.c.id < telling.id)
    return work.session.execute(before.limit(1)).first() is None


def over(work: Work, message: TrustedMessage, rows: sa.Subquery) -> int:
    """How many groups among these receivers have had, or will have had, as much as they may in that week."""
    if message.is_urgent:
        return 0
    return _over(work, message, rows, send_times.first_at(work, message))


def over_on(work: Work, message: TrustedMessage, moment: datetime) -> int:
    """`over`, if it went at a moment."""
    rows = audience_rows.rows(work, message.audience, Moments({}, None, None), message.left_out)
    return 0 if message.is_urgent else _over(work, message, rows, moment)


def _over(work: Work, message: TrustedMessage, rows: sa.Subquery, moment: datetime) -> int:
    full = _full(work, message, monday(work, moment))
    group = sa.func.coalesce(rows.c.group_id, rows.c.for_group_id)
    found = sa.select(sa.func.count()).select_from(rows).where(group.in_(full))
    return int(work.session.execute(found).scalar_one())


def hold(work: Work, message: TrustedMessage) -> None:
    """Copies of a group that may have no more in their week wait for the next one that has room, or are left out.

    What would come only after the message has expired is left out.
    """
    if message.is_urgent:
        return
    week, last = monday(work, work.now), promises.end_of(work, message.expires_on)
    latest = _latest(work, message)
    while week <= latest and week < last:
        mine = (_COPY.c.message_id == message.number, _at(work) >= week, _at(work) < _next(work, week))
        which = sa.and_(*mine, _OF_GROUP.in_(_full(work, message, week)))
        if message.audience.get(audience_rows.OVER) == send_times.LEAVE_OUT or _next(work, week) >= last:
            work.session.execute(sa.delete(_COPY).where(which))
        elif _put_off(work, which, week):
            latest = max(latest, _next(work, week))
        week = _next(work, week)


def monday(work: Work, moment: datetime) -> datetime:
    """When the week of a moment began, where the programme is."""
    here = moment.astimezone(ZoneInfo(work.programme.time_zone))
    first = here.replace(hour=0, minute=0, second=0, microsecond=0, fold=0) - timedelta(days=here.weekday())
    return first.astimezone(UTC)


def _next(work: Work, week: datetime) -> datetime:
    return monday(work, week + A_WEEK + timedelta(hours=2))


def _put_off(work: Work, which: sa.ColumnElement[bool], week: datetime) -> bool:
    """To the Monday after, at the same time of day; each time by itself, as there are few of them."""
    times = work.session.execute(sa.select(_COPY.c.send_at).where(which).distinct()).scalars().all()
    zone, day = ZoneInfo(work.programme.time_zone), promises.day_of(work, _next(work, week))
    for at in times:
        then = datetime.combine(day, (at or work.now).astimezone(zone).time(), zone).astimezone(UTC)
        same = _COPY.c.send_at.is_(None) if at is None else _COPY.c.send_at == at
        work.session.execute(sa.update(_COPY).where(which, same).values(send_at=then))
    return bool(times)


def _latest(work: Work, message: TrustedMessage) -> datetime:
    last = sa.select(sa.func.max(_COPY.c.send_at)).where(_COPY.c.message_id == message.number)
    return work.session.execute(last).scalar() or work.now


def _at(work: Work) -> sa.ColumnElement[Any]:
    """When a copy goes; at once means now."""
    return sa.func.coalesce(_COPY.c.send_at, sa.literal(work.now, _AT), type_=_AT)


def _full(work: Work, message: TrustedMessage, week: datetime) -> sa.Select[Any]:
    """The groups in which no more may be started in a week, without this message."""
    ends = _next(work, week)
    parts = (*_told(work, week, ends), _sent(work, message, week, ends), _asked_again(work, week, ends))
    started = sa.union_all(*parts).subquery("started")
    by_group = sa.select(started.c.group_id).where(started.c.group_id.is_not(None)).group_by(started.c.group_id)
    return by_group.having(sa.func.count() >= a_week(work))


def full(work: Work, message: TrustedMessage) -> sa.Select[Any]:
    """The groups in which no more may be started this week."""
    return _full(work, message, monday(work, work.now))


def _asked_again(work: Work, begins: datetime, ends: datetime) -> sa.Select[Any]:
    """Groups that were reminded of a question in that week."""
    reminded = (_COPY.c.asked_again_at >= begins, _COPY.c.asked_again_at < ends)
    return sa.select(_OF_GROUP, _COPY.c.id).where(_COPY.c.programme_id == work.programme_id, *reminded)


def _told(work: Work, begins: datetime, ends: datetime) -> tuple[sa.Select[Any], ...]:
    """News that groups heard in that week, in their chats or by their champions."""
    heard = (
        _IS_STARTED,
        _TELLING.c.programme_id == work.programme_id,
        _TELLING.c.state.in_(_HAS_IT),
        _TELLING.c.state_at >= begins,
        _TELLING.c.state_at < ends,
    )
    here = _GROUP.c.chat_id == _TELLING.c.chat_id
    in_chats = sa.select(_GROUP.c.id.label("group_id"), _ONE).join(_TELLING, here)
    return (
        in_chats.where(*heard, _TELLING.c.for_group_id.is_(None)).distinct(),
        sa.select(_TELLING.c.for_group_id, _ONE).where(*heard, _TELLING.c.for_group_id.is_not(None)).distinct(),
    )


def _on_its_way(work: Work) -> sa.Select[Any]:
    """News that is about to be said in groups, or is with their champions."""
    here = sa.and_(_GROUP.c.chat_id == _TELLING.c.chat_id, _TELLING.c.for_group_id.is_(None))
    going = (TellingState.QUEUED, TellingState.UNCERTAIN, TellingState.WITH_CHAMPION)
    return (
        sa.select(_GROUP.c.id.label("group_id"), _ONE)
        .join(_TELLING, sa.or_(here, _GROUP.c.id == _TELLING.c.for_group_id))
        .where(_IS_STARTED, _TELLING.c.programme_id == work.programme_id, _TELLING.c.state.in_(going))
        .distinct()
    )


def _sent(work: Work, message: TrustedMessage | None, begins: datetime, ends: datetime) -> sa.Select[Any]:
    """Other trusted messages that went, or are to go, to groups in that week; urgent ones are apart."""
    when = sa.func.coalesce(_COPY.c.send_at, _MESSAGE.c.approved_at, type_=_AT)
    is_planned = sa.and_(_MESSAGE.c.state.in_(PLANNED), sa.func.coalesce(TABLE.c.state, "").not_in(LOST))
    return (
        sa.select(_OF_GROUP, _COPY.c.id)
        .select_from(_COPY)
        .join(_MESSAGE, _MESSAGE.c.id == _COPY.c.message_id)
        .outerjoin(TABLE, TABLE.c.copy_id == _COPY.c.id)
        .where(
            _MESSAGE.c.programme_id == work.programme_id,
            _MESSAGE.c.id != (message.number if message is not None else 0),
            ~_MESSAGE.c.is_urgent,
            sa.or_(is_planned, TABLE.c.state.in_(_WENT)),
            when >= begins,
            when < ends,
        )
    )
