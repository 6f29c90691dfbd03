"""Some of what a matter is about becomes a matter of its own; those who told it go with it and are told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from bot import errors
from bot.language import Code, _
from bot.loop import cards, decisions, group_words, issues, meaning, merged, people, raisers, record, updates
from bot.loop.decisions import Decided
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import IssueState, Scope, UpdateKind


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes a matter of its own. `meant`: title and summary as they go back to raisers."""

    insight_ids: Sequence[int]
    title: str
    owner_id: int
    next_news: date
    summary: str = field(default="", repr=False)
    meant: Mapping[str, str] = field(default_factory=dict, repr=False)


def split(work: Work, by: Person, issue_id: int, part: Part) -> Issue:
    """Make a new matter of some of what was told. Whoever told of both stays with both.

    What is owed, and what was judged, goes with those who go. Whether the new one can be changed is not known yet.
    """
    people.must_be_staff(work, by)
    issue = issues.open_one(work, issue_id)
    chosen = _chosen(work, issue, part.insight_ids)
    new = _made(work, by, issue, part, [insight.number for insight in chosen])
    came = raisers.by(work, issue.number, chosen)
    for insight in chosen:
        insight.issue_id = new.number
    work.session.flush()
    for raiser in came:
        if not raisers.requote(work, raiser):
            raisers.follow(work, raiser, new)
    for insight in chosen:
        if not raisers.is_there(work, new, insight):
            raisers.of(work, new, insight)
        word = group_words.allowed(work, insight)
        if word is not None and group_words.raiser_of(work, new.number, word.group_id) is None:
            group_words.raised(work, new, insight)
        cards.show_insight(work, insight)
    owner = people.by_number(work, new.owner_id) or by
    updates.tell_raisers(
        work, owner, new, UpdateKind.SPLIT, meant=part.meant, other_id=issue.number, next_news=part.next_news
    )
    merged.tell_owner(work, by, new)
    cards.show_issue(work, issue)
    return new


def told(work: Work, issue: Issue, *, held: bool = False) -> list[Insight]:
    """What was told on a matter and not taken back, the oldest first."""
    found = select(Insight).where(Insight.issue_id == issue.id, col(Insight.taken_back_at).is_(None))
    found = found.order_by(col(Insight.id))
    return list(work.session.exec(found.with_for_update() if held else found).all())


def can_be_split(work: Work, issue_id: int | None) -> Issue:
    """An open matter that several things were told on. Raises `errors.NoLongerThere` otherwise."""
    issue = issues.open_one(work, issue_id)
    if len(told(work, issue)) < 2:
        raise errors.NoLongerThere(_("Only one thing was told on this matter. There is nothing to split off."))
    return issue


def _chosen(work: Work, issue: Issue, numbers: Sequence[int]) -> list[Insight]:
    everything = told(work, issue, held=True)
    chosen = [insight for insight in everything if insight.number in numbers]
    reference = Code(issue.reference)
    if not chosen or len(chosen) < len(set(numbers)):
        text = _(
            "Something of what you chose is no longer part of {reference}. Please choose again.", reference=reference
        )
        raise errors.NoLongerThere(text)
    if len(chosen) == len(everything):
        raise errors.NoLongerThere(_("Something must stay with {reference}.", reference=reference))
    return chosen


def _made(work: Work, by: Person, issue: Issue, part: Part, numbers: list[int]) -> Issue:
    owner = people.serving(work, part.owner_id)
    if owner is None:
        raise errors.NoLongerThere(_("The person you chose is no longer on the team. Please choose again."))
    new = Issue(
        programme_id=work.programme_id,
        title=part.title,
        summary=part.summary or None,
        state=IssueState.OPEN,
        owner_id=owner.number,
        opened_at=work.now,
    )
    work.session.add(new)
    work.session.flush()
    record.act(work, by, "split", "issue", issue.number, new=new.number, insights=numbers)
    born = {
        "meant": meaning.in_words(part.title, part.summary),
        "owner": owner.number,
        "insights": numbers,
        "other": issue.number,
    }
    record.act(work, by, "split_off", "issue", new.number, **born)
    decisions.note(work, by, new, Decided(Scope.NOT_KNOWN_YET))
    return new
