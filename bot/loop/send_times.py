"""When a trusted message goes: now, on a day at an hour, or at that hour where each group lives; champions first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import sqlalchemy as sa
from sqlmodel import col

from bot import errors
from bot.language import _
from bot.loop import audience_rows, people, promises, record, trusted
from bot.loop.audience_rows import Moments
from bot.store.chats import Group
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

WAIT, LEAVE_OUT = "wait", "leave_out"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """When it goes: at once where no day is named. `is_local`: at that minute after midnight where each group lives.

    `first_hours`: champions have it so many hours before. `over`: what becomes of groups that have had enough that
    week: they wait for the next, or are left out.
    """

    day: date | None = None
    minute: int = 0
    is_local: bool = False
    first_hours: int = 0
    over: str = WAIT


def choose(work: Work, by: Person, message_id: int | None, when: When) -> TrustedMessage:
    """One of the team says when it goes. Raises `errors.Mistake` where that has passed, or is after it has expired."""
    message = trusted.changeable(work, by, message_id)
    zone = ZoneInfo(work.programme.time_zone)
    goes_at = None if when.day is None else _instant(when.day, 0 if when.is_local else when.minute, zone)
    if when.day is not None and _instant(when.day, when.minute, zone) <= work.now:
        raise errors.Mistake(_("That has passed by now. Please choose another day or hour."))
    if when.day is not None and when.day > message.expires_on:
        text = _("It is right until {day} only. Choose an earlier day.", day=message.expires_on)
        raise errors.Mistake(text)
    before = told(message)
    message.send_at, message.send_minutes = goes_at, when.minute if when.is_local and when.day is not None else None
    message.champions_first_hours = when.first_hours
    message.audience = {**message.audience, audience_rows.OVER: when.over}
    trusted.was_changed(work, by, message, "choose_time", was=before, chosen=told(message))
    return message


def at(work: Work, day: date | None, minute: int) -> datetime:
    """The moment of a day and a minute where the programme is; now where no day is named."""
    return work.now if day is None else _instant(day, minute, ZoneInfo(work.programme.time_zone))


def told(message: TrustedMessage) -> dict[str, object]:
    """When it goes, for the record."""
    return {
        "send_at": message.send_at.isoformat() if message.send_at else None,
        "send_minutes": message.send_minutes,
        "first_hours": message.champions_first_hours,
        "over": message.audience.get(audience_rows.OVER, WAIT),
    }


def moments(work: Work, message: TrustedMessage) -> Moments:
    """When its copies go, by where groups live. Nothing for what goes at once."""
    own = ZoneInfo(work.programme.time_zone)
    if message.send_minutes is None:
        first, zones = message.send_at, {}
    else:
        day = promises.day_of(work, message.send_at or work.now)
        first = _instant(day, message.send_minutes, own)
        zones = {name: _instant(day, message.send_minutes, ZoneInfo(name)) for name in _zones(work)}
    ahead = timedelta(hours=message.champions_first_hours)
    if not ahead:
        return Moments(zones, first, first)
    return Moments({name: at + ahead for name, at in zones.items()}, (first or work.now) + ahead, first)


def first_at(work: Work, message: TrustedMessage) -> datetime:
    """When groups have it, about."""
    return moments(work, message).others or work.now


def zone_of(city: str) -> str | None:
    """The time zone that is named after a city, or by its own name."""
    wanted = city.strip().casefold().replace(" ", "_")
    found = sorted(one for one in available_timezones() if "/" in one)
    return next((one for one in found if wanted in (one.casefold(), one.rpartition("/")[2].casefold())), None)


def live_in(work: Work, by: Person, group: Group, zone: str | None) -> None:
    """A group lives by another clock than the programme, or by the same again."""
    people.must_be_staff(work, by)
    before, group.time_zone = group.time_zone, zone
    record.act(work, by, "set_group_zone", "group", group.number, before=before, after=zone)


def _zones(work: Work) -> list[str]:
    """Where groups live, other than in the programme's own zone."""
    named = (col(Group.programme_id) == work.programme_id, col(Group.time_zone).is_not(None))
    found = sa.select(col(Group.time_zone)).where(*named).distinct()
    return [str(name) for name in work.session.execute(found).scalars()]


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(*divmod(minute, 60)), zone).astimezone(UTC)
