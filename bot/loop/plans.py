"""The plan goes to those who raised the matter: would this help? What is missing is always answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.action_words import PlanWord
from bot.language import Code, Text, _, own_words, p_
from bot.loop import (
    cards,
    due,
    finding,
    passed_on,
    people,
    personal,
    plan_dates,
    plan_lines,
    promises,
    record,
    saying,
    tellings,
    updates,
)
from bot.store import versions
from bot.store.actions import Plan, PlanReply
from bot.store.issues import Action, Issue, Raiser
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Telling, Update, Version
from bot.words import CLOSED, Lane, PromiseKind, UpdateKind

WHAT, MEASURE = "action_what", "action_measure"
SOURCE = "en"
ABOUT = "plan_reply"
ANSWER_WORKING_DAYS = promises.AFTER_A_NO_WORKING_DAYS
_DUE = due.rows(Plan, col(Plan.goes_ahead_at) <= due.NOW)


def write(work: Work, by: Person, action: Action, what: Mapping[str, str], measure: Mapping[str, str]) -> None:
    """Keep what is planned and how people will notice, in every language that there are words in."""
    action.what, action.measure = what[SOURCE], measure[SOURCE]
    earlier = sa.delete(Version).where(col(Version.of).in_((WHAT, MEASURE)), col(Version.of_id) == action.number)
    work.session.execute(earlier)
    for of, texts in ((WHAT, what), (MEASURE, measure)):
        for language, text in texts.items():
            versions.write(
                work.session,
                programme_id=work.programme_id,
                of=of,
                of_id=action.number,
                language=language,
                text=text,
                by_id=by.id,
                source_hash=versions.fingerprint(texts[SOURCE]),
                now=work.now,
            )


def tell(work: Work, by: Person, action: Action) -> None:
    """Tell everyone who raised the matter what is planned, and ask what they think of it.

    Where they were being asked whether it is better, they are asked so again once that is done as well.
    """
    issue = work.session.get_one(Issue, action.issue_id)
    issue.judge_by = None
    updates.tell_raisers(
        work,
        teller(work, action) or by,
        issue,
        UpdateKind.PLAN,
        did=written(work, WHAT, action),
        words=written(work, MEASURE, action),
        next_news=plan_dates.next_news(work, issue, action.due),
        plan=action,
    )


def say(work: Work, person: Person, code: str, word: PlanWord) -> PlanReply | None:
    """One person's word on a plan, for whoever raised the matter; nothing where that is what they said already.

    Raises `errors.NoLongerThere` where there is a newer plan.
    """
    plan, telling, raiser = _asked(work, person, code)
    if telling.for_group_id is None:
        tellings.heard(work, telling)
    else:
        passed_on.arrived(work, person, telling)
    reply = _reply(work, plan, telling, raiser, person)
    if reply.word == word:
        return None
    reply.word, reply.at = word, work.now
    plan.goes_ahead_at = plan.goes_ahead_at if word == PlanWord.NO_WORD else None
    plan.not_agreed_at = plan.not_agreed_at if word == PlanWord.NO_WORD else None
    work.session.flush()
    record.act(work, person, "plan_word", "plan", plan.number, word=word)
    issue = work.session.get_one(Issue, raiser.issue_id)
    if word == PlanWord.MISSING:
        _owe_answer(work, issue, reply)
    elif reply.missing is None:
        promises.keep(work, PromiseKind.PLAN_ANSWER, ABOUT, reply.number)
    if word == PlanWord.HELPS:
        text = _about(_("It would help, says somebody who raised {reference}."), issue)
        _tell_owner(work, issue, [text], plan, key=f"helps:{plan.number}:{raiser.number}")
    cards.show_issue(work, issue)
    return reply


def say_missing(work: Work, person: Person, reply_id: int, words: str) -> date:
    """What is missing, in their words: to the owner, who owes an answer by the day that is returned."""
    reply = own(work, person, reply_id)
    reply.missing = words if reply.missing is None else f"{reply.missing}\n{words}"
    plan, raiser = work.session.get_one(Plan, reply.plan_id), work.session.get_one(Raiser, reply.raiser_id)
    issue = work.session.get_one(Issue, raiser.issue_id)
    record.act(work, person, "plan_missing", "plan", plan.number)
    due = reply.answer_by or promises.working_days_on(work, ANSWER_WORKING_DAYS)
    day = promises.day_of(work, due)
    heading = _("Somebody who raised {reference} says what the plan lacks:")
    until = _("They were promised an answer by {day}.", day=day)
    row = ((Button(p_("button", "Answer them"), f"pr:{reply.number}:answer"),),)
    room = [_about(heading, issue), own_words(personal.masked(words)), until]
    saying.to_staff(work, room, row, words_of=person.number)
    owner = _owner(work, plan)
    if owner is not None:
        parts = [_about(heading, issue), own_words(words), until]
        saying.to_person(work, owner, parts, row, lane=Lane.ALERT, words_of=person.number)
    cards.show_issue(work, issue)
    return day


def own(work: Work, person: Person, reply_id: int | None) -> PlanReply:
    """What somebody said to a plan, for themselves. Raises `errors.NotAllowed` for others."""
    reply = finding.one(work, PlanReply, reply_id, held=True)
    if reply.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who said this can do that."))
    return reply


def unexplained(work: Work, person: Person, telling: Telling) -> PlanReply | None:
    """This person's "something is missing" to what a telling says, while they have not said what."""
    return work.session.exec(
        select(PlanReply).where(
            PlanReply.telling_id == telling.id,
            PlanReply.person_id == person.id,
            PlanReply.word == PlanWord.MISSING,
            col(PlanReply.missing).is_(None),
        )
    ).first()


