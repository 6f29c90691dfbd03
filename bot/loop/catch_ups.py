"""Catch-ups with champions: planned by staff, answered in one tap, remembered the day before, changed or called off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, n_, own_words, p_
from bot.language_names import english_name
from bot.loop import asking, due, finding, paging, people, personal, record, saying
from bot.store.catch_ups import CatchUp, Invited
from bot.store.chats import Membership
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, Role

A_DAY = timedelta(days=1)
AT_ONCE = 200
SHOWN_AT_ONCE = 5


class Coming(StrEnum):
    """What a champion says to it."""

    COME = "come"
    CANNOT = "cannot"


_TO_REMIND = (
    select(Invited, CatchUp)
    .join(CatchUp, col(CatchUp.id) == Invited.catch_up_id)
    .where(
        CatchUp.programme_id == sa.bindparam("programme"),
        CatchUp.begins_at > sa.bindparam("now"),
        CatchUp.begins_at <= sa.bindparam("until"),
        col(CatchUp.called_off_at).is_(None),
        Invited.answer == Coming.COME,
        col(Invited.reminded_at).is_(None),
    )
    .limit(AT_ONCE)
    .with_for_update(of=Invited, skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where, in which languages, what is paid; and which champions are asked: of a language, a group, or all."""

    begins_at: datetime
    where: str = field(repr=False)
    languages: Sequence[str] = ()
    costs: str = field(default="", repr=False)
    of_language: str | None = None
    of_group: int | None = None


def plan(work: Work, by: Person, plan: Plan) -> tuple[CatchUp, int, int]:
    """Ask champions to a catch-up; returns how many were asked, and how many were asked enough this week already."""
    people.must_be_staff(work, by)
    _must_be_ahead(work, plan.begins_at)
    catch_up = CatchUp(
        programme_id=work.programme_id,
        begins_at=plan.begins_at,
        where=plan.where,
        languages=list(plan.languages),
        costs=plan.costs,
        planned_by=by.number,
        planned_at=work.now,
    )
    work.session.add(catch_up)
    work.session.flush()
    asked, left_alone = whom(work, plan)
    for champion in asked:
        _ask(work, by, catch_up, champion)
    record.act(work, by, "plan_catch_up", "catch_up", catch_up.number, asked=len(asked), left_alone=left_alone)
    return catch_up, len(asked), left_alone


def whom(work: Work, plan: Plan) -> tuple[list[Person], int]:
    """Which champions are asked; and how many are left alone, since they were asked enough this week."""
    wanted = _champions(work, plan)
    asked = [champion for champion in wanted if _may_be_asked(work, champion)]
    return asked, len(wanted) - len(asked)


def invitation(by: Person, plan: Plan) -> list[Text]:
    """How it reads to a champion who is asked."""
    heading = _("{who} asks you to a catch-up.", who=people.name_and_title(by))
    return [heading, *_what(plan)]


def as_changed(by: Person, changed: Plan) -> list[Text]:
    """How another time or place reads to those who were asked."""
    return [_("The catch-up has changed: {who} has noted it.", who=people.name_and_title(by)), *_what(changed)]


def as_planned(catch_up: CatchUp, begins_at: datetime, where: str) -> Plan:
    """A catch-up with another time or place."""
    return Plan(begins_at, where, languages=catch_up.languages, costs=catch_up.costs)


def as_called_off(by: Person, catch_up: CatchUp) -> Text:
    """How those who were asked hear that it does not take place."""
    who = people.name_and_title(by)
    return _("The catch-up on {moment} does not take place. {who} is sorry.", moment=catch_up.begins_at, who=who)


def who_were_asked(work: Work, catch_up: CatchUp) -> list[Person]:
    """Everybody who was asked to one and is still there."""
    return [person for _row, person in _invited(work, catch_up)]


def answer(work: Work, person: Person, catch_up_id: int, coming: Coming) -> Text:
    """A champion says whether they come; they may say otherwise later."""
    catch_up, invited = of_invited(work, person, catch_up_id)
    invited.answer, invited.answered_at = coming, work.now
    if coming is Coming.CANNOT:
        return _("That is fine. Thank you for saying so.")
    return _("Good. I remind you the day before: {moment}", moment=catch_up.begins_at)


