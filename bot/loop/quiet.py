"""When something that can wait may be said in a chat: not in its quiet hours, not during its pause."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col

from bot.store import outbox
from bot.store.chats import Chat, Group, Purpose
from bot.store.session import Work
from bot.words import Lane, OutboxState

FOR_NOW = datetime(9000, 1, 1, tzinfo=UTC)
"""Until they come back: a pause without a date."""
_LIVES_IN = sa.select(col(Group.time_zone)).where(col(Group.chat_id) == sa.bindparam("chat"))


class Hours(NamedTuple):
    """When a chat is quiet: between minutes after midnight, and until a moment."""

    quiet_from: int | None
    quiet_to: int | None
    paused_until: datetime | None

    def open_at(self, now: datetime, zone: tzinfo) -> datetime:
        """The first moment from `now` on that is neither in the pause nor in the quiet hours."""
        if self.paused_until == FOR_NOW:
            return FOR_NOW
        start = max(now, self.paused_until or now)
        if self.quiet_from is None or self.quiet_to is None:
            return start
        return _after(start, self.quiet_from, self.quiet_to, zone)


def opens_at(work: Work, chat: Chat) -> datetime:
    """The moment from which something that can wait may be said there: now, or after its pause and quiet hours."""
    hours = Hours(chat.quiet_from, chat.quiet_to, chat.paused_until)
    return hours.open_at(work.now, ZoneInfo(zone_of(work, chat)))


def zone_of(work: Work, chat: Chat) -> str:
    """By which clock the quiet hours of a chat go: its group's, else the programme's."""
    if chat.purpose != Purpose.GROUP:
        return work.programme.time_zone
    lives_in = work.session.execute(_LIVES_IN, {"chat": chat.id}).scalar()
    return lives_in or work.programme.time_zone


def is_paused(work: Work, chat: Chat) -> bool:
    """Whether whoever reads there wants nothing for now but replies and urgent words."""
    return chat.paused_until is not None and chat.paused_until > work.now


def pause(work: Work, chat: Chat, days: int | None) -> None:
    """Nothing that can wait is said there for so many days; without a number, until they come back."""
    chat.paused_until = FOR_NOW if days is None else work.now + timedelta(days=days)
    follow(work, chat)


def resume(work: Work, chat: Chat) -> None:
    """The pause is over: what waited is said."""
    chat.paused_until = None
    follow(work, chat)


def keep_hours(work: Work, chat: Chat, hours: tuple[int, int] | None) -> None:
    """From now on the chat is quiet between these minutes after midnight, or never."""
    chat.quiet_from, chat.quiet_to = hours or (None, None)
    follow(work, chat)


def follow(work: Work, chat: Chat) -> None:
    """What waits for the chat keeps to its pause and quiet hours as they are now."""
    work.session.add(chat)
    work.session.flush()
    rows = outbox.TABLE
    waits = (rows.c.chat_id == chat.id, rows.c.state == OutboxState.WAITING, rows.c.lane >= int(Lane.ANSWER))
    never_tried = rows.c.attempts == 0
    moved = sa.update(rows).where(*waits, never_tried).values(due_at=opens_at(work, chat))
    work.session.execute(moved)
    work.session.info[outbox.SAID] = True


def _after(start: datetime, quiet_from: int, quiet_to: int, zone: tzinfo) -> datetime:
    """`start`, or the end of the quiet hours that it falls into, by the clock on the wall there."""
    here = start.astimezone(zone)
    minute, crosses_midnight = here.hour * 60 + here.minute, quiet_from > quiet_to
    has_begun, has_not_ended = minute >= quiet_from, minute < quiet_to
    if not ((has_begun or has_not_ended) if crosses_midnight else (has_begun and has_not_ended)):
        return start
    day = here.date() + timedelta(days=crosses_midnight and has_begun)
    ends = datetime.combine(day, time(*divmod(quiet_to, 60)), zone)
    if ends <= start:  # the hour that comes twice when clocks go back
        ends = ends.replace(fold=1)
    return ends.astimezone(UTC)
