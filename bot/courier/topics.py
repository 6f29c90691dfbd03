"""The standing topics of the staff room, as the courier makes, finds and loses them. What cannot stand in one is said
all the same, in General.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.courier import alerts
from bot.courier.outcome import Cause, Outcome
from bot.loop import lost_cards, rooms
from bot.store.insights import Card
from bot.store.outbox import Outbox
from bot.store.rooms import RoomTopic
from bot.words import OutboxState

NOT_MADE_AGAIN_WITHIN = timedelta(hours=1)
_TOPIC = RoomTopic.__table__  # type: ignore[attr-defined]
_CARD, _OUTBOX = Card.__table__, Outbox.__table__  # type: ignore[attr-defined]
_CLOSED = ("topic_closed", "topic closed")
_NO_FORUM = ("not a forum", "not a supergroup", "channel_forum_missing")


def threads(session: Session, rows: Iterable[Any]) -> dict[tuple[int, str], int]:
    """The threads of the topics that rows are to be said in, by chat and topic."""
    chats = {row.chat_id for row in rows if "topic" in row.what}
    if not chats:
        return {}
    there = sa.select(_TOPIC.c.chat_id, _TOPIC.c.topic, _TOPIC.c.thread_id)
    found = session.execute(there.where(_TOPIC.c.chat_id.in_(chats), _TOPIC.c.thread_id.is_not(None)))
    return {(row.chat_id, row.topic): row.thread_id for row in found}


def above(row: Any, base: Any, found: Mapping[tuple[int, str], int]) -> int | None:
    """The message that a row replies to: what it is to stand under, where that was said in the same thread."""
    if base is None or base.message_id is None or base.telegram_chat != row.telegram_id:
        return None
    mine, theirs = (found.get((row.chat_id, what.get("topic", ""))) for what in (row.what, base.what))
    return int(base.message_id) if mine == theirs else None


def made(session: Session, programme_id: int, chat_id: int, topic: str, thread: int | None, now: datetime) -> None:
    """Telegram made a topic: from now on what belongs there goes there. The next one is asked for."""
    _set(session, chat_id, topic, thread_id=thread, why_not=None)
    rooms.ask_for_next(session, programme_id, chat_id, now)


def not_made(session: Session, programme_id: int, chat_id: int, topic: str, outcome: Outcome, now: datetime) -> None:
    """A topic could not be made: one thread is used, and where only a right is missing, the room hears so kindly."""
    why = (outcome.why or "").lower()
    if outcome.cause == Cause.UNKNOWN:
        reason = rooms.UNKNOWN
    else:
        reason = rooms.NO_FORUM if any(sign in why for sign in _NO_FORUM) else rooms.NO_RIGHT
    _set(session, chat_id, topic, thread_id=None, why_not=reason)
    if reason == rooms.NO_RIGHT:
        alerts.may_not_make_topics(session, programme_id, chat_id, now)


def card_gone(session: Session, outbox_id: int, now: datetime) -> None:
    """Somebody deleted the message of a card: it counts as lost, and is put up again while something on it is open."""
    _lose(session, now, _CARD.c.outbox_id == outbox_id)


def gone(session: Session, programme_id: int, chat_id: int, topic: str, thread: int, why: str, now: datetime) -> bool:
    """A standing topic was closed or deleted: it is made anew, unless that was done just now. False for another one.

    Cards that stood in one that was deleted are lost with it.
    """
    mine = (_TOPIC.c.chat_id == chat_id, _TOPIC.c.topic == topic, _TOPIC.c.thread_id == thread)
    asked_at = session.execute(sa.select(_TOPIC.c.asked_at).where(*mine)).scalar()
    if asked_at is None:
        return False
    if not any(sign in why.lower() for sign in _CLOSED):
        _lose(session, now, _CARD.c.programme_id == programme_id, _CARD.c.topic == topic)
    if asked_at > now - NOT_MADE_AGAIN_WITHIN:
        _set(session, chat_id, topic, thread_id=None, why_not=rooms.UNKNOWN)
        return True
    _set(session, chat_id, topic, thread_id=None, why_not=None, asked_at=now)
    rooms.ask_for(session, programme_id, chat_id, topic, now)
    return True


def _lose(session: Session, now: datetime, *which: sa.ColumnElement[bool]) -> None:
    said = sa.select(_CARD.c.outbox_id).where(*which)
    there = (_OUTBOX.c.id.in_(said), _OUTBOX.c.state == OutboxState.SENT)
    session.execute(
        sa.update(_OUTBOX).where(*there).values(state=OutboxState.FAILED, why=lost_cards.GONE, state_at=now)
    )


def _set(session: Session, chat_id: int, topic: str, **values: Any) -> None:
    session.execute(sa.update(_TOPIC).where(_TOPIC.c.chat_id == chat_id, _TOPIC.c.topic == topic).values(**values))