def cover(work: Work, person: Person, catch_up_id: int | None, topic: str) -> None:
    """A champion says what shall be talked about; staff are shown it, without who said it."""
    catch_up, invited = of_invited(work, person, catch_up_id)
    invited.topic = topic
    parts = [
        _("For the catch-up on {moment} a champion asks: please cover", moment=catch_up.begins_at),
        own_words(f"“{personal.masked(topic)}”"),
    ]
    saying.to_staff(work, parts, words_of=person.number)


def of_invited(work: Work, person: Person, catch_up_id: int | None) -> tuple[CatchUp, Invited]:
    """A catch-up that is still to come, for a champion who was asked to it."""
    catch_up = finding.one(work, CatchUp, catch_up_id)
    mine = (Invited.catch_up_id == catch_up.id, Invited.person_id == person.id)
    invited = work.session.exec(select(Invited).where(*mine).with_for_update()).first()
    if invited is None:
        raise errors.NotAllowed(_("Only those who were asked to it can answer this."))
    _must_be_on(work, catch_up)
    return catch_up, invited


def on(work: Work, by: Person, catch_up_id: int | None) -> CatchUp:
    """A catch-up that is still to come, for staff, held."""
    people.must_be_staff(work, by)
    catch_up = finding.one(work, CatchUp, catch_up_id, held=True)
    _must_be_on(work, catch_up)
    return catch_up


def change(work: Work, by: Person, catch_up_id: int | None, begins_at: datetime, where: str) -> None:
    """Another time or place: all who were asked hear it, once, and may answer anew."""
    catch_up = on(work, by, catch_up_id)
    _must_be_ahead(work, begins_at)
    before, catch_up.begins_at, catch_up.where = catch_up.begins_at, begins_at, where
    catch_up.changed_at = work.now
    record.act(
        work, by, "change_catch_up", "catch_up", catch_up.number, before=before.isoformat(), after=begins_at.isoformat()
    )
    parts = as_changed(by, as_planned(catch_up, begins_at, where))
    for invited, person in _invited(work, catch_up):
        invited.reminded_at = None
        saying.to_person(work, person, parts, buttons(catch_up.number), lane=Lane.ANSWER)


def call_off(work: Work, by: Person, catch_up_id: int | None) -> None:
    """It does not take place: all who were asked hear it, once."""
    catch_up = on(work, by, catch_up_id)
    catch_up.called_off_at = work.now
    record.act(work, by, "call_off", "catch_up", catch_up.number, before="on", after="off")
    for person in who_were_asked(work, catch_up):
        saying.to_person(work, person, [as_called_off(by, catch_up)], lane=Lane.ANSWER)


def remind_of_catch_ups(work: Work) -> int:
    """Those who come are told again the day before, once."""
    found = work.session.exec(_TO_REMIND, params=due.values(work, until=work.now + A_DAY)).all()
    for invited, catch_up in found:
        invited.reminded_at = work.now
        person = people.by_number(work, invited.person_id)
        if person is not None and person.left_at is None:
            heading = _("You said that you come to the catch-up:")
            parts = [heading, *_what(as_planned(catch_up, catch_up.begins_at, catch_up.where))]
            saying.to_person(work, person, parts, buttons(catch_up.number), lane=Lane.ANSWER)
    return len(found)


def show(work: Work, by: Person, start: int = 0) -> None:
    """Show staff some of the catch-ups to come, with how many come and what shall be covered."""
    people.must_be_staff(work, by)
    ahead = (CatchUp.programme_id == work.programme_id, CatchUp.begins_at > work.now)
    there = select(CatchUp).where(*ahead, col(CatchUp.called_off_at).is_(None))
    in_order = there.order_by(col(CatchUp.begins_at), col(CatchUp.id)).offset(start)
    found = work.session.exec(in_order.limit(SHOWN_AT_ONCE + 1)).all()
    for catch_up in found[:SHOWN_AT_ONCE]:
        row = (
            Button(p_("button", "Change it"), f"meet:{catch_up.number}:change"),
            Button(p_("button", "Call it off"), f"meet:{catch_up.number}:off"),
        )
        what = _what(as_planned(catch_up, catch_up.begins_at, catch_up.where))
        saying.to_person(work, by, [*what, *_counts(work, catch_up)], (row,))
    plan_one = Button(p_("button", "Plan a catch-up"), "meet:plan")
    text = _("Here you plan to meet with them. I leave out who was asked enough this week.")
    turns = paging.steps("meet:list:", start, SHOWN_AT_ONCE, is_more=len(found) > SHOWN_AT_ONCE)
    saying.to_person(work, by, [text], [turns, [plan_one]] if turns else [[plan_one]])


