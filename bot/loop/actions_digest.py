"""Actions and plans in short: what the digest of the desk says of them, and how many there are of each sort."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from sqlmodel import col, select

from bot.action_words import PlanWord
from bot.language import Code, Text, n_
from bot.loop import plan_lines, promises
from bot.store.actions import PlanReply
from bot.store.issues import Action, Issue
from bot.store.session import Work
from bot.words import CLOSED

NAMED = 5


def digest_lines(work: Work) -> list[Text]:
    """What is past its day, in the way for longer than said, not agreed yet, and what nobody has answered."""
    today, counts = promises.today(work), counted(work)
    lines = []
    late = [action for action in _open(work) if action.due < today]
    if late:
        lines.append(
            n_(
                "{n} thing that was planned is past its day: {references}",
                "{n} things that were planned are past their day: {references}",
                len(late),
                references=_references(late),
            )
        )
    stuck = [action for action in _open(work) if action.blocked_until is not None and action.blocked_until < today]
    if stuck:
        lines.append(
            n_(
                "{n} is in the way for longer than was said: {references}",
                "{n} are in the way for longer than was said: {references}",
                len(stuck),
                references=_references(stuck),
            )
        )
    if many := counts["not_agreed"]:
        lines.append(n_("{n} plan is not agreed yet.", "{n} plans are not agreed yet.", many))
    if many := counts["unanswered"]:
        lines.append(n_("{n} person waits: what is missing?", "{n} people wait: what is missing?", many))
    return lines


def counted(work: Work) -> Counter[str]:
    """How many actions on open matters are `open`, `done`, `blocked`; how their plans are taken: `agreed`,
    `not_agreed`; and what is missing in them: `missing`, of which `unanswered`.
    """
    counts: Counter[str] = Counter()
    for action in _all(work):
        counts["done" if action.done_at else "open"] += 1
        counts["blocked"] += action.blocked_why is not None
        plan = plan_lines.newest(work, action)
        if plan is not None:
            counts["not_agreed"] += plan.not_agreed_at is not None
            said = select(PlanReply.id).where(PlanReply.plan_id == plan.id, PlanReply.word == PlanWord.HELPS)
            counts["agreed"] += work.session.exec(said).first() is not None
    missing = (col(PlanReply.programme_id) == work.programme_id, col(PlanReply.word) == PlanWord.MISSING)
    by_answer = sa.select(sa.func.count(), sa.func.count(col(PlanReply.answered_at))).where(*missing)
    many, answered = work.session.execute(by_answer).one()
    counts["missing"], counts["unanswered"] = many, many - answered
    return +counts


def _all(work: Work) -> list[Action]:
    found = select(Action).join(Issue, col(Issue.id) == Action.issue_id)
    open_ones = found.where(Action.programme_id == work.programme_id, col(Issue.state).not_in(CLOSED))
    return list(work.session.exec(open_ones.order_by(col(Action.due), col(Action.id))).all())


def _open(work: Work) -> list[Action]:
    return [action for action in _all(work) if action.done_at is None]


def _references(actions: list[Action]) -> list[Code]:
    numbers = dict.fromkeys(action.issue_id for action in actions)
    return [Code(f"M-{number}") for number in list(numbers)[:NAMED]]
