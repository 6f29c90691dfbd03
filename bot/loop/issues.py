"""Issues: taken up, joined, reopened, closed. Everyone who raised one stays with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from bot import errors
from bot.language import Code, _
from bot.loop import (
    cards,
    finding,
    group_words,
    insights,
    people,
    promises,
    record,
    saying,
    spreading,
    tellings,
    updates,
)
from bot.store.insights import Insight
from bot.store.issues import Action, Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import CLOSED, IssueState, Lane, PromiseKind, Scope, UpdateKind

OFFERED = 9
ASKED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Plan:
    """What staff decided on a matter: can it be changed, who answers for it, what will be done, what raisers hear."""

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


def take_up(work: Work, by: Person, insight_id: int, plan: Plan) -> Issue:
    """Make an issue of an insight: scope, owner, action; and tell the one who raised it."""
    people.must_be_staff(work, by)
    insight = open_insight(work, insight_id)
    issue = Issue(
        programme_id=work.programme_id,
        title=plan.title,
        shown_title=plan.title if plan.is_shown else None,
        state=IssueState.OPEN,
        scope=plan.scope,
        scope_reason=plan.reason or None,
        owner_id=plan.owner_id,
        opened_at=work.now,
    )
    work.session.add(issue)
    work.session.flush()
    if plan.what and plan.due is not None:
        _plan_action(work, issue, plan)
    record.act(work, by, "take_up", "issue", issue.number, scope=plan.scope, owner=plan.owner_id)
    _attach(work, issue, insight)
    updates.tell_raisers(
        work,
        people.by_number(work, plan.owner_id) or by,
        issue,
        UpdateKind.TAKEN_UP,
        words=plan.words,
        next_news=plan.next_news,
    )
    _tell_owner(work, by, issue)
    return issue


def _tell_owner(work: Work, by: Person, issue: Issue) -> None:
    """Who answers for a matter by a colleague's choice hears of it."""
    owner = people.serving(work, issue.owner_id)
    if owner is None or owner.id == by.id:
        return
    text = _(
        "{who} has put {reference} ({title}) into your hands. You answer for it.",
        who=people.name_and_title(by),
        reference=Code(issue.reference),
        title=issue.title,
    )
    saying.to_person(work, owner, [text], lane=Lane.ALERT)


def join(work: Work, by: Person, insight_id: int, issue_id: int) -> Issue:
    """The insight is about a matter that is known already: its raiser joins, and is owed the newest word on it."""
    people.must_be_staff(work, by)
    insight = open_insight(work, insight_id)
    issue = open_one(work, issue_id)
    add_raiser(work, by, insight, issue)
    return issue


def add_raiser(work: Work, by: Person, insight: Insight, issue: Issue) -> None:
    """Whoever told the insight raises the issue too, by staff's word or by their own."""
    raiser = _attach(work, issue, insight)
    record.act(work, by, "join", "issue", issue.number, insight=insight.number)
    if not welcome(work, issue, raiser):
        _say_known(work, insight, issue, raiser)
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
    return newest is not None and tellings.owe(work, newest, [raiser], otherwise_by=soon) > 0


def reopen(work: Work, issue: Issue, raisers: list[Raiser]) -> Update:
    """Somebody says that it is not better: it is open again for them, with its owner, and with a new date."""
    _open_again(work, issue)
    due = promises.working_days_on(work, promises.AFTER_A_NO_WORKING_DAYS)
    return updates.tell_raisers(
        work,
        people.by_number(work, issue.owner_id),
        issue,
        UpdateKind.REOPENED,
        next_news=promises.day_of(work, due),
        only=raisers,
    )


def close(work: Work, issue: Issue, state: IssueState) -> None:
    """Nothing more is owed on it; everyone who raised it is told that it is closed."""
    issue.state = state
    issue.closed_at = work.now
    issue.judge_by = None
    work.session.add(issue)
    record.act(work, None, str(state), "issue", issue.number)
    promises.keep(work, PromiseKind.NEXT_NEWS, "issue", issue.number)
    updates.tell_raisers(work, None, issue, UpdateKind.CLOSED)


