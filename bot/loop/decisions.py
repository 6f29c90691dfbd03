"""Can this be changed? Each answer is kept, with its reason and who gave it; the newest one stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import promise_rules, promises, record
from bot.store.decisions import Decision, LookAgain
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import PromiseKind, Scope

ABOUT = "decision"
WITH_A_WAY_BACK = frozenset({Scope.NOT_OURS, Scope.CANNOT})
_UNANSWERED = (
    select(Decision)
    .where(
        Decision.issue_id == sa.bindparam("issue"),
        col(Decision.ended_at).is_(None),
        Decision.scope == Scope.NOT_OURS,
        col(Decision.answered_at).is_(None),
    )
    .order_by(col(Decision.id))
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided and why; for what is not ours, whose it is and who is asked there. `until`: by when more."""

    scope: Scope
    reason: str = field(default="", repr=False)
    body: str = ""
    contact: str = ""
    until: date | None = None


def note(work: Work, by: Person, issue: Issue, decided: Decided) -> Decision:
    """Whether it can be changed is decided, for the first time or anew. What is not known, or not ours, gets a date."""
    before = issue.scope
    end(work, issue)
    due = promises.end_of(work, decided.until) if decided.until else _usual(work)
    decision = Decision(
        programme_id=work.programme_id,
        issue_id=issue.number,
        scope=decided.scope,
        reason=decided.reason,
        body=decided.body or None,
        contact=decided.contact or None,
        by_id=by.number,
        decided_at=work.now,
        until=due if decided.scope in (Scope.NOT_OURS, Scope.NOT_KNOWN_YET) else None,
    )
    issue.scope, issue.scope_reason = decided.scope, decided.reason or None
    work.session.add(decision)
    work.session.flush()
    if decided.scope == Scope.NOT_KNOWN_YET:
        promises.make(work, PromiseKind.SCOPE, "issue", issue.number, due, issue.owner_id)
    elif decided.scope == Scope.NOT_OURS:
        promises.make(work, PromiseKind.THEIR_ANSWER, ABOUT, decision.number, due, issue.owner_id)
    record.act(work, by, "scope", "issue", issue.number, before=before, after=str(decided.scope))
    return decision


def end(work: Work, issue: Issue) -> None:
    """What was decided before stands no more; what was promised with it is owed no more."""
    open_ones = _standing(issue)
    numbers: sa.Select[int] = sa.select(Decision.id).where(*open_ones)  # type: ignore[call-overload]
    promises.keep_all(work, PromiseKind.THEIR_ANSWER, ABOUT, numbers)
    promises.keep(work, PromiseKind.SCOPE, "issue", issue.number)
    work.session.execute(sa.update(Decision).where(*open_ones).values(ended_at=work.now))


def current(work: Work, issue: Issue) -> Decision | None:
    """The decision that stands."""
    found = select(Decision).where(*_standing(issue), Decision.scope == issue.scope)
    return work.session.exec(found.order_by(col(Decision.id).desc())).first()


def unanswered(work: Work, issue: Issue) -> list[Decision]:
    """What is not ours and was brought to others who have not answered yet."""
    return list(work.session.execute(_UNANSWERED, {"issue": issue.id}).scalars())


def answered(work: Work, issue: Issue) -> None:
    """Those whose it is have answered for the first time."""
    for decision in unanswered(work, issue):
        decision.answered_at = work.now
        promises.keep(work, PromiseKind.THEIR_ANSWER, ABOUT, decision.number)


def bring_along(work: Work, issue: Issue, into: Issue) -> None:
    """An issue becomes part of another: what others owe an answer on stays owed there; the rest stands no more."""
    for decision in unanswered(work, issue):
        decision.issue_id = into.number
    work.session.flush()
    end(work, issue)


def numbers(issue: Issue) -> sa.Select[int]:
    """All that was ever decided on an issue, to select among."""
    return sa.select(Decision.id).where(col(Decision.issue_id) == issue.id)  # type: ignore[call-overload, no-any-return]


def asked_again(work: Work, raiser_id: int, decision: Decision) -> LookAgain | None:
    """That a raiser asked to look at this decision again, if they did."""
    found = select(LookAgain).where(LookAgain.raiser_id == raiser_id, LookAgain.decision_id == decision.id)
    return work.session.exec(found).first()


def _usual(work: Work) -> datetime:
    return promises.working_days_on(work, promise_rules.of(work).scope_days)


def _standing(issue: Issue) -> tuple[sa.ColumnElement[bool], ...]:
    return col(Decision.issue_id) == issue.id, col(Decision.ended_at).is_(None)
