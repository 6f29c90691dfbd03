"""Somebody stops: nothing more goes to them, and nothing is owed to them any longer."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from bot.language import _
from bot.loop import (
    actions,
    alert_ends,
    complaints,
    contacts,
    handing_over,
    helping,
    looking_again,
    owners,
    passed_on,
    people,
    preferences,
    promises,
    record,
    saying,
    senior_words,
    stepping_down,
    told_outside,
)
from bot.store import outbox
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.people import Grant, Person
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import OWED, PromiseKind, Role, TellingState

LEFT = "left"


def leave(work: Work, person: Person, heir: Person | None = None) -> None:
    """End all that holds a person: consent, roles, and what waits for them; and say so, as the last thing.

    What they had at the desk goes to `heir`, or to whoever is on duty.
    """
    was_champion = Role.CHAMPION in people.roles(work, person)
    person.left_at, person.consented_at, person.consented_in_group_at = work.now, None, None
    work.session.add(person)
    mine = sa.update(Grant).where(col(Grant.person_id) == person.id, col(Grant.revoked_at).is_(None))
    work.session.execute(mine.values(revoked_at=work.now))
    handing_over.leave(work, person, heir)
    end_debts(work, person, LEFT)
    helping.teller_left(work, person)
    contacts.drop_all(work, person)
    contacts.let_go(work, person)
    alert_ends.let_go(work, person)
    complaints.let_go(work, person)
    owners.let_go(work, person)
    looking_again.let_go(work, person)
    senior_words.take_over(work, person, None)
    actions.let_go(work, person)
    told = sa.select(Insight.id).where(col(Insight.person_id) == person.id, col(Insight.in_private))  # type: ignore[call-overload]
    promises.keep_all(work, PromiseKind.FIRST_WORD, "insight", told)
    outbox.drop_waiting(work.session, chat_id=person.chat_id, now=work.now, why=LEFT)
    preferences.forget(work, person)
    record.act(work, person, "leave", "person", person.number)
    text = _("You get no more messages from me. Thank you for all you told. The way back is a new link.")
    saying.to_person(work, person, [text], stepping_down.buttons(work, person) if was_champion else ())


def end_debts(work: Work, person: Person, why: str) -> None:
    """Nothing is owed to a person any longer; what they were to pass on is shown to staff."""
    passed_on.give_up(work, person)
    told_outside.give_up(work, person)
    settled = {"settled_by": person.id, "settled_why": why}
    raised = sa.update(Raiser).where(col(Raiser.person_id) == person.id, col(Raiser.settled_at).is_(None))
    work.session.execute(raised.values(settled_at=work.now, **settled))
    passed = col(Telling.for_group_id).is_not(None) | col(Telling.for_outside_id).is_not(None)
    mine = (col(Telling.chat_id) == person.chat_id, ~passed)
    owed = sa.update(Telling).where(*mine, col(Telling.state).in_(OWED))
    work.session.execute(
        owed.values(state=TellingState.SETTLED, state_at=work.now, unshown_since=work.now, joins_at=None, **settled)
    )
