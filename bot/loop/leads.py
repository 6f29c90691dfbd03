"""Safeguarding leads: those who see what is sensitive, and nobody else of the team does."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from bot import errors
from bot.language import Text, _
from bot.loop import finding, people, record
from bot.store import handling
from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.people import Grant, Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import DESK, Role


def of(work: Work) -> list[Person]:
    """The leads; the administrators, where none of the team is one."""
    return appointed(work) or people.holding(work, frozenset({Role.ADMINISTRATOR}))


def appointed(work: Work) -> list[Person]:
    """Those of the team whom an administrator made a lead."""
    return [one for one in people.holding(work, frozenset({Role.LEAD})) if people.is_staff(work, one)]


def may_see(work: Work, person: Person, insight: Insight) -> bool:
    """Whether somebody of the team may see an insight."""
    if not people.is_staff(work, person):
        return False
    return not is_sensitive(work, insight.number) or person.id in [one.id for one in of(work)]


def must_be_let_see(work: Work, person: Person, insight: Insight) -> None:
    """Raises `errors.NotAllowed` for somebody of the team who is no lead, where an insight is sensitive."""
    people.must_be_staff(work, person)
    if not may_see(work, person, insight):
        raise errors.NotAllowed(_("This is sensitive. Only the safeguarding lead can do that."))


def is_sensitive(work: Work, insight_id: int) -> bool:
    """Whether only the leads see it."""
    done = handling.find(work.session, insight_id)
    return done is not None and done.sensitive_at is not None


def owe(work: Work) -> None:
    """What is promised on anything sensitive is owed by a lead: nobody else can act on it."""
    there = [one.number for one in of(work)]
    if not there:
        return
    closed = sa.select(col(Handling.insight_id)).where(
        col(Handling.programme_id) == work.programme_id, col(Handling.sensitive_at).is_not(None)
    )
    others = sa.or_(col(Promise.owner_id).is_(None), col(Promise.owner_id).not_in(there))
    owed = (col(Promise.about) == "insight", col(Promise.about_id).in_(closed), col(Promise.kept_at).is_(None))
    given = sa.update(Promise).where(col(Promise.programme_id) == work.programme_id, *owed, others)
    work.session.execute(given.values(owner_id=there[0]).execution_options(synchronize_session="fetch"))


def appoint(work: Work, by: Person, person_id: int) -> Text:
    """An administrator makes somebody of the team a lead."""
    people.must_be_administrator(work, by)
    person = finding.one(work, Person, person_id, held=True)
    if not people.is_staff(work, person):
        raise errors.Mistake(_("They do not belong to the team any more."))
    people.grant(work, person, Role.LEAD, allowed_by=by, allowed=True)
    record.act(work, by, "appoint_lead", "person", person.number)
    return _("{who} is a safeguarding lead now.", who=people.name_and_title(person))


def dismiss(work: Work, by: Person, person_id: int) -> Text:
    """An administrator ends that somebody is a lead."""
    people.must_be_administrator(work, by)
    person = finding.one(work, Person, person_id, held=True)
    if Role.LEAD not in people.roles(work, person):
        raise errors.NoLongerThere(_("They are no safeguarding lead any more."))
    held = (col(Grant.person_id) == person.id, col(Grant.role) == Role.LEAD)
    work.session.execute(sa.update(Grant).where(*held).values(revoked_at=work.now))
    work.session.expire_all()
    record.act(work, by, "dismiss_lead", "person", person.number)
    return _("{who} is a safeguarding lead no longer.", who=people.name_and_title(person))


def team(work: Work) -> list[Person]:
    """Who could be one."""
    return people.holding(work, DESK)
