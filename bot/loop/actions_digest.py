"""Actions and plans in short: what the digest of the desk says of them, and how many there are of each sort."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.action_words import PlanWord
from bot.language import Code, Text, n_
from bot.loop import plan_lines, promises
from bot.store.actions import Plan, PlanReply
from bot.store.issues import Action, Issue
from bot.store.session import Work
from bot.words import CLOSED

NAMED = 5


def digest_lines(work: Work) -> list[Text]:
    """What is past its day, in the way for longer than said, not agreed yet, and what nobody has answered."""
    today, to_do = promises.today(work), _to_do(work)
    lines = []
    late = [action for action in to_do if action.due < today]
    if late:
        lines.append(
            n_(
                "{n} thing that was planned is past its day: {references}",
                "{n} things that were planned are past their day: {references}",
                len(late),
                references=_references(late),
            )
        )
    stuck = [action for action in to_do if action.blocked_until is not None and action.blocked_until < today]
    if stuck:
        lines.append(
            n_(
                "{n} is in the way for longer than was said: {references}",
                "{n} are in the way for longer than was said: {references}",
                len(stuck),
                references=_references(stuck),
            )
        )
    if many := _not_agreed(work):
        lines.append(n_("{n} plan is not agreed yet.", "{n} plans are not agreed yet.", many))
    if many := _unanswered(work):
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
    missing = sa.select(sa.func.count()).where(*_missing(work))
    counts["missing"] = int(work.session.execute(missing).scalar_one())
    counts["unanswered"] = _unanswered(work)
    return +counts


def _all(work: Work) -> list[Action]:
    return list(work.session.exec(_on_open_matters(work).order_by(col(Action.due), col(Action.id))).all())


def _to_do(work: Work) -> list[Action]:
    mine = _on_open_matters(work).where(col(Action.done_at).is_(None))
    return list(work.session.exec(mine.order_by(col(Action.due), col(Action.id))).all())


def _on_open_matters(work: Work) -> SelectOfScalar[Action]:
    found = select(Action).join(Issue, col(Issue.id) == Action.issue_id)
    return found.where(Action.programme_id == work.programme_id, col(Issue.state).not_in(CLOSED))


def _not_agreed(work: Work) -> int:
    once = sa.select(col(Plan.action_id)).where(col(Plan.not_agreed_at).is_not(None))
    newest = [
        plan_lines.newest(work, one)
        for one in work.session.exec(_on_open_matters(work).where(col(Action.id).in_(once)))
    ]
    return sum(plan is not None and plan.not_agreed_at is not None for plan in newest)


def _unanswered(work: Work) -> int:
    waiting = sa.select(sa.func.count()).where(*_missing(work), col(PlanReply.answered_at).is_(None))
    return int(work.session.execute(waiting).scalar_one())


def _missing(work: Work) -> tuple[sa.ColumnElement[bool], ...]:
    return (col(PlanReply.programme_id) == work.programme_id, col(PlanReply.word) == PlanWord.MISSING)


def _references(actions: list[Action]) -> list[Code]:
    numbers = dict.fromkeys(action.issue_id for action in actions)
    return [Code(f"M-{number}") for number in list(numbers)[:NAMED]]
