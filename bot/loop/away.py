"""The whole team is away until a day: every promise that falls into it moves to the first working day after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _
from bot.loop import nudge_times, people, promise_rules, promises, record, saying, who_waits
from bot.store.actions import PlanReply
from bot.store.consult import Consultation
from bot.store.contacts import Contact
from bot.store.decisions import LookAgain
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.people import Person
from bot.store.places import PlaceReport
from bot.store.promises import Promise
from bot.store.referrals import Referral
from bot.store.session import Work
from bot.store.updates import SeniorWord
from bot.words import Lane, PromiseKind

WITH_THE_NEWS = (PromiseKind.ACTION, PromiseKind.THEIR_ANSWER)
"""What raisers hear of with the next news, which has a date of its own."""
Owed = dict[int, set[str]]


def begin(work: Work, by: Person, until: date) -> int:
    """Nobody of the team works from now to the end of a day; all who are owed something by then are told, once.

    Returns how many promises moved.
    """
    people.must_be_staff(work, by)
    if until < promises.today(work):
        raise errors.Mistake(_("That day is past."))
    rules = promise_rules.kept(work)
    before = rules.away_until
    rules.away_since, rules.away_until, rules.away_by = work.now, until, by.number
    rules.duty_id = None
    work.session.flush()
    calendar = promise_rules.calendar(work)
    back = calendar.after(until)
    found = _falling_into(work, calendar.end(until))
    _move(work, found, calendar.end(back))
    owed: Owed = {}
    for promise in (one for one in found if one.kind not in WITH_THE_NEWS):
        for chat_id, reference in who_waits.of(work, promise):
            owed.setdefault(chat_id, set()).add(reference)
    _tell(work, owed, until, back)
    record.act(work, by, "away", "programme", work.programme_id, before=str(before), after=str(until), moved=len(found))
    text = _("The whole team is away until the end of {day}, says {who}.", day=until, who=people.name_and_title(by))
    saying.to_staff(work, [text])
    return len(found)


def end(work: Work, by: Person) -> int:
    """The team is back earlier: what was moved is owed sooner again. Nobody is told: they only hear sooner."""
    people.must_be_staff(work, by)
    rules = promise_rules.kept(work)
    if not is_away(work):
        raise errors.NoLongerThere(_("The team is not away."))
    record.act(work, by, "back", "programme", work.programme_id, before=str(rules.away_until))
    rules.away_since = rules.away_until = rules.away_by = rules.duty_id = None
    work.session.flush()
    soonest = promises.working_days_on(work, 1)
    moved = work.session.exec(
        select(Promise).where(
            Promise.programme_id == work.programme_id,
            col(Promise.kept_at).is_(None),
            col(Promise.moved_from).is_not(None),
            Promise.due_at > soonest,
        )
    ).all()
    for promise in moved:
        _set_due(work, promise, max(promise.moved_from or soonest, soonest))
        promise.moved_from = None
    saying.to_staff(work, [_("The team is back, says {who}.", who=people.name_and_title(by))])
    return len(moved)


def is_away(work: Work) -> bool:
    """Whether the whole team is away now."""
    rules = promise_rules.of(work)
    return rules.away_until is not None and rules.away_until >= promises.today(work)


def lines(work: Work) -> list[Text]:
    """That the team is away, while it is."""
    rules = promise_rules.of(work)
    if not is_away(work):
        return []
    return [_("The whole team is away until the end of {day}.", day=rules.away_until)]


def _falling_into(work: Work, last: datetime) -> list[Promise]:
    """What is due from now until then: one promise of each kind and subject, the others are one with it."""
    found = work.session.exec(
        select(Promise)
        .where(
            Promise.programme_id == work.programme_id,
            col(Promise.kept_at).is_(None),
            Promise.due_at > work.now,
            Promise.due_at <= last,
        )
        .order_by(col(Promise.due_at), col(Promise.id))
        .with_for_update()
    ).all()
    newest = {(one.kind, one.about, one.about_id): one for one in found}
    for promise in found:
        if newest[promise.kind, promise.about, promise.about_id] is not promise:
            work.session.delete(promise)
    work.session.flush()
    return list(newest.values())


def _move(work: Work, found: Iterable[Promise], due: datetime) -> None:
    for promise in found:
        promise.moved_from = promise.moved_from or promise.due_at
        _set_due(work, promise, due)
    raised = sa.update(Raiser).where(
        col(Raiser.programme_id) == work.programme_id,
        col(Raiser.settled_at).is_(None),
        col(Raiser.next_news_by) > work.now,
        col(Raiser.next_news_by) < due,
    )
    work.session.execute(raised.values(next_news_by=due))


def _set_due(work: Work, promise: Promise, due: datetime) -> None:
    """The promise has another date, and so has what people see of it; where that very date stands already, that one."""
    same = (Promise.kind == promise.kind, Promise.about == promise.about, Promise.about_id == promise.about_id)
    there = select(Promise).where(*same, Promise.due_at == due, Promise.id != promise.id)
    if (other := work.session.exec(there).first()) is not None:
        other.kept_at = None
        work.session.delete(promise)
    else:
        promise.due_at = due
        promise.nudged, promise.nudge_at = 0, nudge_times.first(promise_rules.calendar(work), work.now, due)
    work.session.flush()
    if promise.kind == PromiseKind.FIRST_WORD:
        work.session.get_one(Insight, promise.about_id).first_word_by = due
    elif promise.kind == PromiseKind.CONTACT:
        work.session.get_one(Contact, promise.about_id).due_at = due
    elif promise.kind == PromiseKind.HELP:
        held = (col(Referral.insight_id) == promise.about_id, col(Referral.word_by).is_not(None))
        work.session.execute(sa.update(Referral).where(*held).values(word_by=due))
    elif promise.kind == PromiseKind.LOOK_AGAIN:
        work.session.get_one(LookAgain, promise.about_id).due_at = due
    elif promise.kind == PromiseKind.SENIOR_WORD:
        work.session.get_one(SeniorWord, promise.about_id).due_at = due
    elif promise.kind == PromiseKind.PLAN_ANSWER:
        work.session.get_one(PlanReply, promise.about_id).answer_by = due
    elif promise.kind == PromiseKind.PLACE:
        work.session.get_one(PlaceReport, promise.about_id).due_at = due
    elif promise.kind == PromiseKind.RESULT:
        mine = sa.update(Consultation).where(col(Consultation.message_id) == promise.about_id)
        work.session.execute(mine.values(late_until=promises.day_of(work, due), late_told_at=None))


def _tell(work: Work, owed: Owed, until: date, back: date) -> None:
    """One message for each person and group, whatever and how much they wait for."""
    for chat_id, references in sorted(owed.items()):
        parts = [
            _("Everybody at {team} is away until the end of {day}.", team=work.programme.name, day=until),
            _(
                "You hear by {day} about: {references}. Nothing is lost. If it cannot wait, write /urgent.",
                day=back,
                references=[Code(one) for one in sorted(references)],
            ),
        ]
        saying.to_chat(work, chat_id, parts, lane=Lane.TELLING)
