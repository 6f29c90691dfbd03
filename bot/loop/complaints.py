"""Complaints: to administrators in private, answered by somebody else than the one they are about, within 30 days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, own_words, p_
from bot.loop import due, finding, outside, people, promises, record, saying, urgent
from bot.store.complaints import Complaint
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK, Lane, Role

ANSWERED_WITHIN = timedelta(days=30)
ALARM = timedelta(days=21)
UNDER_ANSWER = ((urgent.BUTTON,),)
ABOUT = "complaint"
AT_ONCE = 100
A_DAY, IN_A_DAY = timedelta(days=1), 3
_UNANSWERED = due.rows(Complaint, col(Complaint.answered_at).is_(None), order=(col(Complaint.told_at),), most=AT_ONCE)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What somebody complains of: what went wrong, about whom (of the team, or in words), what would put it right."""

    what: str
    about_id: int | None = None
    whom: str = ""
    remedy: str = ""


def complain(work: Work, person: Person, wrong: Wrong) -> Complaint:
    """Keep a complaint, say at once by when it is answered and who else there is, and bring it to administrators."""
    complaint = Complaint(
        programme_id=work.programme_id,
        person_id=person.number,
        about_id=wrong.about_id,
        what=wrong.what,
        whom=wrong.whom,
        remedy=wrong.remedy,
        told_at=work.now,
        answer_by=promises.end_of(work, promises.today(work) + ANSWERED_WITHIN),
    )
    work.session.add(complaint)
    work.session.flush()
    record.act(work, person, "complain", ABOUT, complaint.number)
    has_reader = _show(work, complaint)
    _acknowledge(work, person, complaint, has_reader=has_reader)
    return complaint


