"""Issues: taken up, joined, reopened, closed. Everyone who raised one stays with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, _
from bot.loop import (
    cards,
    decisions,
    finding,
    group_words,
    insights,
    later_asks,
    leads,
    meaning,
    merged,
    people,
    promises,
    raisers,
    record,
    saying,
    senior_words,
    spreading,
    tellings,
    updates,
)
from bot.loop.decisions import Decided
from bot.store.insights import Insight
from bot.store.issues import Action, Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import CLOSED, IssueState, Lane, PromiseKind, Scope, UpdateKind

OFFERED = 9
ASKED_FOR = timedelta(days=14)
_OPEN = (
    select(Issue)
    .where(Issue.programme_id == sa.bindparam("programme"), col(Issue.state).not_in(CLOSED))
    .order_by(col(Issue.id).desc())
    .limit(OFFERED)
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What staff decided on a matter: can it be changed, who answers for it, what will be done, what raisers hear.

    `meant`: title and summary as they go back to raisers; `body` and `contact`: whose it is, where it is not ours.
    """

    title: str
    scope: Scope
    owner_id: int
    words: Mapping[str, str]
    reason: str = ""
    what: str = ""
    measure: str = ""
    due: date | None = None
    next_news: date | None = None
    is_shown: bool = False
    summary: str = ""
    meant: Mapping[str, str] | None = None
    body: str = ""
    contact: str = ""


def take_up(work: Work, by: Person, insight_id: int, plan: Plan) -> Issue:
    """Make an issue of an insight: scope, owner, action; and tell the one who raised it."""
    people.must_be_staff(work, by)
    insight = open_insight(work, insight_id)
    leads.must_be_let_see(work, by, insight)
    issue = Issue(
        programme_id=work.programme_id,
        title=plan.title,
        summary=plan.summary or None,
        shown_title=plan.title if plan.is_shown else None,
        state=IssueState.OPEN,
        owner_id=plan.owner_id,
        opened_at=work.now,
    )
    work.session.add(issue)
    work.session.flush()
    action = _plan_action(work, issue, plan) if plan.what and plan.due is not None else None
    told = {"insights": [insight.number], "meant": meaning.in_words(plan.title, plan.summary), "owner": plan.owner_id}
    record.act(work, by, "take_up", "issue", issue.number, **told)
    decided = Decided(plan.scope, plan.reason, plan.body, plan.contact, _until(plan))
    decisions.note(work, by, issue, decided)
    attach(work, issue, insight)
    updates.tell_raisers(
        work,
        people.by_number(work, plan.owner_id) or by,
        issue,
        UpdateKind.TAKEN_UP,
        words=plan.words,
        meant=plan.meant,
        next_news=plan.next_news,
        plan=action,
    )
    merged.tell_owner(work, by, issue)
    return issue


def join(work: Work, by: Person, insight_id: int, issue_id: int) -> Issue:
    """The insight is about a matter that is known already: its raiser joins, and is owed the newest word on it."""
    people.must_be_staff(work, by)
    insight = open_insight(work, insight_id)
    leads.must_be_let_see(work, by, insight)
    issue = open_one(work, issue_id)
    add_raiser(work, by, insight, issue)
    return issue


def join_all(work: Work, by: Person, insight_ids: Iterable[int], issue_id: int) -> list[Insight]:
    """`join`, for several at once: whoever told several of them is told once. Returns those that were joined.

    What somebody else has taken meanwhile is left out. Raises `errors.NoLongerThere` where nothing is left.
    """
    people.must_be_staff(work, by)
    numbers = sorted(set(insight_ids))
    found = [insight for number in numbers if (insight := _still_open(work, number)) is not None]
    issue = open_one(work, issue_id)
    if not found:
        raise errors.NoLongerThere(_("Somebody has this already."))
    told: dict[int, list[Insight]] = {}
    for insight in found:
        told.setdefault(attach(work, issue, insight).number, []).append(insight)
    record.act(work, by, "join", "issue", issue.number, insights=[insight.number for insight in found])
    for raiser in raisers.by(work, issue.number, found):
        if not welcome(work, issue, raiser) and raiser.number in told:
            _say_known(work, told[raiser.number], issue, raiser)
    cards.show_issue(work, issue)
    return found


def _still_open(work: Work, insight_id: int) -> Insight | None:
    try:
        return open_insight(work, insight_id)
    except errors.NoLongerThere:
        return None


def add_raiser(work: Work, by: Person, insight: Insight, issue: Issue) -> None:
    """Whoever told the insight raises the issue too, by staff's word or by their own."""
    raiser = attach(work, issue, insight)
    record.act(work, by, "join", "issue", issue.number, insights=[insight.number])
    if not welcome(work, issue, raiser):
        _say_known(work, [insight], issue, raiser)
    group = group_words.raised(work, issue, insight)
    if group is not None:
        welcome(work, issue, group)
    cards.show_issue(work, issue)