def unanswered(work: Work, by: Person, reply_id: int | None) -> tuple[PlanReply, Issue, Raiser]:
    """What is missing, for staff to answer. Raises `errors.NoLongerThere` once somebody has."""
    people.must_be_staff(work, by)
    reply = finding.one(work, PlanReply, reply_id, held=True)
    if reply.answered_at is not None:
        raise errors.NoLongerThere(_("Somebody has answered that already."))
    raiser = work.session.get_one(Raiser, reply.raiser_id)
    return reply, work.session.get_one(Issue, raiser.issue_id), raiser


def answer(work: Work, by: Person, reply_id: int, words: Mapping[str, str]) -> None:
    """A named person answers what is missing, to the one raiser who said so."""
    reply, issue, raiser = unanswered(work, by, reply_id)
    reply.answered_at = work.now
    promises.keep(work, PromiseKind.PLAN_ANSWER, ABOUT, reply.number)
    record.act(work, by, "answer_missing", "plan", reply.plan_id, reply=reply.number)
    day = plan_dates.news_with_answer(work, issue)
    updates.tell_raisers(work, by, issue, UpdateKind.ANSWER, words=words, next_news=day, only=[raiser])


def go_ahead(work: Work) -> int:
    """Plans to which nobody has said yes or no in ten days: they go ahead, and are marked as not agreed yet."""
    found = due.claimed(work, _DUE)
    for plan in found:
        plan.goes_ahead_at = None
        action = work.session.get_one(Action, plan.action_id)
        issue = work.session.get_one(Issue, action.issue_id)
        if action.done_at is not None or issue.state in CLOSED:
            continue
        plan.not_agreed_at = work.now
        record.act(work, None, "not_agreed", "plan", plan.number)
        text = _("Nobody said in ten days whether the plan for {reference} would help. It goes ahead: not agreed yet.")
        _tell_owner(work, issue, [_about(text, issue)], plan)
        cards.show_issue(work, issue)
    return len(found)


