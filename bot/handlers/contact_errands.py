"""What conversations about talks and complaints know, and what happens when they are done."""

from __future__ import annotations

from functools import partial

from bot.flows import complaint, contact
from bot.flows.complaint import Case, Complained, Team
from bot.flows.contact import Asker, Other
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _
from bot.loop import as_read, complaints, contacts, people, promises, saying
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("ask_person", contact.ask_person, _("asking to talk to a person"), asker, asked),
        errand("write_person", contact.write_person, _("writing to a person"), other, written),
        errand("complain", complaint.complain, _("complaining"), team, complained),
        errand("hand_complaint", complaint.hand_over, _("choosing who answers a complaint"), case, handed),
        errand(
            "answer_complaint",
            complaint.answer_complaint,
            _("answering a complaint"),
            partial(own_case, languages),
            answered,
        ),
    )


def asker(work: Work, person: Person, _about: int | None) -> Asker:
    """The day by which somebody will write."""
    return Asker(promises.day_of(work, promises.working_days_on(work, contacts.WITHIN_WORKING_DAYS)))


def asked(work: Work, person: Person, _about: int | None, value: str) -> None:
    """Somebody asked to talk to a person."""
    contacts.ask(work, person, value)


def other(work: Work, person: Person, contact_id: int | None) -> Other:
    """Who is on the other side."""
    found = contacts.about(work, person, contact_id)
    if person.id == found.taken_by:
        return Other(_("the person of {reference}", reference=Code(found.reference)))
    taker = people.by_number(work, found.taken_by)
    return Other(people.name_and_title(taker) if taker else _("somebody of the team"))


def written(work: Work, person: Person, contact_id: int | None, value: str) -> None:
    """Words for the other side."""
    contacts.pass_on(work, person, contact_id or 0, value)


def team(work: Work, person: Person, _about: int | None) -> Team:
    """Those of the team whom a complaint can be about; nothing where somebody has sent too many today."""
    complaints.must_not_be_too_many(work, person)
    return Team([(one.number, _named(one)) for one in complaints.team(work, person)])


def complained(work: Work, person: Person, _about: int | None, value: Complained | None) -> None:
    """A complaint, or second thoughts."""
    if value is None:
        saying.to_person(work, person, [_("Nothing was sent.")])
    else:
        complaints.complain(work, person, complaints.Wrong(value.what, value.about_id, value.whom, value.remedy))


def case(work: Work, person: Person, complaint_id: int | None) -> Case:
    """A complaint and who may answer it."""
    found = complaints.for_administrator(work, person, complaint_id)
    return Case(found.reference, [(one.number, _named(one)) for one in complaints.could_handle(work, person, found)])


def handed(work: Work, person: Person, complaint_id: int | None, value: int) -> None:
    """Somebody is to answer it."""
    complaints.hand_to(work, person, complaint_id, value)
    saying.to_person(work, person, [_("Noted. They have it now, and the day by which it must be answered.")])


def own_case(languages: Languages, work: Work, person: Person, complaint_id: int | None) -> Case:
    """A complaint that one answers oneself."""
    found = complaints.for_handler(work, person, complaint_id)
    chat_id = work.session.get_one(Person, found.person_id).chat_id

    def read_as(words: str) -> list[Text]:
        parts = complaints.answer_of(person, found, words)
        return as_read.in_chats(work, languages, [chat_id] if chat_id else [], parts, complaints.UNDER_ANSWER)

    return Case(found.reference, as_read=read_as)


def answered(work: Work, person: Person, complaint_id: int | None, value: str | None) -> None:
    """The answer, or second thoughts."""
    if value is None:
        saying.to_person(work, person, [_("Nothing was sent.")])
        return
    complaints.answer(work, person, complaint_id, value)
    saying.to_person(work, person, [_("Your answer is on its way.")])


def _named(person: Person) -> str:
    return ", ".join(filter(None, (person.name, person.title)))