def welcome(work: Work, issue: Issue, raiser: Raiser) -> bool:
    """Owe somebody who raises a known matter the newest word on it; false where they have it already."""
    newest, soon = updates.for_newcomer(work, issue), None
    if issue.judge_by is not None:
        issue.judge_by = work.now + ASKED_FOR
    else:
        soon = promises.due_next(work, PromiseKind.NEXT_NEWS, "issue", issue.number) or promises.working_days_on(
            work, promises.AFTER_A_NO_WORKING_DAYS
        )
    if newest is not None and tellings.owe(work, newest, [raiser], otherwise_by=soon) > 0:
        return True
    if raiser.settled_at is None and raiser.next_news_by is None:
        raiser.next_news_by = soon
    return newest is not None and tellings.owe_anew(work, newest, raiser, raisers.NOT_MEANT)


def reopen(work: Work, issue: Issue, only: list[Raiser]) -> Update:
    """Somebody says that it is not better: it is open again for them, with its owner, and with a new date.

    The others who raised it hear by then as well what comes of it.
    """
    _open_again(work, issue)
    promises.keep(work, PromiseKind.UPDATE, "issue", issue.number)
    due = promises.working_days_on(work, promises.AFTER_A_NO_WORKING_DAYS)
    for raiser in updates.raisers(work, issue):
        if raiser.settled_at is None:
            raiser.next_news_by = raiser.next_news_by or due
    return updates.tell_raisers(
        work,
        people.by_number(work, issue.owner_id),
        issue,
        UpdateKind.REOPENED,
        next_news=promises.day_of(work, due),
        only=only,
    )


def close(work: Work, issue: Issue, state: IssueState) -> None:
    """Nothing more is owed on it; everyone who raised it is told that it is closed."""
    before = str(issue.state)
    issue.state = state
    issue.closed_at = work.now
    issue.judge_by = None
    work.session.add(issue)
    record.act(work, None, "close", "issue", issue.number, before=before, after=str(state))
    for kind in (PromiseKind.NEXT_NEWS, PromiseKind.UPDATE):
        promises.keep(work, kind, "issue", issue.number)
    decisions.end(work, issue)
    senior_words.drop(work, issue)
    updates.tell_raisers(work, None, issue, UpdateKind.CLOSED)
    later_asks.plan(work, issue)


def open_ones(work: Work) -> list[Issue]:
    """The open issues that a new insight could belong to, the newest first; as many as can be offered at once."""
    return list(work.session.execute(_OPEN, {"programme": work.programme_id}).scalars())


def open_insight(work: Work, insight_id: int) -> Insight:
    """An insight that staff may still act on. Raises `errors.NoLongerThere` otherwise."""
    insight = insights.still_told(work, insight_id)
    if insight.issue_id is not None:
        issue = merged.present(work, work.session.get_one(Issue, insight.issue_id))
        said = _(
            "Somebody has this already. It belongs to {matter} now: {title}",
            matter=Code(issue.reference),
            title=issue.title,
        )
        raise errors.NoLongerThere(said)
    return insight


def open_one(work: Work, issue_id: int | None) -> Issue:
    """An issue that there may be news on. Raises `errors.NoLongerThere` once it is closed."""
    issue = finding.one(work, Issue, issue_id, held=True)
    merged.must_be_open(work, issue)
    return issue


def _say_known(work: Work, told: Sequence[Insight], issue: Issue, raiser: Raiser) -> None:
    """They told of it before and have the newest word; only that this belongs to it is new."""
    if raiser.chat_id is None:
        return
    references = [Code(insight.reference) for insight in told]
    text = (
        _(
            "{reference} is about {matter}, which was raised here before. You hear of it under that number.",
            reference=references[0],
            matter=Code(issue.reference),
        )
        if len(told) == 1
        else _(
            "{references} are about {matter}, which was raised here before. You hear of them under that number.",
            references=references,
            matter=Code(issue.reference),
        )
    )
    saying.to_chat(work, raiser.chat_id, [text], lane=Lane.ANSWER, insight_id=told[0].number)


def attach(work: Work, issue: Issue, insight: Insight) -> Raiser:
    """The insight is about the issue from now on, and whoever told it raises that."""
    insight.issue_id = issue.number
    work.session.add(insight)
    promises.keep(work, PromiseKind.FIRST_WORD, "insight", insight.number)
    raiser = raisers.of(work, issue, insight)
    group_words.raised(work, issue, insight)
    spreading.notice(work, insight)
    cards.show_insight(work, insight)
    return raiser


def _until(plan: Plan) -> date | None:
    """What is not ours is to be answered by the next news; what is not known has its usual day."""
    return plan.next_news if plan.scope == Scope.NOT_OURS else None


def _plan_action(work: Work, issue: Issue, plan: Plan) -> Action:
    due = plan.due or promises.today(work)
    action = Action(
        programme_id=work.programme_id,
        issue_id=issue.number,
        owner_id=plan.owner_id,
        what=plan.what,
        measure=plan.measure,
        due=due,
    )
    work.session.add(action)
    work.session.flush()
    promises.make(work, PromiseKind.ACTION, action.promise, issue.number, promises.end_of(work, due), plan.owner_id)
    return action


def _open_again(work: Work, issue: Issue) -> None:
    record.act(work, None, "open_again", "issue", issue.number, before=issue.state, after=str(IssueState.OPEN))
    issue.state = IssueState.OPEN
    issue.closed_at = None
    issue.judge_by = None
    work.session.add(issue)
