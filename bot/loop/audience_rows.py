"""Whom an audience means, as rows of the database: one statement finds them all, however many there are.

    {"all": true, "communities": [...], "areas": [...], "languages": [...], "raised": [issue, ...],
     "events": [kind, ...], "had": [message, ...], "match": "any" | "all", "groups": [number, ...],
     "champions": "all" | "of_groups" | [number, ...], "private_too": true, "over": "wait" | "leave_out"}

`match` is about what stands before it; groups and champions that are named come on top. `private_too`: champions who
belong to a chosen group hear in private as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from bot.store.chats import Chat, Group, Membership
from bot.store.events import Event
from bot.store.issues import Raiser
from bot.store.people import Grant, Person
from bot.store.preferences import Preferences
from bot.store.session import Work
from bot.store.trusted import Copy
from bot.words import Role

ALL, COMMUNITIES, AREAS, LANGUAGES, RAISED, EVENTS = "all", "communities", "areas", "languages", "raised", "events"
HAD = "had"
GROUPS, CHAMPIONS, MATCH, PRIVATE_TOO, OVER = "groups", "champions", "match", "private_too", "over"
NARROWS = (COMMUNITIES, AREAS, LANGUAGES, RAISED, EVENTS, HAD)
EVERYBODY, OF_GROUPS = "all", "of_groups"
Audience = Mapping[str, Any]
_GROUP: sa.Table = Group.__table__  # type: ignore[attr-defined]
_PERSON: sa.Table = Person.__table__  # type: ignore[attr-defined]
_MEMBER: sa.Table = Membership.__table__  # type: ignore[attr-defined]
_RAISER: sa.Table = Raiser.__table__  # type: ignore[attr-defined]
_EVENT: sa.Table = Event.__table__  # type: ignore[attr-defined]
_GRANT: sa.Table = Grant.__table__  # type: ignore[attr-defined]
_PREFERENCES: sa.Table = Preferences.__table__  # type: ignore[attr-defined]
_CHAT: sa.Table = Chat.__table__  # type: ignore[attr-defined]
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]
_AT = _COPY.c.send_at.type


class Moments(NamedTuple):
    """When copies go: groups by where they live (`zones`), all others, and people."""

    zones: Mapping[str, datetime]
    others: datetime | None
    people: datetime | None


def names_any(audience: Audience) -> bool:
    """Whether somebody has said whom it is for."""
    return any(audience.get(name) for name in (ALL, *NARROWS, GROUPS, CHAMPIONS))


def rows(work: Work, audience: Audience, moments: Moments, left_out: Sequence[str] = ()) -> sa.Subquery:
    """Everybody whom an audience means, as columns of a copy; those who are left out by language are not among them."""
    at = _at(moments)
    found = sa.union_all(
        _people(work, audience, moments), _in_chats(work, audience, at), _by_champions(work, audience, at)
    )
    everybody = found.subquery("everybody")
    if not left_out:
        return everybody
    return sa.select(everybody).where(everybody.c.language.not_in(left_out)).subquery("receivers")


def chosen_groups(work: Work, audience: Audience) -> list[ColumnElement[bool]]:
    """Which groups, of those that are still there."""
    there = [_GROUP.c.programme_id == work.programme_id, _GROUP.c.ended_at.is_(None)]
    if audience.get(ALL):
        return there
    named = _GROUP.c.id.in_(audience.get(GROUPS, ()))
    narrow = _narrow(work, audience)
    if not narrow:
        return [*there, named]
    joined = sa.and_(*narrow) if audience.get(MATCH) == ALL else sa.or_(*narrow)
    return [*there, sa.or_(joined, named)]


def communities(work: Work) -> list[str]:
    """Every community that a group says it is."""
    each = _each_community(work)
    found = sa.select(each.c.value).select_from(_GROUP.join(each, sa.true())).distinct().order_by(each.c.value)
    there = found.where(_GROUP.c.programme_id == work.programme_id, _GROUP.c.ended_at.is_(None))
    return [str(name) for name in work.session.execute(there).scalars()]


def without_anybody(work: Work, audience: Audience) -> sa.Select[Any]:
    """Chosen groups without a chat for which nobody in reach stands: nothing can be brought to them."""
    stands = _standing().where(_MEMBER.c.group_id == _GROUP.c.id).exists()
    return sa.select(_GROUP.c.id, _GROUP.c.name).where(
        *chosen_groups(work, audience), _GROUP.c.chat_id.is_(None), ~stands
    )


def told_in_group(work: Work, audience: Audience) -> sa.Select[Any]:
    """How many champions are told in a group of theirs, and so not in private."""
    once = {**audience, PRIVATE_TOO: True}
    return sa.select(sa.func.count()).where(_is_person(work, once), _is_in_group(work, audience))


def _in_chats(work: Work, audience: Audience, at: ColumnElement[Any]) -> sa.Select[Any]:
    return _columns(_GROUP.c.chat_id, _GROUP.c.language, at, group_id=_GROUP.c.id).where(
        *chosen_groups(work, audience), _GROUP.c.chat_id.is_not(None)
    )


def _by_champions(work: Work, audience: Audience, at: ColumnElement[Any]) -> sa.Select[Any]:
    """Groups without a chat, by the champion who stands for each."""
    one = _standing().with_only_columns(sa.func.min(_MEMBER.c.id)).group_by(_MEMBER.c.group_id)
    found = _columns(_PERSON.c.chat_id, _GROUP.c.language, at, for_group_id=_GROUP.c.id, person_id=_PERSON.c.id)
    return (
        found.select_from(_GROUP)
        .join(_MEMBER, _MEMBER.c.group_id == _GROUP.c.id)
        .join(_PERSON, _PERSON.c.id == _MEMBER.c.person_id)
        .where(*chosen_groups(work, audience), _GROUP.c.chat_id.is_(None), _MEMBER.c.id.in_(one.scalar_subquery()))
    )


def _people(work: Work, audience: Audience, moments: Moments) -> sa.Select[Any]:
    at = sa.literal(moments.people, _AT)
    language = sa.func.coalesce(_PERSON.c.language, "en")
    easy = sa.func.coalesce(_PREFERENCES.c.easy_read, sa.false())
    found = _columns(_PERSON.c.chat_id, language, at, person_id=_PERSON.c.id, is_easy=easy)
    joined = found.select_from(_PERSON).outerjoin(_PREFERENCES, _PREFERENCES.c.person_id == _PERSON.c.id)
    return joined.where(_is_person(work, audience))


def _columns(
    chat: ColumnElement[Any], language: ColumnElement[Any], at: ColumnElement[Any], **more: Any
) -> sa.Select[Any]:
    """Columns of a copy, in one order; nothing where nothing is given."""
    nobody = sa.cast(sa.null(), sa.BigInteger)
    of = {name: more.get(name, nobody) for name in ("group_id", "for_group_id", "person_id")}
    easy = more.get("is_easy", sa.false())
    named = {"chat_id": chat, **of, "language": language, "is_easy": easy, "send_at": at}
    return sa.select(*(column.label(name) for name, column in named.items()))


def _at(moments: Moments) -> ColumnElement[Any]:
    others: ColumnElement[Any] = sa.literal(moments.others, _AT)
    if not moments.zones:
        return others
    by_zone = [(_GROUP.c.time_zone == zone, sa.literal(at, _AT)) for zone, at in moments.zones.items()]
    return sa.case(*by_zone, else_=others)


def _narrow(work: Work, audience: Audience) -> list[ColumnElement[bool]]:
    found = []
    if names := audience.get(COMMUNITIES):
        found.append(_has_community(work, names))
    if areas := audience.get(AREAS):
        found.append(_GROUP.c.area.in_(areas))
    if languages := audience.get(LANGUAGES):
        found.append(_GROUP.c.language.in_(languages))
    if issues := audience.get(RAISED):
        mine = (_RAISER.c.issue_id.in_(issues), _RAISER.c.group_id == _GROUP.c.id)
        found.append(sa.exists(sa.select(1).where(*mine)))
    if kinds := audience.get(EVENTS):
        mine = (_EVENT.c.kind.in_(kinds), _EVENT.c.group_id == _GROUP.c.id)
        found.append(sa.exists(sa.select(1).where(*mine)))
    if messages := audience.get(HAD):
        theirs = sa.func.coalesce(_COPY.c.group_id, _COPY.c.for_group_id)
        found.append(_GROUP.c.id.in_(sa.select(theirs).where(_COPY.c.message_id.in_(messages), theirs.is_not(None))))
    return found


def _has_community(work: Work, names: Sequence[str]) -> ColumnElement[bool]:
    each = _each_community(work)
    return sa.exists(sa.select(1).select_from(each).where(each.c.value.in_(names)))


def _each_community(work: Work) -> sa.TableValuedAlias:
    column: ColumnElement[Any] = _GROUP.c.communities
    if work.session.get_bind().dialect.name == "sqlite":
        return sa.func.json_each(column).table_valued("value", name="community")
    text = sa.cast(column, sa.Text)
    listed = sa.cast(sa.case((text.startswith("["), text), else_="[]"), sa.JSON)
    return sa.func.json_array_elements_text(listed).table_valued("value", name="community")


def _is_person(work: Work, audience: Audience) -> ColumnElement[bool]:
    """Somebody who is told in private."""
    in_reach = (
        _PERSON.c.programme_id == work.programme_id,
        _PERSON.c.left_at.is_(None),
        _PERSON.c.chat_id.is_not(None),
    )
    chosen: list[ColumnElement[bool]] = []
    champions = audience.get(CHAMPIONS)
    if champions == EVERYBODY:
        chosen.append(_is_champion())
    elif champions == OF_GROUPS:
        chosen.append(sa.and_(_is_champion(), _is_in_group(work, audience)))
    elif champions:
        chosen.append(sa.and_(_is_champion(), _PERSON.c.id.in_(champions)))
    if _may_be_raisers(audience):
        raised = (_RAISER.c.issue_id.in_(audience[RAISED]), _RAISER.c.person_id == _PERSON.c.id)
        chosen.append(sa.exists(sa.select(1).where(*raised)))
    if messages := audience.get(HAD):
        private = (_COPY.c.group_id.is_(None), _COPY.c.for_group_id.is_(None), _COPY.c.person_id.is_not(None))
        mine = sa.select(_COPY.c.person_id).where(_COPY.c.message_id.in_(messages), *private)
        chosen.append(_PERSON.c.id.in_(mine))
    who = sa.and_(*in_reach, sa.or_(sa.false(), *chosen))
    if audience.get(PRIVATE_TOO) or champions == OF_GROUPS:
        return who
    return sa.and_(who, ~_is_in_group(work, audience))


def _may_be_raisers(audience: Audience) -> bool:
    """Whoever raised a matter in private belongs to no community, area or language of a group."""
    others = any(audience.get(name) for name in (COMMUNITIES, AREAS, LANGUAGES, EVENTS))
    return bool(audience.get(RAISED)) and not (others and audience.get(MATCH) == ALL)


def _is_champion() -> ColumnElement[bool]:
    mine = (_GRANT.c.person_id == _PERSON.c.id, _GRANT.c.role == Role.CHAMPION)
    return sa.exists(sa.select(1).where(*mine, _GRANT.c.allowed_at.is_not(None), _GRANT.c.revoked_at.is_(None)))


def _is_in_group(work: Work, audience: Audience) -> ColumnElement[bool]:
    theirs = sa.select(1).select_from(_MEMBER).join(_GROUP, _GROUP.c.id == _MEMBER.c.group_id)
    return sa.exists(theirs.where(_MEMBER.c.person_id == _PERSON.c.id, *chosen_groups(work, audience)))


def _standing() -> sa.Select[Any]:
    """Memberships by which somebody in reach stands for a group."""
    person = _PERSON.alias()
    return (
        sa.select(_MEMBER.c.id)
        .join(person, person.c.id == _MEMBER.c.person_id)
        .where(_MEMBER.c.stands_for, person.c.left_at.is_(None), person.c.chat_id.is_not(None))
    )
