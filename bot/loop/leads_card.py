"""What the community leads put first: on the card of a matter, and in the next word to the groups that raised it."""

from __future__ import annotations

from sqlmodel import col, select

from bot.language import Code, Text, _
from bot.store.issues import Issue, Raiser
from bot.store.leads import First, Round
from bot.store.session import Work
from bot.store.updates import Telling, Update


def lines(work: Work, issue: Issue) -> list[Text]:
    """What stands on the card."""
    newest = (
        select(First.place, Round.month)
        .join(Round, col(Round.id) == First.round_id)
        .where(First.issue_id == issue.id)
        .order_by(col(First.id).desc())
    )
    found = work.session.exec(newest).first()
    if found is None:
        return []
    place, month = found
    return [_("Community leads put it on place {place} ({month}).", place=place, month=Code(month))]


def told(work: Work, update: Update, raiser: Raiser | None) -> list[Text]:
    """What a group hears of it, once, with the first word to it after staff said so."""
    if raiser is None or raiser.group_id is None or update.issue_id is None:
        return []
    since = _told_before(work, update, raiser) or 0
    found = select(First.id).where(
        First.issue_id == update.issue_id,
        col(First.after_update).is_not(None),
        col(First.after_update) >= since,
        col(First.after_update) < update.number,
    )
    if work.session.exec(found).first() is None:
        return []
    return [_("People of many groups chose this: it is one of three things to do first.")]


def _told_before(work: Work, update: Update, raiser: Raiser) -> int | None:
    """The update that a raiser was told of last before this one; nothing for a newcomer."""
    told = (
        select(Update.id)
        .join(Telling, col(Telling.update_id) == Update.id)
        .where(Telling.raiser_id == raiser.id, col(Update.id) < update.number)
    )
    return work.session.exec(told.order_by(col(Update.id).desc())).first()