def answer_late(work: Work, promise: Promise) -> None:
    """What is missing was not answered by the day promised: who said it hears so, with a new day; so do staff."""
    reply = work.session.get_one(PlanReply, promise.about_id)
    raiser = work.session.get_one(Raiser, reply.raiser_id)
    if raiser.settled_at is not None or raiser.chat_id is None:
        promises.keep(work, PromiseKind.PLAN_ANSWER, ABOUT, reply.number)
        return
    issue = work.session.get_one(Issue, raiser.issue_id)
    _owe_answer(work, issue, reply)
    day = promises.day_of(work, reply.answer_by or work.now)
    sorry = _(
        "You said that something is missing in the plan for {reference}. You should have had an answer by today. "
        "It has not come, and I am sorry. You will have it by {day}.",
        reference=Code(issue.reference),
        day=day,
    )
    saying.to_chat(work, raiser.chat_id, [sorry], lane=Lane.TELLING)
    text = [
        _about(
            _("{reference}: somebody said what is missing in the plan. Nobody has answered, and the day is past."),
            issue,
        )
    ]
    row = ((Button(p_("button", "Answer them"), f"pr:{reply.number}:answer"),),)
    saying.to_staff(work, text, row)
    owner = _owner(work, work.session.get_one(Plan, reply.plan_id))
    if owner is not None:
        saying.to_person(work, owner, text, row, lane=Lane.ALERT)


def _asked(work: Work, person: Person, code: str) -> tuple[Plan, Telling, Raiser]:
    telling = tellings.by_code(work, code)
    raiser = work.session.get(Raiser, telling.raiser_id) if telling and telling.raiser_id else None
    update = work.session.get(Update, telling.update_id) if telling else None
    told = plan_lines.of(work, update) if update else None
    if telling is None or raiser is None or told is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    if raiser.person_id is not None and raiser.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who raised this can say that."))
    if telling.for_group_id is not None:
        passed_on.of_champion(work, person, telling.number)
    plan = finding.one(work, Plan, told.id, held=True)
    newest = plan_lines.newest(work, work.session.get_one(Action, plan.action_id))
    if newest is not None and newest.id != plan.id:
        raise errors.NoLongerThere(_("There is a newer plan. Please say it under that one."))
    return plan, telling, raiser


def _reply(work: Work, plan: Plan, telling: Telling, raiser: Raiser, person: Person) -> PlanReply:
    mine = (PlanReply.plan_id == plan.id, PlanReply.raiser_id == raiser.id, PlanReply.person_id == person.id)
    reply = work.session.exec(select(PlanReply).where(*mine)).first()
    if reply is None:
        reply = PlanReply(
            programme_id=work.programme_id,
            plan_id=plan.number,
            raiser_id=raiser.number,
            person_id=person.number,
            telling_id=telling.number,
            word="",
            at=work.now,
        )
        work.session.add(reply)
        work.session.flush()
    return reply


def _owe_answer(work: Work, issue: Issue, reply: PlanReply) -> None:
    reply.answer_by, reply.answered_at = promises.working_days_on(work, ANSWER_WORKING_DAYS), None
    plan = work.session.get_one(Plan, reply.plan_id)
    owner = _owner(work, plan)
    owner_id = owner.number if owner else None
    promises.make(work, PromiseKind.PLAN_ANSWER, ABOUT, reply.number, reply.answer_by, owner_id)


def _tell_owner(work: Work, issue: Issue, parts: list[Text], plan: Plan, key: str | None = None) -> None:
    owner = _owner(work, plan)
    if owner is not None:
        saying.to_person(work, owner, parts, lane=Lane.ALERT, key=key)


def _owner(work: Work, plan: Plan) -> Person | None:
    """Who answers for what is planned, else for the matter."""
    return teller(work, work.session.get_one(Action, plan.action_id))


def teller(work: Work, action: Action) -> Person | None:
    """Who tells people of it: whoever answers for it, else for the matter."""
    issue = work.session.get_one(Issue, action.issue_id)
    return people.serving(work, action.owner_id) or people.serving(work, issue.owner_id)


def written(work: Work, of: str, action: Action) -> dict[str, str]:
    """What is planned, or how people will notice, by language."""
    rows = select(Version.language, Version.text).where(Version.of == of, Version.of_id == action.number)
    return dict(work.session.exec(rows).all())


def _about(text: Text, issue: Issue) -> Text:
    return Text(text.message, {**text.values, "reference": Code(issue.reference)})