def _may_be_asked(work: Work, champion: Person) -> bool:
    """False where they were asked as many things this week as they want to be."""
    try:
        asking.must_not_be_too_much(work, champion)
    except errors.NotAllowed:
        return False
    return True


def _ask(work: Work, by: Person, catch_up: CatchUp, champion: Person) -> None:
    asking.count(work, by, champion)
    invited = Invited(
        programme_id=work.programme_id, catch_up_id=catch_up.number, person_id=champion.number, asked_at=work.now
    )
    work.session.add(invited)
    parts = invitation(by, as_planned(catch_up, catch_up.begins_at, catch_up.where))
    saying.to_person(work, champion, parts, buttons(catch_up.number), lane=Lane.ANSWER)


def _champions(work: Work, plan: Plan) -> list[Person]:
    everyone = people.holding(work, frozenset({Role.CHAMPION}))
    there = [one for one in everyone if one.chat_id is not None and one.left_at is None and one.blocked_at is None]
    if plan.of_language is not None:
        there = [one for one in there if (one.language or "en") == plan.of_language]
    if plan.of_group is not None:
        members = select(Membership.person_id).where(Membership.group_id == plan.of_group)
        inside = set(work.session.exec(members).all())
        there = [one for one in there if one.id in inside]
    return there


def _invited(work: Work, catch_up: CatchUp) -> list[tuple[Invited, Person]]:
    found = select(Invited, Person).join(Person, col(Person.id) == Invited.person_id)
    mine = (Invited.catch_up_id == catch_up.id, col(Person.left_at).is_(None))
    return list(work.session.exec(found.where(*mine).order_by(col(Invited.id))).all())


def _what(catch_up: Plan) -> list[Text]:
    parts = [_("When: {moment}", moment=catch_up.begins_at), _("Where: {where}", where=catch_up.where)]
    if catch_up.languages:
        names = [own_words(english_name(code)) for code in catch_up.languages]
        parts.append(_("We speak: {languages}", languages=names))
    if catch_up.costs:
        parts.append(_("We pay: {costs}", costs=catch_up.costs))
    return parts


def buttons(number: int) -> tuple[tuple[Button, ...], ...]:
    """What a champion can say to a catch-up, by its number."""
    come, cannot = p_("button", "I come"), p_("button", "I cannot")
    return (
        (Button(come, f"meet:{number}:come"), Button(cannot, f"meet:{number}:cannot")),
        (Button(p_("button", "Please cover …"), f"meet:{number}:cover"),),
    )


def _counts(work: Work, catch_up: CatchUp) -> list[Text]:
    rows = [invited for invited, _person in _invited(work, catch_up)]
    said = Counter(invited.answer for invited in rows)
    parts = [
        n_(
            "Asked: {n}. {come} come, {cannot} cannot, {silent} have not said.",
            "Asked: {n}. {come} come, {cannot} cannot, {silent} have not said.",
            len(rows),
            come=said[Coming.COME],
            cannot=said[Coming.CANNOT],
            silent=said[None],
        )
    ]
    parts += [own_words(f"“{personal.masked(invited.topic)}”") for invited in rows if invited.topic]
    return parts


def _must_be_ahead(work: Work, begins_at: datetime) -> None:
    if begins_at <= work.now:
        raise errors.NotAllowed(_("That time has passed. Please plan it for later."))


def _must_be_on(work: Work, catch_up: CatchUp) -> None:
    if catch_up.called_off_at is not None:
        raise errors.NoLongerThere(_("That catch-up was called off."))
    if catch_up.begins_at <= work.now:
        raise errors.NoLongerThere(_("That catch-up is over."))
