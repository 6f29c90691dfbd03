"""What staff do, straight by the rules."""

from __future__ import annotations

from datetime import timedelta

from bot.loop import issues, judgements, people, updates
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK, Scope, UpdateKind
from tests.handlers.phone import Phone


def tom(work: Work) -> Person:
    return people.holding(work, DESK)[-1]


def known(work: Work, phone: Phone) -> Person:
    person = people.known(work, phone.id)
    assert person is not None
    return person


def plan(work: Work, scope: Scope, days: int) -> issues.Plan:
    day = work.now.date() + timedelta(days=days)
    return issues.Plan("It", scope, tom(work).number, {"en": "words"}, "why", "what", "measure", day, day)


def tell_news(work: Work, issue_id: int, kind: UpdateKind, days: int | None) -> None:
    issue = work.session.get_one(Issue, issue_id)
    day = None if days is None else work.now.date() + timedelta(days=days)
    if kind is UpdateKind.CHANGED:
        judgements.changed(work, issue)
    did = {"en": "what was done"} if kind is UpdateKind.CHANGED else {}
    updates.tell_raisers(work, tom(work), issue, kind, words={"en": "words"}, did=did, next_news=day)
