"""Somebody hands over all that is theirs to a named colleague, or leaves: nothing is left without an owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, n_
from bot.loop import (
    cards,
    contact_card,
    duty,
    handling,
    leads,
    looking_again,
    people,
    promise_rules,
    record,
    saying,
    senior_words,
)
from bot.store.asks import AskedBack
from bot.store.contacts import Contact
from bot.store.insights import Insight
from bot.store.issues import Action, Issue
from bot.store.library import Answer
from bot.store.people import Grant, Person
from bot.store.places import Place
from bot.store.promises import Promise
from bot.store.referrals import Referral
from bot.store.safety import RotaTurn
from bot.store.session import Work
from bot.words import CLOSED, DESK, AnswerState, Lane

Table = (
    type[Issue]
    | type[Action]
    | type[Promise]
    | type[Contact]
    | type[AskedBack]
    | type[Referral]
    | type[RotaTurn]
    | type[Answer]
    | type[Place]
)
Kept = tuple[str, Table, str]
OPEN: dict[str, sa.ColumnElement[bool]] = {
    "issue": col(Issue.state).not_in(CLOSED),
    "action": col(Action.done_at).is_(None),
    "promise": col(Promise.kept_at).is_(None),
    "talk": col(Contact.ended_at).is_(None),
    "asked": col(AskedBack.ended_at).is_(None),
    "help": col(Referral.closed_at).is_(None),
    "turn": sa.true(),
    "answer": col(Answer.state) != AnswerState.WITHDRAWN,
    "place": col(Place.gone_at).is_(None),
}
THEIRS: tuple[Kept, ...] = (
    ("issue", Issue, "owner_id"),
    ("action", Action, "owner_id"),
    ("promise", Promise, "owner_id"),
    ("talk", Contact, "taken_by"),
    ("asked", AskedBack, "by_id"),
    ("help", Referral, "holder_id"),
    ("turn", RotaTurn, "person_id"),
    ("answer", Answer, "owner_id"),
    ("place", Place, "owner_id"),
)
LOGGED: dict[str, Table] = {"issue": Issue, "answer": Answer, "place": Place}
"""What each hand-over of is written down by itself, too."""
ALSO: tuple[Callable[[Work, Person, Person], int], ...] = (handling.take_over,)
"""What is handed over beside these: given the work, who had it and who has it now; returns how many cards that were."""


def held(work: Work, person: Person) -> dict[str, int]:
    """How much of each is somebody's, where there is any."""
    counts = {}
    for name, table, column in THEIRS:
        mine = sa.select(sa.func.count()).select_from(table).where(sa.column(column) == person.number, OPEN[name])
        counts[name] = int(work.session.execute(mine).scalar_one())
    return {name: count for name, count in counts.items() if count}


def told(counts: dict[str, int]) -> list[Text]:
    """How much there is, in words."""
    words = {
        "issue": n_("{n} matter", "{n} matters", counts.get("issue", 0)),
        "action": n_("{n} thing to do", "{n} things to do", counts.get("action", 0)),
        "promise": n_("{n} promise", "{n} promises", counts.get("promise", 0)),
        "talk": n_("{n} talk", "{n} talks", counts.get("talk", 0)),
        "asked": n_("{n} question to somebody", "{n} questions to people", counts.get("asked", 0)),
        "help": n_("{n} person to help", "{n} people to help", counts.get("help", 0)),
        "turn": n_("{n} turn on the rota", "{n} turns on the rota", counts.get("turn", 0)),
        "answer": n_("{n} answer of the library", "{n} answers of the library", counts.get("answer", 0)),
        "place": n_("{n} place", "{n} places", counts.get("place", 0)),
        "card": n_("{n} card", "{n} cards", counts.get("card", 0)),
    }
    return [words[name] for name in counts if name in words]


def could_take_over(work: Work, person: Person) -> list[Person]:
    """Everybody else of the team, by name."""
    return [one for one in people.holding(work, DESK) if one.id != person.id]


