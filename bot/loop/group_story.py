"""What a group raised and what became of it, and what it is still owed: said when the work there ends."""

from __future__ import annotations

from sqlmodel import col, select

from bot.language import Code, Text, _, n_, own_words
from bot.loop import mine, people, promises
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import CLOSED, IssueState, TellingState, UpdateKind

NAMED = 8


def of(work: Work, group: Group) -> list[Text]:
    """What it told, and the last news on each matter of it, the newest first; nothing where it told nothing."""
    said_there = (
        Insight.group_id == group.id,
        col(Insight.in_private).is_(False),
        col(Insight.taken_back_at).is_(None),
    )
    told = len(work.session.exec(select(Insight.id).where(*said_there)).all())
    if not told:
        return []
    found = select(Raiser, Issue).join(Issue, col(Issue.id) == col(Raiser.issue_id)).where(Raiser.group_id == group.id)
    raised = work.session.exec(found.where(Issue.state != IssueState.MERGED).order_by(col(Raiser.id).desc())).all()
    heading = n_("You told {n} thing here. What became of it:", "You told {n} things here. What became of them:", told)
    lines = [
        _("{reference}: {news}", reference=Code(issue.reference), news=_last_news(work, raiser))
        for raiser, issue in raised[:NAMED]
    ]
    return [heading, *lines] if lines else [heading, _("No answer yet.")]


def still_owed(work: Work, group: Group) -> list[Text]:
    """On what the group still waits, and from whom it hears; nothing where it waits for nothing."""
    open_ones = (
        select(Raiser.issue_id)
        .join(Issue, col(Issue.id) == col(Raiser.issue_id))
        .where(Raiser.group_id == group.id, col(Raiser.settled_at).is_(None), col(Issue.state).not_in(CLOSED))
    )
    references = [Code(f"M-{number}") for number in work.session.exec(open_ones.order_by(col(Raiser.issue_id))).all()]
    references += [Code(f"H-{number}") for number in _unanswered(work, group)]
    if not references:
        return []
    keeper = people.by_number(work, group.keeper_id)
    whom = own_words(group.hears_through) if group.hears_through else people.name_and_title(keeper) if keeper else ""
    return [_("On {references} you still wait. You hear from: {whom}", references=references, whom=whom)]


def _last_news(work: Work, raiser: Raiser) -> Text:
    heard = col(Telling.state).in_((TellingState.SENT, TellingState.PASSED_ON))
    found = select(Telling, Update).join(Update, col(Update.id) == col(Telling.update_id))
    newest = work.session.exec(found.where(Telling.raiser_id == raiser.id, heard).order_by(col(Telling.id).desc()))
    if (last := newest.first()) is None:
        return _("Somebody has taken it up. Their words are on the way.")
    telling, update = last
    return mine.headline(UpdateKind(update.kind), promises.day_of(work, telling.state_at))


def _unanswered(work: Work, group: Group) -> list[int]:
    """What was told there, is on no matter, and has had no word."""
    answered = select(Update.insight_id).where(col(Update.insight_id).is_not(None))
    found = select(Insight.id).where(
        Insight.group_id == group.id,
        col(Insight.in_private).is_(False),
        col(Insight.taken_back_at).is_(None),
        col(Insight.issue_id).is_(None),
        col(Insight.id).not_in(answered.where(Update.insight_id == Insight.id)),
    )
    return [number for number in work.session.exec(found.order_by(col(Insight.id))).all() if number is not None]
