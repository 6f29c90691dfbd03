"""How a talk with a person of the team is shown: to who asked, to who took it, in the staff room."""

from __future__ import annotations

from bot.language import Code, Text, _, p_
from bot.language_names import english_name
from bot.loop import people, personal, promises, saying
from bot.store import outbox
from bot.store.contacts import Contact
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane


def when(work: Work, contact: Contact) -> list[Text]:
    """Who has it, and by when somebody writes."""
    taker = people.by_number(work, contact.taken_by)
    day = promises.day_of(work, contact.due_at)
    if taker is None:
        return [_("Somebody of the team will write to you here by {day}.", day=day)]
    return [
        _("{who} has taken it, and writes to you here by {day}.", who=people.name_and_title(taker), day=day),
        _("What the two of you write goes to nobody else. I keep it until you have it erased: /mydata"),
    ]


def brief(work: Work, by: Person, contact: Contact) -> None:
    """Tell the one who took it what it is about, and how to write."""
    day = promises.day_of(work, contact.due_at)
    parts = [
        _("You have {reference} now. Please write to them by {day}.", reference=code(contact), day=day),
        *_what(work, contact, contact.topic),
        _("To write, reply to this message. Your name and role stand above your words. Nobody else sees them."),
    ]
    row = (Button(p_("button", "Write to them"), f"p:{contact.number}:say"),)
    saying.to_person(work, by, parts, (row,), lane=Lane.ALERT, contact_id=contact.number, words_of=contact.person_id)


def put_up(work: Work, contact: Contact) -> None:
    """Ask the staff room who takes it."""
    parts, buttons = _card(work, contact)
    contact.card_id = saying.to_staff(work, parts, buttons, words_of=contact.person_id)


def show(work: Work, contact: Contact) -> None:
    """Bring the card in the staff room up to date."""
    if contact.card_id is not None:
        parts, buttons = _card(work, contact)
        outbox.edit(work.session, outbox_id=contact.card_id, now=work.now, parts=parts, buttons=buttons)


def code(contact: Contact) -> Code:
    """The reference, as it stands in a text."""
    return Code(contact.reference)


def _what(work: Work, contact: Contact, topic: str) -> list[Text]:
    asker = work.session.get_one(Person, contact.person_id)
    said = [_("What it is about: “{words}”", words=topic)] if topic else []
    return [*said, _("They read: {language}", language=english_name(asker.language or "en"))]


def _card(work: Work, contact: Contact) -> tuple[list[Text], tuple[tuple[Button, ...], ...]]:
    taker = people.by_number(work, contact.taken_by)
    parts = [_("{reference} · somebody wants to talk to a person of the team", reference=code(contact))]
    if contact.ended_at is not None:
        return [*parts, _("It is done.")], ()
    parts += _what(work, contact, personal.masked(contact.topic))
    if taker is not None:
        return [*parts, _("Taken by {who}.", who=people.name_and_title(taker))], ()
    parts.append(_("They were told: by {day}.", day=promises.day_of(work, contact.due_at)))
    return parts, ((Button(p_("button", "I take it"), f"p:{contact.number}:take"),),)
