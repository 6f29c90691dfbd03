"""Somebody comes in again by a link of their own: their groups come with them, also to another account."""

from __future__ import annotations

from sqlmodel import select

from bot.language import _
from bot.loop import hosts, naming, passed_on, people, record, saying
from bot.store.chats import Group, Membership
from bot.store.inductions import Induction
from bot.store.people import Grant, Invitation, Person
from bot.store.session import Work
from bot.words import DESK


def follow(work: Work, person: Person, invitation: Invitation) -> None:
    """Where the link was made for somebody who was in already, they go on where they were.

    Their old account keeps what it was told in private, and holds no role of a champion any more.
    """
    before = people.by_number(work, invitation.for_person_id)
    if before is None or before.id == person.id:
        return
    person.known_as = person.known_as or before.known_as
    for membership in work.session.exec(select(Membership).where(Membership.person_id == before.id)).all():
        _take_over(work, person, membership)
    for induction in work.session.exec(select(Induction).where(Induction.person_id == before.id)).all():
        induction.person_id = person.number
    for grant in work.session.exec(select(Grant).where(Grant.person_id == before.id)).all():
        if grant.role not in DESK and grant.revoked_at is None:
            grant.revoked_at = work.now
    before.known_as = None
    record.act(work, person, "come_back", "person", person.number, before=before.number)
    text = _(
        "{name} came in again, from another account (before: number {number}). Their groups came along. "
        "What was owed to the old account stays on your list.",
        name=naming.called(work, person),
        number=str(before.number),
    )
    saying.to_staff(work, [text], words_of=person.number)


def _take_over(work: Work, person: Person, membership: Membership) -> None:
    group = work.session.get_one(Group, membership.group_id)
    if group.ended_at is None:
        people.belongs(work, person, group)
        if membership.stands_for:
            membership.stands_for = False
            work.session.flush()
            passed_on.hand_to(work, group, person)
        elif membership.is_host:
            hosts.note(work, group, person)
    work.session.delete(membership)
    work.session.flush()
