"""Erasing a person: their words go from everywhere, nothing is owed to them, and their number becomes a mark."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Code, _
from bot.loop import (
    actions,
    alert_ends,
    complaints,
    contacts,
    emptying,
    handing_over,
    handling,
    leaving,
    looking_again,
    marks,
    owners,
    people,
    promise_rules,
    promises,
    record,
    register,
    removals,
    saying,
    senior_words,
    trusted_proposals,
    withdrawal,
)
from bot.store import unsaying
from bot.store.chats import Chat
from bot.store.contacts import Contact
from bot.store.erasures import Erasure
from bot.store.insights import Insight
from bot.store.intake import SetAside
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Outbox
from bot.store.people import Grant, Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Update, Version
from bot.words import CLOSED, PromiseKind, Role

ERASED = "erased"
GONE = _("The person who wrote this has had it erased.")


def must_be_able(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed` for the only administrator: nobody could let another one in."""
    administrators = people.holding(work, frozenset({Role.ADMINISTRATOR}))
    if [one.id for one in administrators] == [person.id]:
        raise errors.NotAllowed(_("You are the only administrator. Please let another one in first."))


def erase(work: Work, person: Person, asked_at: datetime | None = None) -> Erasure:
    """Empty everything that a person told or that was said to them; what is left of them bears no name or number.

    The private chat stays reachable until the person has heard how it ended.
    """
    erasure = _begun(work, person, asked_at or work.now)
    _end_duties(work, person)
    _empty_what_they_told(work, person, erasure)
    _empty_what_they_sent_others(work, person, erasure)
    _empty_what_was_said_to_them(work, person)
    _empty_what_could_not_be_handled(work, person)
    trusted_proposals.forget(work, person)
    emptying.empty_rows(work, person)
    _say_why_nothing_is_owed(work, person)
    _make_nameless(work, person)
    record.act(work, person, "erase", "person", person.number)
    return erasure


def listed(work: Work) -> list[tuple[str, datetime]]:
    """The marks of everybody who was erased, and when: to be kept beside the backups."""
    found = select(Erasure.mark, Erasure.asked_at).where(Erasure.programme_id == work.programme_id)
    return [(mark, at) for mark, at in work.session.exec(found.order_by(col(Erasure.id))).all()]


def erase_again(work: Work, erased: Iterable[tuple[str, datetime]]) -> int:
    """Erase, in a restored copy, those who were erased after it was made; returns how many there were.

    Somebody who came back and said yes again after that day is left alone.
    """
    until = dict(sorted(erased, key=lambda one: one[1]))
    known = work.session.exec(select(Person).where(Person.programme_id == work.programme_id)).all()
    again = 0
    for person in known:
        at = until.get(marks.mark(work.programme, person.telegram_id))
        said_yes_at = max(filter(None, (person.consented_at, person.consented_in_group_at)), default=None)
        if at is not None and (said_yes_at is None or said_yes_at <= at):
            erase(work, person, at).told_at = work.now
            again += 1
    return again


def _begun(work: Work, person: Person, asked_at: datetime) -> Erasure:
    mark = marks.mark(work.programme, person.telegram_id)
    erasure = Erasure(programme_id=work.programme_id, person_id=person.number, mark=mark, asked_at=asked_at)
    erasure.was_blocked = person.blocked_at is not None
    work.session.add(erasure)
    work.session.flush()
    return erasure


def _end_duties(work: Work, person: Person) -> None:
    """What the person was to do for others is put before the team again."""
    alert_ends.drop_all(work, person)
    contacts.drop_all(work, person)
    complaints.drop_all(work, person)
    _hand_over(work, person)
    contacts.let_go(work, person)
    alert_ends.let_go(work, person)
    complaints.let_go(work, person)
    handling.let_go_all(work, person)
    owners.let_go(work, person)
    looking_again.let_go(work, person)
    senior_words.take_over(work, person, None)
    actions.let_go(work, person)
    owned = select(Issue).where(Issue.owner_id == person.id, col(Issue.state).not_in(CLOSED))
    for issue in work.session.exec(owned).all():
        issue.owner_id = None
        text = _("{reference} has nobody who answers for it any more.", reference=Code(issue.reference))
        saying.to_staff(work, [text], topic=Topic.OWED, issue_id=issue.number)
    work.session.execute(sa.update(Promise).where(col(Promise.owner_id) == person.id).values(owner_id=None))


