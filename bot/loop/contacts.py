"""Talks with a person of the team: asked for, taken by one named person, words brought to and fro until it is done."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Text, _, p_
from bot.loop import blocks, contact_card, finding, people, promises, record, relaying, saying, urgent
from bot.store.contacts import Contact
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import Lane, PromiseKind

WITHIN_WORKING_DAYS = 2
ABOUT = "contact"


def ask(work: Work, person: Person, topic: str) -> Contact:
    """Somebody wants to talk to a person: they hear by which day, and the staff room is asked who takes it."""
    must_be_let_in(person)
    contact = Contact(
        programme_id=work.programme_id,
        person_id=person.number,
        topic=topic,
        asked_at=work.now,
        due_at=promises.working_days_on(work, WITHIN_WORKING_DAYS),
    )
    work.session.add(contact)
    work.session.flush()
    promises.make(work, PromiseKind.CONTACT, ABOUT, contact.number, contact.due_at)
    record.act(work, person, "ask_person", ABOUT, contact.number)
    contact_card.put_up(work, contact)
    thanks = _("Thank you. I have noted it. Its number is {reference}.", reference=contact_card.code(contact))
    _tell_person(work, contact, [thanks, *contact_card.when(work, contact)], ((urgent.BUTTON,),))
    return contact


def must_be_let_in(person: Person) -> None:
    """Raises `errors.NotAllowed` for somebody who has not come in, or is blocked."""
    blocks.must_not_be_blocked(person)
    if person.consented_at is None:
        raise errors.NotAllowed(_("I can do that for people who have joined. You can always complain: /complain."))


def open_of(work: Work, person: Person) -> Contact | None:
    """The talk that somebody asked for and that is not over."""
    mine = (Contact.person_id == person.id, col(Contact.ended_at).is_(None))
    return work.session.exec(select(Contact).where(*mine).order_by(col(Contact.id).desc())).first()


def say_again_when(work: Work, contact: Contact) -> None:
    """They asked already: who has it, or by when somebody writes."""
    _tell_person(work, contact, [_("You have asked for that already."), *contact_card.when(work, contact)])


def take(work: Work, by: Person, contact_id: int) -> Contact:
    """One named staff member takes it. Raises `errors.NoLongerThere` where somebody has, or it is over."""
    people.must_be_staff(work, by)
    contact = _open_one(work, contact_id)
    if contact.taken_by is not None:
        raise errors.NoLongerThere(_("Somebody has this already."))
    if by.chat_id is None:
        raise errors.Mistake(_("Write /start to me in private first, then press again."))
    if contact.person_id == by.id:
        raise errors.NotAllowed(_("Somebody else has to take your own request."))
    contact.taken_by, contact.taken_at = by.number, work.now
    record.act(work, by, "take", ABOUT, contact.number)
    contact_card.show(work, contact)
    _tell_person(work, contact, contact_card.when(work, contact))
    contact_card.brief(work, by, contact)
    return contact


def pass_on(work: Work, by: Person, contact_id: int, words: str, media: Sequence[dict[str, str]] = ()) -> None:
    """Bring words, voice notes or pictures from one side of a talk to the other."""
    contact = _open_one(work, contact_id)
    if by.id == contact.person_id:
        blocks.must_not_be_blocked(by)
        _to_staff_member(work, by, contact, words, media)
    elif by.id == contact.taken_by and people.is_staff(work, by):
        _to_asker(work, by, contact, words, media)
    else:
        raise errors.NotAllowed(_("Somebody else has this."))


def end(work: Work, by: Person, contact_id: int) -> None:
    """Either side says that it is done; both hear so."""
    contact = _open_one(work, contact_id)
    if by.id not in (contact.person_id, contact.taken_by):
        raise errors.NotAllowed(_("Somebody else has this."))
    _close(work, contact)
    record.act(work, by, "end", ABOUT, contact.number)
    text = _("{reference} is done. To talk to somebody again, write /person.", reference=contact_card.code(contact))
    _tell_person(work, contact, [text])
    taker = people.by_number(work, contact.taken_by)
    if taker is not None:
        saying.to_person(work, taker, [_("{reference} is done.", reference=contact_card.code(contact))])


def drop_all(work: Work, person: Person) -> None:
    """Whoever asked is gone: nothing is owed on it, and who took it hears so."""
    mine = (Contact.person_id == person.id, col(Contact.ended_at).is_(None))
    for contact in work.session.exec(select(Contact).where(*mine)).all():
        _close(work, contact)
        taker = people.by_number(work, contact.taken_by)
        if taker is not None:
            text = _("{reference} is over: the person has left.", reference=contact_card.code(contact))
            saying.to_person(work, taker, [text], lane=Lane.ALERT)


def let_go(work: Work, by: Person) -> None:
    """A staff member is gone: what they had is put up for the others again."""
    theirs = (Contact.taken_by == by.id, col(Contact.ended_at).is_(None))
    for contact in work.session.exec(select(Contact).where(*theirs)).all():
        _put_back(work, contact)


def talk_late(work: Work, promise: Promise) -> None:
    """Nobody has written by the day promised: the person hears so, with a new day; so do staff."""
    contact = work.session.get_one(Contact, promise.about_id)
    contact.due_at = promises.working_days_on(work, 1)
    promises.make(work, PromiseKind.CONTACT, ABOUT, contact.number, contact.due_at)
    sorry = _("Somebody should have written to you by today. Nobody has, and I am sorry. I told the team again.")
    _tell_person(work, contact, [sorry, *contact_card.when(work, contact)])
    _remind(work, contact)


def about(work: Work, by: Person, contact_id: int | None) -> Contact:
    """A talk, for the two who are in it. Raises `errors.NoLongerThere` once it is over."""
    contact = _open_one(work, contact_id)
    if by.id not in (contact.person_id, contact.taken_by):
        raise errors.NotAllowed(_("Somebody else has this."))
    return contact


def _open_one(work: Work, contact_id: int | None) -> Contact:
    contact = finding.one(work, Contact, contact_id, held=True)
    if contact.ended_at is not None:
        raise errors.NoLongerThere(_("That talk is over. To talk to somebody again, write /person."))
    return contact


def _to_asker(work: Work, by: Person, contact: Contact, words: str, media: Sequence[dict[str, str]]) -> None:
    promises.keep(work, PromiseKind.CONTACT, ABOUT, contact.number)
    asker = work.session.get_one(Person, contact.person_id)
    heading = _("{who} writes to you:", who=people.name_and_title(by))
    _bring(work, asker, contact, heading, words, media)
    saying.to_person(work, by, [_("Your words are on their way.")])


def _to_staff_member(work: Work, by: Person, contact: Contact, words: str, media: Sequence[dict[str, str]]) -> None:
    taker = people.by_number(work, contact.taken_by)
    if taker is not None and not people.is_staff(work, taker):
        _put_back(work, contact)
        taker = None
    if taker is None:
        day = promises.day_of(work, contact.due_at)
        not_yet = _("Nobody has taken it yet. Somebody writes to you by {day}. Please write again then.", day=day)
        _tell_person(work, contact, [not_yet])
        return
    heading = _("{reference}: the person writes:", reference=contact_card.code(contact))
    _bring(work, taker, contact, heading, words, media, words_of=by.number)
    saying.to_person(work, by, [_("I have passed it on to {who}.", who=people.name_and_title(taker))])


def _bring(
    work: Work,
    to: Person,
    contact: Contact,
    heading: Text,
    words: str,
    media: Sequence[dict[str, str]],
    *,
    words_of: int | None = None,
) -> None:
    rows = (
        (
            Button(p_("button", "Write back"), f"p:{contact.number}:say"),
            Button(p_("button", "That is all"), f"p:{contact.number}:done"),
        ),
    )
    relaying.bring(work, to.chat_id, heading, words, media, rows, contact_id=contact.number, words_of=words_of)


def _tell_person(work: Work, contact: Contact, parts: list[Text], buttons: saying.Buttons = ()) -> None:
    person = work.session.get_one(Person, contact.person_id)
    saying.to_person(work, person, parts, buttons, contact_id=contact.number)


def _close(work: Work, contact: Contact) -> None:
    contact.ended_at = work.now
    promises.keep(work, PromiseKind.CONTACT, ABOUT, contact.number)
    contact_card.show(work, contact)


def _put_back(work: Work, contact: Contact) -> None:
    contact.taken_by = contact.taken_at = None
    contact.due_at = promises.working_days_on(work, WITHIN_WORKING_DAYS)
    promises.make(work, PromiseKind.CONTACT, ABOUT, contact.number, contact.due_at)
    contact_card.put_up(work, contact)


def _remind(work: Work, contact: Contact) -> None:
    text = _("{reference}: nobody has written by the day promised.", reference=contact_card.code(contact))
    taker = people.by_number(work, contact.taken_by)
    saying.to_staff(work, [text], topic=Topic.OWED)
    if taker is None:
        contact_card.put_up(work, contact)
    else:
        saying.to_person(work, taker, [text], lane=Lane.ALERT, contact_id=contact.number)
