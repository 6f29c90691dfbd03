"""Several cards of the same thing at once: one answer to all, or all to one matter. Each hears it once."""

from __future__ import annotations

from collections.abc import Sequence

from bot import errors
from bot.language import _
from bot.loop import cards, helping, insights, issues, people, promises, record, updates
from bot.loop.updates import Words
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import PromiseKind


def answer(work: Work, by: Person, numbers: Sequence[int], words: Words) -> list[Insight]:
    """One answer to several; whoever told more than one of them gets it once, with all their references.

    What was taken back meanwhile is left out. Raises `errors.NoLongerThere` where nothing is left.
    """
    people.must_be_staff(work, by)
    told: dict[tuple[int | None, int | None], list[Insight]] = {}
    for insight in _still_there(work, numbers):
        told.setdefault(_teller(insight), []).append(insight)
    for first, *others in told.values():
        updates.answer(work, by, first, words, also=[one.number for one in others])
        for other in others:
            promises.keep(work, PromiseKind.FIRST_WORD, "insight", other.number)
            helping.answered(work, by, other)
            record.act(work, by, "answer", "insight", other.number, with_=first.number)
            cards.show_insight(work, other)
    return [insight for several in told.values() for insight in several]


def join(work: Work, by: Person, numbers: Sequence[int], issue_id: int) -> Issue:
    """Several joined to one matter. What somebody took up meanwhile is left out."""
    people.must_be_staff(work, by)
    left = [insight for insight in _still_there(work, numbers) if insight.issue_id is None]
    if not left:
        raise errors.NoLongerThere(_("Somebody has this already."))
    issue = issues.open_one(work, issue_id)
    for insight in left:
        issues.join(work, by, insight.number, issue.number)
    return issue


def _still_there(work: Work, numbers: Sequence[int]) -> list[Insight]:
    there = []
    for number in sorted(set(numbers)):
        try:
            there.append(insights.still_told(work, number))
        except errors.NoLongerThere:
            continue
    if not there:
        raise errors.NoLongerThere(_("The person who told this has taken it back."))
    return there


def _teller(insight: Insight) -> tuple[int | None, int | None]:
    """Who hears of it: a person in private, or a group."""
    if insight.in_private and insight.person_id is not None:
        return insight.person_id, None
    if not insight.in_private and insight.group_id is not None:
        return None, insight.group_id
    return None, -insight.number