def open_ones(work: Work) -> list[Issue]:
    """The open issues that a new insight could belong to, the newest first; as many as can be offered at once."""
    return list(
        work.session.exec(
            select(Issue)
            .where(Issue.programme_id == work.programme_id, col(Issue.state).not_in(CLOSED))
            .order_by(col(Issue.id).desc())
            .limit(OFFERED)
        ).all()
    )


def open_insight(work: Work, insight_id: int) -> Insight:
    """An insight that staff may still act on. Raises `errors.NoLongerThere` otherwise."""
    insight = insights.still_told(work, insight_id)
    if insight.issue_id is not None:
        raise errors.NoLongerThere(_("Somebody has this already."))
    return insight


def open_one(work: Work, issue_id: int | None) -> Issue:
    """An issue that there may be news on. Raises `errors.NoLongerThere` once it is closed."""
    issue = finding.one(work, Issue, issue_id, held=True)
    if issue.state in CLOSED:
        raise errors.NoLongerThere(_("This matter is closed. It opens again when somebody says that it is not better."))
    return issue


def _say_known(work: Work, insight: Insight, issue: Issue, raiser: Raiser) -> None:
    """They told of it before and have the newest word; only that this belongs to it is new."""
    if raiser.chat_id is not None:
        text = _(
            "{reference} is about {matter}, which was raised here before. You hear of it under that number.",
            reference=Code(insight.reference),
            matter=Code(issue.reference),
        )
        saying.to_chat(work, raiser.chat_id, [text], lane=Lane.ANSWER, insight_id=insight.number)


def _attach(work: Work, issue: Issue, insight: Insight) -> Raiser:
    insight.issue_id = issue.number
    work.session.add(insight)
    promises.keep(work, PromiseKind.FIRST_WORD, "insight", insight.number)
    raiser = _raiser(work, issue, insight)
    group_words.raised(work, issue, insight)
    spreading.notice(work, insight)
    cards.show_insight(work, insight)
    return raiser


def _raiser(work: Work, issue: Issue, insight: Insight) -> Raiser:
    mine = Raiser.person_id == insight.person_id if insight.in_private else Raiser.group_id == insight.group_id
    raiser = work.session.exec(select(Raiser).where(Raiser.issue_id == issue.id, mine)).first()
    if raiser is not None and insight.in_private and (insight.not_needed_at or _has_left(work, raiser)):
        return raiser
    if raiser is not None:
        raiser.settled_by = raiser.settled_why = raiser.settled_at = None
        raiser.quote = raiser.quote or insight.words
        return raiser
    teller = people.by_number(work, insight.person_id)
    raiser = Raiser(
        programme_id=work.programme_id,
        issue_id=issue.number,
        person_id=insight.person_id if insight.in_private else None,
        group_id=None if insight.in_private else insight.group_id,
        chat_id=teller.chat_id if insight.in_private and teller else insight.source_chat_id,
        quote=insight.words,
        since=work.now,
    )
    if insight.in_private and teller is not None and teller.left_at is not None:
        raiser.settled_by, raiser.settled_why, raiser.settled_at = teller.id, "left", work.now
    elif insight.in_private and insight.not_needed_at is not None:
        raiser.settled_by, raiser.settled_why, raiser.settled_at = insight.person_id, "not needed", work.now
    work.session.add(raiser)
    work.session.flush()
    return raiser


def _has_left(work: Work, raiser: Raiser) -> bool:
    person = people.by_number(work, raiser.person_id)
    return person is not None and person.left_at is not None


def _plan_action(work: Work, issue: Issue, plan: Plan) -> None:
    due = plan.due or promises.today(work)
    work.session.add(
        Action(
            programme_id=work.programme_id,
            issue_id=issue.number,
            owner_id=plan.owner_id,
            what=plan.what,
            measure=plan.measure,
            due=due,
        )
    )
    promises.make(work, PromiseKind.ACTION, "issue", issue.number, promises.end_of(work, due), plan.owner_id)


def _open_again(work: Work, issue: Issue) -> None:
    issue.state = IssueState.OPEN
    issue.closed_at = None
    issue.judge_by = None
    work.session.add(issue)
