"""Roles given and taken away by an administrator. What was taken away is refused at the next act."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors, labels
from bot.language import Text, _
from bot.loop import (
    alert_ends,
    complaints,
    contacts,
    finding,
    handing_over,
    naming,
    passed_on,
    people,
    record,
    saying,
    stepping_down,
)
from bot.store.people import Grant, Person
from bot.store.session import Work
from bot.words import DESK, Lane, Role


def to_give(work: Work, person: Person) -> list[Role]:
    """The roles that somebody does not hold."""
    held = people.roles(work, person)
    return [role for role in Role if role not in held]


def give(work: Work, by: Person, person_id: int | None, role: Role) -> None:
    """Somebody who is in gets one more role, and is told so. Staff need a name and a title, for all they say."""
    people.must_be_administrator(work, by)
    person = finding.one(work, Person, person_id, held=True)
    if person.left_at is not None or person.consented_at is None:
        raise errors.NotAllowed(_("They are not in. Give them a new link first."))
    if role in people.roles(work, person):
        raise errors.NoLongerThere(_("They have that role already."))
    if role in DESK and not (person.name and person.title):
        raise errors.Mistake(_("People see the name and the role of staff. Please edit both first."))
    people.grant(work, person, role, allowed_by=by, allowed=True)
    record.act(work, by, "give_role", "person", person.number, role=role, before=None, after=role)
    text = _("{who} has given you a role: {role}.", who=people.name_and_title(by), role=labels.ROLES[role])
    saying.to_person(work, person, [text], lane=Lane.ALERT)


def must_be_revocable(work: Work, by: Person, person: Person, role: Role) -> Grant:
    """The grant that is to be taken away, held. Raises `errors.NotAllowed` for the last administrator's."""
    people.must_be_administrator(work, by)
    held = select(Grant).where(
        Grant.programme_id == work.programme_id,
        Grant.role == role,
        col(Grant.allowed_at).is_not(None),
        col(Grant.revoked_at).is_(None),
    )
    grants = work.session.exec(held.order_by(col(Grant.id)).with_for_update()).all()
    theirs = next((grant for grant in grants if grant.person_id == person.id), None)
    if theirs is None:
        raise errors.NoLongerThere(_("They do not have that role any more."))
    if role is Role.ADMINISTRATOR and len(grants) == 1:
        raise errors.NotAllowed(
            _("They are the last one who can let people in. First give that role to one more person.")
        )
    return theirs


def revoke(work: Work, by: Person, person_id: int | None, role: Role) -> Text:
    """Take a role away: refused from their next act on. What they had in hand is put before the others again."""
    person = finding.one(work, Person, person_id, held=True)
    must_be_revocable(work, by, person, role).revoked_at = work.now
    work.session.flush()
    record.act(work, by, "revoke_role", "person", person.number, role=role, before=role, after=None)
    if role in DESK and not people.is_staff(work, person):
        handing_over.leave(work, person)
        contacts.let_go(work, person)
        alert_ends.let_go(work, person)
        complaints.let_go(work, person)
    if role is Role.CHAMPION:
        passed_on.give_up(work, person)
    text = _("{who} has ended your role: {role}.", who=people.name_and_title(by), role=labels.ROLES[role])
    is_champion = role is Role.CHAMPION
    more = stepping_down.farewell(work, person) if is_champion else []
    rows = stepping_down.buttons(work, person) if is_champion else ()
    saying.to_person(work, person, [text, *more], rows, lane=Lane.ALERT)
    return _("{name} is not {role} any more.", name=naming.called(work, person), role=labels.ROLES[role])