def hand_over(work: Work, by: Person | None, had: Person, to: Person, *, is_erased: bool = False) -> int:
    """All that somebody has is a colleague's from now on, who hears so; `by` is nobody where they are gone.

    Staff hand over their own; an administrator anybody's. Returns how much that was.
    """
    if by is not None and by.id != had.id:
        people.must_be_administrator(work, by)
    elif by is not None:
        people.must_be_staff(work, by)
    if to.id == had.id or not people.is_staff(work, to):
        raise errors.Mistake(_("Please choose somebody else of the team."))
    looking_again.take_over(work, had, to)
    senior_words.take_over(work, had, to)
    counts = held(work, had)
    owned = {name: _numbers(work, table, had, name) for name, table in LOGGED.items()}
    matters = sorted({*owned["issue"], *_acted_on(work, had)})
    helps = _numbers(work, Referral, had, "help")
    talks = _numbers(work, Contact, had, "talk")
    for name, table, column in THEIRS:
        mine = sa.update(table).where(getattr(table, column) == had.number, OPEN[name])
        work.session.execute(mine.values({column: to.number}).execution_options(synchronize_session="fetch"))
    if cards_too := sum(also(work, had, to) for also in ALSO):
        counts["card"] = cards_too
    leads.owe(work)
    if "turn" in counts or promise_rules.of(work).duty_id == had.id:
        promise_rules.choose_duty_anew(work)
    if not counts:
        return 0
    record.act(work, by, "hand_over", "person", had.number, to=to.number, **counts)
    for name, numbers in owned.items():
        for number in numbers:
            record.act(work, by, "hand_on", name, number, before=had.number, after=to.number)
    _tell(work, _("a colleague who has left") if is_erased else people.name_and_title(had), to, counts)
    _show(work, matters, helps)
    _tell_talks(work, talks, to)
    return sum(counts.values())


def leave(work: Work, person: Person, to: Person | None = None, *, is_erased: bool = False) -> None:
    """Somebody is of the team no more: what they had goes to whom they named, else to whoever is on duty.

    Nobody who `is_erased` is named any more.
    """
    if promise_rules.of(work).duty_id == person.id:
        promise_rules.choose_duty_anew(work)
    heir = to if to is not None and people.is_staff(work, to) else people.by_number(work, duty.today(work))
    if heir is not None and heir.id != person.id:
        hand_over(work, None, person, heir, is_erased=is_erased)


def find_heirs(work: Work) -> int:
    """Whoever was of the team once and still has something: it goes to whoever is on duty."""
    staff = sa.select(col(Grant.person_id)).where(
        col(Grant.role).in_(DESK), col(Grant.allowed_at).is_not(None), col(Grant.revoked_at).is_(None)
    )
    gone = (
        select(col(Person.id))
        .join(Grant, col(Grant.person_id) == col(Person.id))
        .where(col(Grant.programme_id) == work.programme_id, col(Grant.role).in_(DESK))
        .where(col(Grant.revoked_at).is_not(None), col(Person.id).not_in(staff))
    )
    having = _who_has_something(work, work.session.exec(gone).all())
    if having is None:
        return 0
    one = select(Person).where(Person.id == having).with_for_update(skip_locked=True)
    found = work.session.exec(one).first()
    if found is None or duty.today(work) is None:
        return 0
    leave(work, found)
    return 1


def _who_has_something(work: Work, people_ids: Sequence[int | None]) -> int | None:
    """One of these people who has a matter, a promise or a talk; asked by number, so that all others' are not read."""
    for name, table, column in THEIRS if people_ids else ():
        if name in ("issue", "promise", "talk", "asked"):
            whose = getattr(table, column)
            mine = col(table.programme_id) == work.programme_id
            theirs = sa.select(whose).where(mine, whose.in_(people_ids), OPEN[name])
            if (who := work.session.execute(theirs.limit(1)).scalar()) is not None:
                return int(who)
    return None


def _numbers(work: Work, table: Table, had: Person, name: str) -> list[int]:
    column = next(column for kept, _table, column in THEIRS if kept == name)
    mine = select(table.id).where(getattr(table, column) == had.id, OPEN[name]).order_by(col(table.id))
    rows = work.session.exec(mine).all()
    return [number for number in rows if number is not None]


def _acted_on(work: Work, had: Person) -> list[int]:
    """The matters on which somebody was to do something."""
    return list(work.session.exec(select(Action.issue_id).where(Action.owner_id == had.id, OPEN["action"])).all())


def _tell(work: Work, who: Text, to: Person, counts: dict[str, int]) -> None:
    text = _("What {who} had is with you now: {what}. See it with /promises.", who=who, what=told(counts))
    saying.to_person(work, to, [text], lane=Lane.ALERT)
    heir = people.name_and_title(to)
    saying.to_staff(work, [_("{to} has now what {who} had: {what}.", to=heir, who=who, what=told(counts))])


def _show(work: Work, matters: list[int], helps: list[int]) -> None:
    for number in matters:
        cards.show_issue(work, work.session.get_one(Issue, number))
    for number in helps:
        referral = work.session.get_one(Referral, number)
        cards.show_insight(work, work.session.get_one(Insight, referral.insight_id))


def _tell_talks(work: Work, talks: list[int], to: Person) -> None:
    """Whoever talks with somebody hears who it is with now."""
    for number in talks:
        contact = work.session.get_one(Contact, number)
        contact_card.show(work, contact)
        asker = work.session.get_one(Person, contact.person_id)
        text = _("You talk with {who} from now on.", who=people.name_and_title(to))
        saying.to_person(work, asker, [text], contact_id=contact.number)


LOOKS = (find_heirs,)