def must_not_be_too_many(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed` where somebody has sent as many as can be looked at in a day."""
    latest = select(Complaint.id).where(Complaint.person_id == person.id, Complaint.told_at > work.now - A_DAY)
    if len(work.session.exec(latest).all()) >= IN_A_DAY:
        raise errors.NotAllowed(
            _("You sent me three complaints in one day. Each gets an answer. Please send the next one tomorrow.")
        )


def team(work: Work, person: Person) -> list[Person]:
    """Whom of the team a complaint can be about, for who has joined; a stranger names nobody from a list."""
    if person.consented_at is None:
        return []
    return [one for one in people.holding(work, DESK) if one.id != person.id and one.name]


def could_handle(work: Work, by: Person, complaint: Complaint) -> list[Person]:
    """Who may answer it: anybody of the team but the one it is about and the one who complains; oneself first."""
    able = [one for one in people.holding(work, DESK) if _is_impartial(one, complaint) and one.chat_id is not None]
    return sorted(able, key=lambda one: one.id != by.id)


def for_administrator(work: Work, by: Person, complaint_id: int | None) -> Complaint:
    """An open complaint, for an administrator whom it is not about."""
    people.must_be_administrator(work, by)
    return _open_one(work, by, complaint_id)


def for_handler(work: Work, by: Person, complaint_id: int | None) -> Complaint:
    """An open complaint, for the one who handles it."""
    people.must_be_staff(work, by)
    complaint = _open_one(work, by, complaint_id)
    if complaint.handler_id != by.id:
        raise errors.NotAllowed(_("Somebody else handles this complaint."))
    return complaint


def hand_to(work: Work, by: Person, complaint_id: int | None, handler_id: int) -> None:
    """An administrator chooses who answers it; that person gets it in private."""
    complaint = for_administrator(work, by, complaint_id)
    handler = finding.one(work, Person, handler_id)
    if handler.id not in [one.id for one in could_handle(work, by, complaint)]:
        raise errors.NotAllowed(_("This person cannot answer this complaint."))
    complaint.handler_id = handler.number
    record.act(work, by, "hand_over", ABOUT, complaint.number, handler=handler.number)
    heading = _("You answer this complaint. Nobody else of the team is asked to.")
    row = (Button(p_("button", "Answer it"), f"x:{complaint.number}:answer"),)
    parts = [heading, *_what(work, complaint)]
    saying.to_person(work, handler, parts, (row,), lane=Lane.ALERT, words_of=complaint.person_id)


def answer(work: Work, by: Person, complaint_id: int | None, words: str) -> None:
    """The answer, with name and role, and with who else can be complained to."""
    complaint = for_handler(work, by, complaint_id)
    complaint.answer, complaint.answered_at = words, work.now
    record.act(work, by, "answer", ABOUT, complaint.number)
    person = work.session.get_one(Person, complaint.person_id)
    saying.to_person(work, person, answer_of(by, complaint, words), UNDER_ANSWER)


def answer_of(by: Person, complaint: Complaint, words: str) -> list[Text]:
    """How an answer reads to whoever complained."""
    return [
        _(
            "{who} answers your complaint {reference}:",
            who=people.name_and_title(by),
            reference=Code(complaint.reference),
        ),
        own_words(words),
        _("If you are not content with this, say so: /complain. Or go outside the team."),
        *outside.bodies(),
    ]


def drop_all(work: Work, person: Person) -> None:
    """Whoever complained is gone: nothing is owed on it."""
    mine = (Complaint.person_id == person.id, col(Complaint.answered_at).is_(None))
    for complaint in work.session.exec(select(Complaint).where(*mine)).all():
        complaint.answered_at = work.now


def let_go(work: Work, by: Person) -> None:
    """A staff member is gone: what they were to answer is put before the administrators again."""
    theirs = (Complaint.handler_id == by.id, col(Complaint.answered_at).is_(None))
    for complaint in work.session.exec(select(Complaint).where(*theirs)).all():
        complaint.handler_id = complaint.shown_at = None


def remind(work: Work) -> int:
    """Complaints that no administrator could read yet, or that are near or past their day: administrators are told."""
    open_ones = due.claimed(work, _UNANSWERED)
    return sum(
        _show(work, complaint) if complaint.shown_at is None else _alarm(work, complaint) for complaint in open_ones
    )


def _open_one(work: Work, by: Person, complaint_id: int | None) -> Complaint:
    complaint = finding.one(work, Complaint, complaint_id, held=True)
    if not _is_impartial(by, complaint):
        raise errors.NotAllowed(_("You cannot read or answer this complaint."))
    if complaint.answered_at is not None:
        raise errors.NoLongerThere(_("That complaint is answered."))
    return complaint


def _is_impartial(person: Person, complaint: Complaint) -> bool:
    return person.id not in (complaint.about_id, complaint.person_id)


def _readers(work: Work, complaint: Complaint) -> list[Person]:
    administrators = people.holding(work, frozenset({Role.ADMINISTRATOR}))
    return [one for one in administrators if _is_impartial(one, complaint) and one.chat_id is not None]


def _show(work: Work, complaint: Complaint) -> bool:
    """Bring it to every administrator who may read it; false while there is none."""
    readers = _readers(work, complaint)
    row = (Button(p_("button", "Choose who answers it"), f"x:{complaint.number}:hand"),)
    for administrator in readers:
        parts = _what(work, complaint)
        saying.to_person(work, administrator, parts, (row,), lane=Lane.ALERT, words_of=complaint.person_id)
    complaint.shown_at = work.now if readers else None
    return bool(readers)


def _alarm(work: Work, complaint: Complaint) -> bool:
    due = sum(work.now >= at for at in (complaint.told_at + ALARM, complaint.answer_by))
    if due <= complaint.alarms:
        return False
    complaint.alarms = due
    if work.now >= complaint.answer_by:
        _say_late(work, complaint)
    handler = people.by_number(work, complaint.handler_id)
    who = people.name_and_title(handler) if handler else _("nobody yet")
    text = _(
        "The complaint {reference} has no answer. It must have one by {day}. Who answers it: {who}.",
        reference=Code(complaint.reference),
        day=promises.day_of(work, complaint.answer_by),
        who=who,
    )
    row = (Button(p_("button", "Choose who answers it"), f"x:{complaint.number}:hand"),)
    for administrator in _readers(work, complaint):
        saying.to_person(work, administrator, [text], (row,), lane=Lane.ALERT)
    if handler is not None:
        saying.to_person(work, handler, [text], lane=Lane.ALERT)
    return True


def _say_late(work: Work, complaint: Complaint) -> None:
    text = _(
        "You should have had an answer to your complaint {reference} by today. It has not come, and I am sorry. I have "
        "told the team again. You can go outside the team now:",
        reference=Code(complaint.reference),
    )
    person = work.session.get_one(Person, complaint.person_id)
    saying.to_person(work, person, [text, *outside.bodies()], ((urgent.BUTTON,),))


def _what(work: Work, complaint: Complaint) -> list[Text]:
    named = people.by_number(work, complaint.about_id)
    day = promises.day_of(work, complaint.answer_by)
    parts = [
        _("Complaint {reference}. It must be answered by {day}.", reference=Code(complaint.reference), day=day),
        _("What went wrong: “{words}”", words=complaint.what),
    ]
    if named is not None:
        parts.append(_("About: {who}. They cannot see this.", who=people.name_and_title(named)))
    if complaint.whom:
        parts.append(_("About: “{words}”", words=complaint.whom))
    if complaint.remedy:
        parts.append(_("What would put it right: “{words}”", words=complaint.remedy))
    return parts


def _acknowledge(work: Work, person: Person, complaint: Complaint, *, has_reader: bool) -> None:
    reference, day = Code(complaint.reference), promises.day_of(work, complaint.answer_by)
    parts = [_("Thank you. Your complaint is kept as {reference}.", reference=reference)]
    if has_reader:
        parts.append(_("You will have the full answer by {day}, at the latest.", day=day))
        if complaint.about_id is not None:
            parts.append(_("The person it is about cannot read it, and does not answer it."))
    else:
        parts.append(
            _(
                "At this moment nobody else of the team may read it. I keep it for the first one who may. "
                "Please do not wait for that, and go to one of these:"
            )
        )
    saying.to_person(work, person, [*parts, *outside.bodies()], ((urgent.BUTTON,),))
