"""A chat can be reached again: what could not be told there is told after all, and its debts are live again."""

from __future__ import annotations

from sqlmodel import col, select

from bot.loop import cards, closed, group_words, issues, tellings, trusted_card
from bot.store.chats import Chat, Purpose
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.session import Work


def reachable(work: Work, chat: Chat) -> None:
    """Note that the bot can speak there. Said again, it changes nothing."""
    if chat.unreachable_at is None:
        return
    chat.unreachable_at = chat.unreachable_why = None
    work.session.add(chat)
    work.session.flush()
    tellings.reachable_again(work, chat.number)
    if chat.purpose == Purpose.STAFF_ROOM:
        cards.show_lost(work)
        trusted_card.show_open(work)
    if closed.over(work) is not None:
        return
    written_off = select(Raiser).where(Raiser.chat_id == chat.id, col(Raiser.settled_at).is_not(None))
    for raiser in work.session.exec(written_off).all():
        if raiser.settled_by != raiser.person_id and _still_stands(work, raiser):
            raiser.settled_by = raiser.settled_why = raiser.settled_at = None
            issues.welcome(work, work.session.get_one(Issue, raiser.issue_id), raiser)


def _still_stands(work: Work, raiser: Raiser) -> bool:
    """Whether something that they told is not taken back."""
    if raiser.group_id is not None and group_words.stands(work, raiser):
        return True
    if raiser.outside_id is not None:
        return True
    is_private = raiser.person_id is not None
    mine = Insight.person_id == raiser.person_id if is_private else Insight.group_id == raiser.group_id
    told = select(Insight.id).where(
        Insight.issue_id == raiser.issue_id,
        Insight.in_private == is_private,
        mine,
        col(Insight.taken_back_at).is_(None),
    )
    return work.session.exec(told).first() is not None