def _hand_over(work: Work, person: Person) -> None:
    """What they had goes to whoever is on duty; they are nobody whom the rules name any more."""
    gone = sa.update(Grant).where(col(Grant.person_id) == person.id, col(Grant.revoked_at).is_(None))
    work.session.execute(gone.values(revoked_at=work.now))
    handing_over.leave(work, person, is_erased=True)
    promise_rules.forget(work, person)


def _empty_what_they_told(work: Work, person: Person, erasure: Erasure) -> None:
    told = select(Insight).where(Insight.person_id == person.id, col(Insight.taken_back_at).is_(None))
    for insight in work.session.exec(told.order_by(col(Insight.id))).all():
        withdrawal.empty(work, person, insight, ERASED, erasure_id=erasure.number)
    work.session.flush()
    numbers = sa.select(Insight.id).where(col(Insight.person_id) == person.id)  # type: ignore[call-overload]
    work.session.execute(sa.update(Insight).where(col(Insight.person_id) == person.id).values(source_message_id=None))
    answers = sa.select(Update.id).where(col(Update.insight_id).in_(numbers.where(col(Insight.in_private))))  # type: ignore[call-overload]
    work.session.execute(
        sa.update(Version)
        .where(col(Version.of_id).in_(answers), col(Version.of).in_(("update", "did")))
        .values(text="")
    )
    leaving.end_debts(work, person, ERASED)
    promises.keep_all(work, PromiseKind.FIRST_WORD, "insight", numbers)


def _empty_what_they_sent_others(work: Work, person: Person, erasure: Erasure) -> None:
    talks = sa.select(Contact.id).where(col(Contact.person_id) == person.id)  # type: ignore[call-overload]
    brought = sa.or_(
        col(Outbox.words_of) == person.id,
        col(Outbox.contact_id).in_(talks),
    )
    removals.take_away(work, brought, "", [GONE], own_chat=person.chat_id, erasure_id=erasure.number)
    lists = col(Outbox.key).startswith(register.LIST)
    removals.take_away(work, lists, "", [register.OUT_OF_DATE], own_chat=None, erasure_id=erasure.number)


def _empty_what_was_said_to_them(work: Work, person: Person) -> None:
    if person.chat_id is not None:
        unsaying.forget(work.session, chat_id=person.chat_id, up_to=None, now=work.now)


def _empty_what_could_not_be_handled(work: Work, person: Person) -> None:
    theirs = (col(SetAside.programme_id) == work.programme_id, col(SetAside.body).contains(str(person.telegram_id)))
    work.session.execute(sa.update(SetAside).where(*theirs).values(body=""))


def _say_why_nothing_is_owed(work: Work, person: Person) -> None:
    settled = (col(Raiser.person_id) == person.id, col(Raiser.settled_at).is_not(None))
    work.session.execute(sa.update(Raiser).where(*settled).values(settled_why=ERASED))


def _make_nameless(work: Work, person: Person) -> None:
    person.telegram_id = marks.sealed_number(work.programme, person.telegram_id, person.number)
    person.name, person.title, person.known_as = "", None, None
    person.blocked_at = person.blocked_why = None
    person.consented_at, person.consented_in_group_at = None, None
    person.left_at = person.left_at or work.now
    chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
    if chat is not None:
        chat.title, chat.quiet_from, chat.quiet_to, chat.paused_until = "", None, None, None
    work.session.flush()
