"""Who was told how the programme works, when and by whom."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from bot import errors
from bot.language import Text, _
from bot.loop import finding, people, promises, record
from bot.store.inductions import Induction
from bot.store.people import Person
from bot.store.session import Work


def note(work: Work, by: Person, person_id: int | None, day: date, by_id: int) -> Induction:
    """Staff note that somebody had their induction; noted again, the newest counts."""
    people.must_be_staff(work, by)
    person, teacher = finding.one(work, Person, person_id), finding.one(work, Person, by_id)
    if day > promises.today(work):
        raise errors.Mistake(_("That day is still to come."))
    before = newest(work, person)
    induction = Induction(
        programme_id=work.programme_id,
        person_id=person.number,
        day=day,
        by_id=teacher.number,
        noted_by=by.number,
        noted_at=work.now,
    )
    work.session.add(induction)
    work.session.flush()
    was = before.day.isoformat() if before else None
    record.act(work, by, "note_induction", "person", person.number, before=was, after=day.isoformat(), held_by=by_id)
    return induction


def newest(work: Work, person: Person) -> Induction | None:
    """Somebody's last induction."""
    found = select(Induction).where(Induction.person_id == person.id).order_by(col(Induction.id).desc())
    return work.session.exec(found).first()


def line(work: Work, person: Person) -> Text:
    """When and by whom, for a card."""
    found = newest(work, person)
    if found is None:
        return _("Induction: none noted")
    by = people.by_number(work, found.by_id)
    who = people.name_and_title(by) if by else _("somebody of the team")
    return _("Induction: {day}, by {who}", day=found.day, who=who)
