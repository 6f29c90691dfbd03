"""People who may not tell any more. Urgent help works for them as for everyone."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import Text, _
from bot.loop import people, record, saying
from bot.store.audit import Audit
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

BLOCKED = _(
    "The team has blocked you. I do not take in what you tell me, and I do not bring it to them. You can still say "
    "whether something is better, and you can complain: /complain. You can also complain to your local Healthwatch or "
    "to the ICO (ico.org.uk). For urgent help write /urgent."
)


def must_not_be_blocked(person: Person) -> None:
    """Raises `errors.NotAllowed`, with the way to complain, for somebody who is blocked."""
    if person.blocked_at is not None:
        raise errors.NotAllowed(BLOCKED)


def block(work: Work, by: Person, person: Person, why: str) -> None:
    """From now on they may not tell. They are told so, once; who did it stands in the audit log."""
    people.must_be_staff(work, by)
    if people.is_staff(work, person):
        raise errors.NotAllowed(_("Staff cannot be blocked. To stop one, ask an administrator to end their role."))
    if person.blocked_at is not None:
        raise errors.NoLongerThere(_("They are blocked already."))
    person.blocked_at, person.blocked_why = work.now, why
    record.act(work, by, "block", "person", person.number)
    saying.to_person(work, person, [BLOCKED], lane=Lane.ALERT)


def lift(work: Work, by: Person, person: Person) -> None:
    """They may tell again, and are told so."""
    people.must_be_staff(work, by)
    if person.blocked_at is None:
        raise errors.NoLongerThere(_("They are not blocked any more."))
    person.blocked_at = person.blocked_why = None
    record.act(work, by, "unblock", "person", person.number)
    saying.to_person(work, person, [_("You are not blocked any more. You can tell me things again.")], lane=Lane.ALERT)


def listed(work: Work) -> list[Person]:
    """Everybody who is blocked, the latest first."""
    found = select(Person).where(Person.programme_id == work.programme_id, col(Person.blocked_at).is_not(None))
    return list(work.session.exec(found.order_by(col(Person.blocked_at).desc())).all())


def told(work: Work, person: Person) -> Text:
    """One of them in words: since when, by whom, why. No name: staff do not see who champions are."""
    act = select(Audit).where(Audit.act == "block", Audit.about == "person", Audit.about_id == person.id)
    last = work.session.exec(act.order_by(col(Audit.id).desc())).first()
    by = people.by_number(work, last.person_id) if last else None
    return _(
        "Number {number}, since {moment}, by {who}: {why}",
        number=str(person.number),
        moment=person.blocked_at,
        who=people.name_and_title(by) if by else "–",
        why=person.blocked_why or "–",
    )
