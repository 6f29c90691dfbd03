"""Cards whose message was deleted in the staff room, alone or with its topic: what is still open is put up anew."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import cards, due, promises, trusted_card
from bot.loop.saying import INSIGHT, ISSUE
from bot.store.insights import Card, Insight
from bot.store.issues import Issue
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import CLOSED, OutboxState, PromiseKind

GONE, LEFT = "its message is gone", "its message is gone, and nothing is open"
LOOKED_BACK = timedelta(days=7)
AT_ONCE = 100
_LOST = (
    select(Card, Outbox)
    .join(Outbox, col(Outbox.id) == col(Card.outbox_id))
    .where(
        Outbox.programme_id == sa.bindparam("programme"),
        Outbox.state == OutboxState.FAILED,
        Outbox.state_at > sa.bindparam("since"),
        Outbox.why == GONE,
    )
    .order_by(col(Card.id))
    .limit(AT_ONCE)
    .with_for_update(skip_locked=True)
)


def put_up_lost_cards(work: Work) -> int:
    """Put up what is open; what is not comes back when something changes on it. Returns how many were looked at."""
    found = work.session.exec(_LOST, params=due.values(work, since=work.now - LOOKED_BACK)).all()
    for card, said in found:
        said.why = LEFT
        work.session.flush()
        if _is_open(work, card):
            _show(work, card)
    return len(found)


def _is_open(work: Work, card: Card) -> bool:
    if card.about == INSIGHT:
        unanswered = promises.open_about(work, PromiseKind.FIRST_WORD, INSIGHT)
        there = sa.select(col(Insight.id)).where(col(Insight.id) == card.about_id, col(Insight.id).in_(unanswered))
        return work.session.execute(there).first() is not None
    if card.about == ISSUE:
        return work.session.get_one(Issue, card.about_id).state not in CLOSED
    return trusted_card.is_open(work.session.get_one(TrustedMessage, card.about_id))


def _show(work: Work, card: Card) -> None:
    if card.about == INSIGHT:
        cards.show_insight(work, work.session.get_one(Insight, card.about_id))
    elif card.about == ISSUE:
        cards.show_issue(work, work.session.get_one(Issue, card.about_id))
    else:
        trusted_card.show(work, work.session.get_one(TrustedMessage, card.about_id))
