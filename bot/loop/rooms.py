"""The staff room's four standing topics: made where the group has topics on, one after the other; else one thread."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot import labels
from bot.card_words import Topic
from bot.store import outbox
from bot.store.chats import Chat, Purpose
from bot.store.rooms import RoomTopic
from bot.store.session import Work

NO_FORUM, NO_RIGHT, UNKNOWN = "no forum", "no right", "unknown"
_ROOM = select(Chat).where(
    Chat.programme_id == sa.bindparam("programme"),
    Chat.telegram_id == sa.bindparam("telegram_id"),
    Chat.purpose == Purpose.STAFF_ROOM,
)


def make_topics(work: Work, chat: Chat) -> None:
    """Have the topics made that are not there. The first is tried; where that works, the others follow."""
    work.session.flush()
    missing = (col(RoomTopic.chat_id) == chat.number, col(RoomTopic.thread_id).is_(None))
    work.session.execute(sa.delete(RoomTopic).where(*missing))
    ask_for_next(work.session, work.programme_id, chat.number, work.now)


def may_make(work: Work, chat: Chat) -> None:
    """The bot was given the right to make topics in the staff room: those that are missing are made."""
    if not is_sorted(work, chat.number):
        make_topics(work, chat)


def ask_for_next(session: Session, programme_id: int, chat_id: int, now: datetime) -> None:
    """Have the next topic made that was not asked for yet."""
    there = session.exec(select(RoomTopic.topic).where(RoomTopic.chat_id == chat_id)).all()
    wanted = next((topic for topic in Topic if topic not in there), None)
    if wanted is not None:
        session.add(RoomTopic(programme_id=programme_id, chat_id=chat_id, topic=wanted, asked_at=now))
        session.flush()
        ask_for(session, programme_id, chat_id, wanted, now)


def ask_for(session: Session, programme_id: int, chat_id: int, topic: str, now: datetime) -> None:
    """Have one topic made."""
    name = labels.TOPICS[Topic(topic)]
    outbox.make_topic(session, programme_id=programme_id, chat_id=chat_id, topic=topic, name=name, now=now)


def is_sorted(work: Work, chat_id: int) -> bool:
    """Whether a room has any of its topics."""
    there = select(RoomTopic.id).where(RoomTopic.chat_id == chat_id, col(RoomTopic.thread_id).is_not(None))
    return work.session.exec(there.limit(1)).first() is not None


def seen(work: Work, telegram_chat: int, *, is_forum: bool) -> None:
    """Telegram shows whether a chat has topics on: in the staff room they are made, or not used any more."""
    which = {"programme": work.programme_id, "telegram_id": telegram_chat}
    room = work.session.execute(_ROOM, which).scalars().first()
    if room is None:
        return
    topics = work.session.exec(select(RoomTopic).where(RoomTopic.chat_id == room.id)).all()
    if is_forum and all(topic.why_not == NO_FORUM for topic in topics):
        make_topics(work, room)
    elif not is_forum and any(topic.thread_id is not None for topic in topics):
        for topic in topics:
            topic.thread_id, topic.why_not = None, NO_FORUM
