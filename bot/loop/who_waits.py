"""Who counts on a promise: the chats of those who were told its date, each with what they call it there."""

from __future__ import annotations

from sqlmodel import col, select

from bot.loop import elsewhere, people
from bot.store.actions import PlanReply
from bot.store.contacts import Contact
from bot.store.decisions import Decision, LookAgain
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.places import Place, PlaceReport
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import SeniorWord, Telling
from bot.words import CLOSED, PromiseKind, TellingState

IN_PRIVATE = (PromiseKind.HOLDER, PromiseKind.HELP)
Waiting = list[tuple[int, str]]


def of(work: Work, promise: Promise) -> Waiting:
    """The chats in which somebody counts on it, each with what they call it."""
    number = promise.about_id
    match promise.about.partition(":")[0]:
        case "insight":
            return _on_insight(work, work.session.get_one(Insight, number), promise)
        case "issue" | "action":
            return _raisers(work, work.session.get_one(Issue, number))
        case "decision":
            decision = work.session.get_one(Decision, number)
            return _raisers(work, work.session.get_one(Issue, decision.issue_id))
        case "contact":
            contact = work.session.get_one(Contact, number)
            return _in_private(people.by_number(work, contact.person_id), contact.reference)
        case "senior_word":
            return _raisers(work, work.session.get_one(Issue, work.session.get_one(SeniorWord, number).issue_id))
        case "look_again":
            asked = work.session.get_one(LookAgain, number)
            issue_id = work.session.get_one(Raiser, asked.raiser_id).issue_id
            return _in_private(people.by_number(work, asked.person_id), f"M-{issue_id}")
        case "plan_reply":
            raiser = work.session.get_one(Raiser, work.session.get_one(PlanReply, number).raiser_id)
            there = raiser.chat_id is not None and raiser.settled_at is None
            return [(raiser.chat_id, f"M-{raiser.issue_id}")] if raiser.chat_id is not None and there else []
        case "place_report":
            report = work.session.get_one(PlaceReport, number)
            place = work.session.get_one(Place, report.place_id)
            return _in_private(people.by_number(work, report.person_id), place.name)
        case "update":
            return _for_words(work, promise)
    return []


def _on_insight(work: Work, insight: Insight, promise: Promise) -> Waiting:
    if insight.taken_back_at is not None:
        return []
    if insight.in_private or promise.kind in IN_PRIVATE:
        return _in_private(people.by_number(work, insight.person_id), insight.reference)
    chat_id = elsewhere.chat_of(work, insight)
    return [(chat_id, insight.reference)] if chat_id is not None else []


def _raisers(work: Work, issue: Issue) -> Waiting:
    if issue.state in CLOSED:
        return []
    raised = select(Raiser.chat_id).where(Raiser.issue_id == issue.id, col(Raiser.settled_at).is_(None))
    chats = work.session.exec(raised.distinct().order_by(col(Raiser.chat_id))).all()
    return [(chat_id, issue.reference) for chat_id in chats if chat_id is not None]


def _in_private(person: Person | None, reference: str) -> Waiting:
    if person is None or person.chat_id is None or person.left_at is not None:
        return []
    return [(person.chat_id, reference)]


def _for_words(work: Work, promise: Promise) -> Waiting:
    language = promise.about.partition(":")[2]
    waits = select(Telling.chat_id, Raiser.issue_id).outerjoin(Raiser, col(Raiser.id) == Telling.raiser_id)
    of_it = (Telling.update_id == promise.about_id, Telling.waits_for == language, Telling.state == TellingState.OWED)
    return [(chat, f"M-{issue}") for chat, issue in work.session.exec(waits.where(*of_it)).all() if issue]
