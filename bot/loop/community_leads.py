"""The working group of community leads: chosen champions, who see what is open and may be shown."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import asking, finding, paging, people, personal, record, saying, us_too
from bot.store.issues import Issue
from bot.store.leads import Lead, Round
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, Role

LEAST_TO_RANK = 2
SOURCE = "en"
CHOOSE = p_("button", "Choose the first three")


def of(work: Work) -> list[Person]:
    """Who is in it, by name."""
    found = (
        select(Person)
        .join(Lead, col(Lead.person_id) == Person.id)
        .where(Lead.programme_id == work.programme_id, col(Lead.ended_at).is_(None), col(Person.left_at).is_(None))
    )
    return list(work.session.exec(found.order_by(Person.name, col(Person.id))).all())


def is_one(work: Work, person: Person) -> bool:
    """Whether somebody is a community lead."""
    return any(one.id == person.id for one in of(work))


def must_be_one(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed` for anybody else."""
    if not is_one(work, person):
        raise errors.NotAllowed(_("Only community leads can do this. The team chooses them."))


def could_be(work: Work) -> list[Person]:
    """Champions who are no leads yet."""
    there = {one.id for one in of(work)}
    champions = people.holding(work, frozenset({Role.CHAMPION}))
    return [one for one in champions if one.id not in there and one.chat_id is not None]


def choose(work: Work, by: Person, person_id: int) -> None:
    """Staff choose a champion to be a lead; they hear what that means, and how to say no.

    Raises `errors.NotAllowed` where they have been asked enough this week.
    """
    people.must_be_staff(work, by)
    person = finding.one(work, Person, person_id, held=True)
    if person.id not in [one.id for one in could_be(work)]:
        raise errors.NoLongerThere(_("That person is a lead already, or no champion any more."))
    asking.must_not_be_too_much(work, person)
    asking.count(work, by, person)
    lead = work.session.exec(select(Lead).where(Lead.person_id == person.id)).first()
    if lead is None:
        lead = Lead(programme_id=work.programme_id, person_id=person.number, chosen_by=by.number, since=work.now)
    lead.chosen_by, lead.since, lead.ended_at = by.number, work.now, None
    work.session.add(lead)
    work.session.flush()
    record.act(work, by, "choose_lead", "person", person.number)
    parts = [
        _("{who} asks you to be a community lead.", who=people.name_and_title(by)),
        _("Once a month you get a list of what is open, and you say which three should come first."),
        _("To see the list at any time, write /matters. If you would rather not, tap below. You need not say why."),
    ]
    no = Button(p_("button", "I would rather not"), "lead:leave")
    saying.to_person(work, person, parts, ((no,),), lane=Lane.ANSWER)


def let_go(work: Work, by: Person, person_id: int) -> None:
    """Somebody is no lead any more: by the team's word, or by their own."""
    if by.id != person_id:
        people.must_be_staff(work, by)
    mine = (Lead.programme_id == work.programme_id, Lead.person_id == person_id, col(Lead.ended_at).is_(None))
    lead = work.session.exec(select(Lead).where(*mine).with_for_update()).first()
    if lead is None:
        raise errors.NoLongerThere(_("That is settled already."))
    lead.ended_at = work.now
    record.act(work, by, "let_lead_go", "person", person_id)
    person = work.session.get_one(Person, person_id)
    if by.id != person_id:
        text = _("You are not a community lead any more. Thank you for all you did.")
        saying.to_person(work, person, [text], lane=Lane.ANSWER)
    else:
        saying.to_staff(work, [_("A community lead would rather not be one any more. See /leads.")])


def open_matters(work: Work) -> list[tuple[int, str]]:
    """What is open and may be shown to others, by number and title: nothing that points to anybody."""
    return [(number, personal.masked(title)) for number, title in us_too.shown(work).items()]


def show_matters(work: Work, person: Person, start: int = 0) -> None:
    """Show a lead some of what is open; while a round is, with the way to choose."""
    must_be_one(work, person)
    matters = open_matters(work)
    parts: list[Text] = (
        [_("This is what is open and may be shown:")] if matters else [_("Nothing is open to be shown.")]
    )
    parts += listed(work, person, matters[start : start + paging.AT_ONCE], start)
    now = current(work)
    rows = [choose_row(now)] if now and len(matters) >= LEAST_TO_RANK else []
    turns = paging.steps("lead:matters:", start, paging.AT_ONCE, is_more=len(matters) > start + paging.AT_ONCE)
    saying.to_person(work, person, parts, [*rows, turns] if turns else rows)


def listed(work: Work, person: Person, matters: list[tuple[int, str]], start: int = 0) -> list[Text]:
    """Titles and summaries, as staff wrote them, with the language where that is not the reader's.

    They are numbered after the `start` that came before.
    """
    numbers = [number for number, _title in matters]
    written = work.session.exec(select(Issue.id, Issue.summary).where(col(Issue.id).in_(numbers))).all()
    summaries = {number: personal.masked(summary) for number, summary in written if summary}
    only = [_("I have this in {language} only.", language=english_name(SOURCE))]
    titles = [
        own_words("\n".join(part for part in (f"{at}. {title}", summaries.get(number)) if part))
        for at, (number, title) in enumerate(matters, start + 1)
    ]
    return [*(only if matters and (person.language or SOURCE) != SOURCE else ()), *titles]


def choose_row(now: Round) -> tuple[Button, ...]:
    """The way for a lead to choose in a round."""
    return (Button(CHOOSE, f"lead:{now.number}:rank"),)


def current(work: Work) -> Round | None:
    """The round that is open."""
    found = select(Round).where(Round.programme_id == work.programme_id, col(Round.closed_at).is_(None))
    return work.session.exec(found.order_by(col(Round.id).desc())).first()
