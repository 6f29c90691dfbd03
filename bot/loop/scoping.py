"""Whether a matter can be changed, decided anew and told; and what others answer whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _
from bot.loop import decisions, hand_over, issues, merged, people, promises, record, saying, updates
from bot.loop.decisions import Decided
from bot.store.decisions import Decision
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import CLOSED, IssueState, PromiseKind, Scope, UpdateKind

REMINDED_AFTER_WORKING_DAYS = 5


def decide(
    work: Work, by: Person, issue_id: int | None, decided: Decided, words: Mapping[str, str], next_news: date
) -> Issue:
    """Decide whether a matter can be changed; whoever raised it hears that, the reason, and when they hear more."""
    people.must_be_staff(work, by)
    issue = issues.open_one(work, issue_id)
    decisions.note(work, by, issue, decided)
    issue.judge_by = None
    updates.tell_raisers(work, by, issue, UpdateKind.SCOPE, words=words, next_news=next_news)
    if decided.scope == Scope.NOT_OURS:
        hand_over.say(work, by, issue)
    return issue


def waits_for_answer(work: Work, issue_id: int | None) -> Issue:
    """An open matter on which others owe a first answer. Raises `errors.NoLongerThere` otherwise."""
    issue = issues.open_one(work, issue_id)
    if not decisions.unanswered(work, issue):
        raise errors.NoLongerThere(_("Their first answer is there already, or it is not with others any more."))
    return issue


def their_answer(work: Work, by: Person, issue_id: int | None, words: Mapping[str, str], next_news: date) -> Issue:
    """Those whose it is have answered for the first time; whoever raised it is told what they say."""
    people.must_be_staff(work, by)
    issue = waits_for_answer(work, issue_id)
    decisions.answered(work, issue)
    record.act(work, by, "their_answer", "issue", issue.number)
    updates.tell_raisers(work, by, issue, UpdateKind.THEIR_ANSWER, words=words, next_news=next_news)
    return issue


def scope_late(work: Work, promise: Promise) -> None:
    """What is not known yet, or not answered by others, past its date: who answers for it is told, again and again."""
    issue, decision = _of(work, promise)
    if issue is None or issue.state in CLOSED:
        promise.kept_at = work.now
        return
    again = promises.working_days_on(work, REMINDED_AFTER_WORKING_DAYS)
    promises.make(work, PromiseKind(promise.kind), promise.about, promise.about_id, again, issue.owner_id)
    text = _late_text(issue, decision, promises.day_of(work, promise.due_at))
    saying.to_staff(work, [text])
    owner = people.serving(work, issue.owner_id)
    if owner is not None:
        saying.to_person(work, owner, [text])


def digest_lines(work: Work) -> list[Text]:
    """Which matters wait for the first answer of others, and on which nobody has said yet whether they can change."""
    lines: list[Text] = []
    with_others = select(Decision.issue_id).where(
        Decision.programme_id == work.programme_id,
        Decision.scope == Scope.NOT_OURS,
        col(Decision.answered_at).is_(None),
        col(Decision.ended_at).is_(None),
    )
    if numbers := sorted(set(work.session.exec(with_others).all())):
        lines.append(_("With others, not answered yet: {matters}", matters=[Code(f"M-{one}") for one in numbers]))
    open_ones = select(Issue).where(
        Issue.programme_id == work.programme_id,
        Issue.scope == Scope.NOT_KNOWN_YET,
        col(Issue.state).in_(frozenset(IssueState) - CLOSED),
    )
    if found := work.session.exec(open_ones.order_by(col(Issue.id)).limit(20)).all():
        matters = [Code(issue.reference) for issue in found]
        lines.append(_("Not known yet whether it can be changed: {matters}", matters=matters))
    return lines


def _of(work: Work, promise: Promise) -> tuple[Issue | None, Decision | None]:
    if promise.about != decisions.ABOUT:
        return work.session.get(Issue, promise.about_id), None
    decision = work.session.get(Decision, promise.about_id)
    issue = work.session.get(Issue, decision.issue_id) if decision is not None else None
    return (merged.present(work, issue) if issue is not None else None), decision


def _late_text(issue: Issue, decision: Decision | None, day: date) -> Text:
    if decision is None:
        return _(
            "{reference} ({title}): you promised to say by {day} whether it can be changed. Please do, on its card.",
            reference=Code(issue.reference),
            title=issue.title,
            day=day,
        )
    return _(
        "{reference} ({title}): {body} was to answer by {day}. Please ask them again; their answer goes on the card.",
        reference=Code(issue.reference),
        title=issue.title,
        body=decision.body or _("the other body"),
        day=day,
    )
