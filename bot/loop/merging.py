"""Two matters are one: all who raised the one hear of the other from now on, and nothing that was owed is lost."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, _
from bot.loop import (
    actions,
    cards,
    decisions,
    finding,
    issues,
    meaning,
    people,
    plan_lines,
    promises,
    raisers,
    ranking,
    record,
    saying,
    senior_words,
    tellings,
    updates,
)
from bot.store.insights import Insight
from bot.store.issues import Action, Issue, Raiser
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import IssueState, Lane, PromiseKind, UpdateKind

STAYS_BEHIND = (PromiseKind.NEXT_NEWS, PromiseKind.UPDATE, PromiseKind.SCOPE)


def merge(work: Work, by: Person, issue_id: int, into_id: int) -> Issue:
    """Make one matter part of another, which stays open; whoever raised it is told so once, with the next date.

    Who raised both raises it once. Where people were just being asked whether it is better, they are told as well: it
    is open for all of them again. Raises `errors.NoLongerThere` where either is part of another already.
    """
    people.must_be_staff(work, by)
    issue, into = _both(work, issue_id, into_id)
    before, was_asked = str(issue.state), into.judge_by is not None
    came = _move_raisers(work, issue, into)
    told = _move_insights(work, issue, into)
    _move_the_rest(work, issue, into)
    issue.state, issue.merged_into, issue.shown_title = IssueState.MERGED, into.number, None
    issue.closed_at, issue.judge_by, into.judge_by = issue.closed_at or work.now, None, None
    work.session.flush()
    change = {"before": before, "after": str(issue.state), "into": into.number}
    record.act(work, by, "merge", "issue", issue.number, **change, insights=[one.number for one in told])
    record.act(work, by, "take_in", "issue", into.number, other=issue.number, insights=[one.number for one in told])
    _tell(work, by, issue, into, updates.raisers(work, into) if was_asked else came)
    _tell_plans(work, into, came)
    for insight in told:
        cards.show_insight(work, insight)
    cards.show_issue(work, issue)
    return into


def could_take_in(work: Work, issue: Issue) -> list[Issue]:
    """The open matters that this one could become part of, the newest first. Raises `errors.NoLongerThere` for none."""
    found = [one for one in issues.open_ones(work) if one.id != issue.id]
    if not found:
        raise errors.NoLongerThere(_("There is no other open matter that it could be part of."))
    return found


def unmerged(work: Work, issue_id: int | None) -> Issue:
    """A matter, open or closed, that is not part of another. Raises `errors.NoLongerThere` otherwise."""
    issue = finding.one(work, Issue, issue_id, held=True)
    return issue if issue.merged_into is None else issues.open_one(work, issue_id)


def _both(work: Work, issue_id: int, into_id: int) -> tuple[Issue, Issue]:
    """Both, held; always the older first, so that two who merge them in either order do not wait for each other."""
    if issue_id == into_id:
        raise errors.NoLongerThere(_("That is one matter already."))
    for number in sorted((issue_id, into_id)):
        finding.one(work, Issue, number, held=True)
    return unmerged(work, issue_id), issues.open_one(work, into_id)


def _move_raisers(work: Work, issue: Issue, into: Issue) -> list[Raiser]:
    return [raisers.follow(work, raiser, into) for raiser in updates.raisers(work, issue)]


def _move_insights(work: Work, issue: Issue, into: Issue) -> list[Insight]:
    told = select(Insight).where(Insight.issue_id == issue.id).order_by(col(Insight.id))
    found = list(work.session.exec(told.with_for_update()).all())
    for insight in found:
        insight.issue_id = into.number
    work.session.flush()
    return found


def _move_the_rest(work: Work, issue: Issue, into: Issue) -> None:
    """What was said, what is being done and what is promised go along; each promise with its own owner and date."""
    said = sa.update(Update).where(col(Update.issue_id) == issue.id)
    first = sa.func.coalesce(col(Update.moved_from_id), issue.number)
    work.session.execute(said.values(issue_id=into.number, moved_from_id=first))
    actions.bring_along(work, issue, into)
    decisions.bring_along(work, issue, into)
    ranking.bring_along(work, issue, into)
    senior_words.drop(work, issue)
    open_ones = select(Promise).where(
        Promise.programme_id == work.programme_id,
        Promise.about == "issue",
        Promise.about_id == issue.id,
        col(Promise.kept_at).is_(None),
    )
    for promise in work.session.exec(open_ones).all():
        if promise.kind not in STAYS_BEHIND:
            owner = promise.owner_id or into.owner_id
            promises.make(work, PromiseKind(promise.kind), "issue", into.number, promise.due_at, owner)
        promise.kept_at = work.now
    work.session.flush()


def _tell(work: Work, by: Person, issue: Issue, into: Issue, whom: list[Raiser]) -> None:
    due = promises.due_next(work, PromiseKind.NEXT_NEWS, "issue", into.number)
    day = promises.day_of(work, due or promises.working_days_on(work, promises.AFTER_A_NO_WORKING_DAYS))
    meant = meaning.of(work, into)
    updates.tell_raisers(
        work, by, into, UpdateKind.MERGED, meant=meant, other_id=issue.number, next_news=day, only=whom
    )
    for number in {issue.owner_id, into.owner_id} - {by.id, None}:
        owner = people.serving(work, number)
        if owner is not None:
            text = _(
                "{who} has made {part} a part of {whole} ({title}). Those who raised it are being told.",
                who=people.name_and_title(by),
                part=Code(issue.reference),
                whole=Code(into.reference),
                title=into.title,
            )
            saying.to_person(work, owner, [text], lane=Lane.ALERT)


def _tell_plans(work: Work, into: Issue, came: list[Raiser]) -> None:
    """Those who came are told what is planned, unless they know it; when they hear more stays as it was said."""
    counted_on = {raiser.number: raiser.next_news_by for raiser in came}
    still = select(Action).where(Action.issue_id == into.id, col(Action.done_at).is_(None)).order_by(col(Action.id))
    for action in work.session.exec(still).all():
        plan = plan_lines.newest(work, action)
        if plan is not None:
            tellings.owe(work, work.session.get_one(Update, plan.update_id), came)
    for raiser in came:
        raiser.next_news_by = counted_on[raiser.number] or raiser.next_news_by
