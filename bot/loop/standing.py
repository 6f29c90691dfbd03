"""Who stands for a group that has no chat."""

from __future__ import annotations

from sqlmodel import col, select

from bot.loop import people, saying
from bot.store.chats import Group, Membership
from bot.store.issues import Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling


def champion_of(work: Work, group: Group) -> Person | None:
    """Who stands for a group without a chat."""
    standing = (Membership.group_id == group.id, Membership.stands_for, col(Person.left_at).is_(None))
    found = select(Person).join(Membership, col(Membership.person_id) == Person.id).where(*standing)
    return work.session.exec(found).first()


def stood_for(work: Work, raiser: Raiser | None) -> int | None:
    """The group without a chat that a raiser is, if it is one."""
    group = work.session.get(Group, raiser.group_id) if raiser and raiser.group_id else None
    return group.number if group and group.chat_id is None else None


def keeper_of(work: Work, telling: Telling) -> Person | None:
    """Who of the team answers for a telling, where the group that it is for has ended."""
    mine = col(Group.id) == telling.for_group_id if telling.for_group_id else col(Group.chat_id) == telling.chat_id
    found = select(Group.keeper_id).where(mine, col(Group.ended_at).is_not(None))
    return people.serving(work, work.session.exec(found).first())


def language_of(work: Work, raiser: Raiser) -> str | None:
    """The language in which a raiser is told; nothing where they cannot be told."""
    group = work.session.get(Group, raiser.group_id) if raiser.group_id else None
    if group is not None and group.chat_id is None:
        return group.language
    return saying.language_in(work, raiser.chat_id) if raiser.chat_id is not None else None


def host_of(work: Work, group: Group) -> Person | None:
    """Who can be asked in private for a group that has a chat: the host who has been one longest."""
    mine = (Membership.group_id == group.id, Membership.is_host, col(Person.left_at).is_(None))
    found = select(Person).join(Membership, col(Membership.person_id) == Person.id).where(*mine)
    return work.session.exec(found.where(col(Person.chat_id).is_not(None)).order_by(col(Membership.id))).first()
