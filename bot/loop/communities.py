"""Groups and the communities that they belong to, as figures need them: and who has not been heard for long."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col

from bot.loop import silence
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.session import Work

NO_COMMUNITY = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A group: what it is called, whose it is, since when it is there. `is_over`: it is no more."""

    name: str
    communities: tuple[str, ...]
    is_over: bool
    since: datetime | None = None


class Silent(NamedTuple):
    """Of whom nothing was heard for long, by name."""

    groups: list[str]
    communities: list[str]


def places(work: Work) -> dict[int, Place]:
    """Every group there ever was, by number."""
    columns = (col(Group.id), col(Group.name), col(Group.communities), col(Group.ended_at), col(Group.since))
    rows = sa.select(*columns).where(col(Group.programme_id) == work.programme_id).order_by(col(Group.id))
    return {
        row.id: Place(
            row.name, tuple(sorted({str(one) for one in row.communities or ()})), row.ended_at is not None, row.since
        )
        for row in work.session.execute(rows)
    }


def groups_of(places: Mapping[int, Place], groups: Collection[Hashable]) -> dict[Hashable, list[Hashable]]:
    """Which of some groups belong to each community; what was told in no group, or in one of none, stands under ""."""
    found: dict[Hashable, list[Hashable]] = {}
    for number in groups:
        place = places.get(number) if isinstance(number, int) else None
        for community in (place.communities if place else ()) or (NO_COMMUNITY,):
            found.setdefault(community, []).append(number)
    return found


def silent(work: Work, places: Mapping[int, Place], at: datetime) -> Silent:
    """Groups that are still there, and communities, of which nothing was heard in the 90 days before a moment."""
    last = _heard_of(work, at)
    old = {number for number, place in places.items() if place.since is None or place.since <= at - silence.LONG}
    quiet = {number for number in old if not places[number].is_over and number not in last}
    here = {number: place for number, place in places.items() if not place.is_over}
    heard = {community for number, place in here.items() if number not in quiet for community in place.communities}
    known = {community for place in here.values() for community in place.communities}
    return Silent(sorted(places[number].name for number in quiet), sorted(known - heard))


def _heard_of(work: Work, at: datetime) -> set[int]:
    here = (col(Insight.programme_id) == work.programme_id, col(Insight.group_id).is_not(None))
    found = sa.select(col(Insight.group_id)).where(*here, silence.was_heard(at), col(Insight.told_at) < at)
    return set(work.session.execute(found.distinct()).scalars())
