"""What the courier tells the staff room: chats that cannot be reached, and what Telegram refused."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.card_words import Topic
from bot.language import Code, Text, _
from bot.store import outbox
from bot.store.chats import Chat, Group, Membership, Purpose
from bot.store.outbox import Outbox
from bot.store.people import Grant, Person
from bot.words import Lane, Role


def unreachable(session: Session, programme_id: int, chat_id: int, why: str, now: datetime) -> None:
    """A group or a person cannot be told anything any more."""
    whom = _whom(session, chat_id)
    text = _(
        "I cannot reach {whom} any more. Telegram says: {why}. What waited for them was not delivered.",
        whom=whom,
        why=why,
    )
    _tell(session, programme_id, chat_id, text, f"unreachable:{chat_id}:{now:%Y%m%d%H%M%S}", now)


def refused(session: Session, programme_id: int, chat_id: int, why: str, now: datetime) -> None:
    """Telegram will not take a message; said once a day for each reason, as one fault may hit many chats."""
    text = _("A message to {whom} could not be delivered. The reason: {why}.", whom=_whom(session, chat_id), why=why)
    _tell(session, programme_id, chat_id, text, f"refused:{_digest(why)}:{now:%Y%m%d}", now)


def topic_gone(session: Session, programme_id: int, chat_id: int, thread_id: int, now: datetime) -> None:
    """A group's chosen topic was closed or deleted."""
    text = _("The topic for me in {whom} is gone. I write in General there from now on.", whom=_whom(session, chat_id))
    _tell(session, programme_id, chat_id, text, f"topic:{chat_id}:{thread_id}", now)


def may_not_make_topics(session: Session, programme_id: int, chat_id: int, now: datetime) -> None:
    """The staff room has topics, and the bot may not make any: it says there what to do, once a day."""
    text = _(
        "This group has topics. I can sort what comes in into four of them: new, rumours and urgent, owed, sent. For "
        "that, please make me an administrator who may only manage topics. Then an administrator of the programme "
        "writes /topics to me in private. Until then all of it stands here."
    )
    once: dict[str, Any] = {"key": f"no_topics:{chat_id}:{now:%Y%m%d}", "lane": Lane.ALERT, "now": now}
    outbox.say(session, programme_id=programme_id, chat_id=chat_id, parts=[text], **once)


def held(session: Session, programme_id: int, reference: str, why: str, now: datetime) -> None:
    """A trusted message stopped going out by itself."""
    text = _(
        "{reference} has stopped going out: it is no longer what was approved. See what changed, then have it approved "
        "again, or withdraw it.",
        reference=Code(reference),
    )
    if why == "expired":
        text = _("{reference} has stopped going out: its last day is over.", reference=Code(reference))
    _tell(session, programme_id, 0, text, f"held:{reference}:{why}:{now:%Y%m%d%H%M%S}", now)


def _digest(why: str) -> str:
    return hashlib.sha256(why.encode()).hexdigest()[:16]


def _tell(session: Session, programme_id: int, about_chat: int, text: Text, key: str, now: datetime) -> None:
    """Told once: in the staff room, or where that is the trouble (or there is none) to administrators in private."""
    room = session.exec(
        select(Chat.id).where(
            Chat.programme_id == programme_id, Chat.purpose == Purpose.STAFF_ROOM, col(Chat.unreachable_at).is_(None)
        )
    ).first()
    where = {room: key} if room is not None else _administrators(session, programme_id, key)
    said = select(Outbox.key).where(Outbox.programme_id == programme_id, col(Outbox.key).in_(where.values()))
    for done in session.exec(said).all():
        where = {chat: once for chat, once in where.items() if once != done}
    for chat, once in where.items():
        if chat != about_chat:
            about: dict[str, Any] = {
                "lane": Lane.ALERT,
                "now": now,
                "key": once,
                "topic": Topic.OWED if chat == room else None,
            }
            outbox.say(session, programme_id=programme_id, chat_id=chat, parts=[text], **about)


def _administrators(session: Session, programme_id: int, key: str) -> dict[int, str]:
    """Their private chats, each with a key of its own."""
    reached = (
        select(Chat.id)
        .join(Person, col(Person.chat_id) == col(Chat.id))
        .join(Grant, col(Grant.person_id) == col(Person.id))
        .where(
            Chat.programme_id == programme_id,
            col(Chat.unreachable_at).is_(None),
            Grant.role == Role.ADMINISTRATOR,
            col(Grant.allowed_at).is_not(None),
            col(Grant.revoked_at).is_(None),
        )
    )
    return {chat: f"{key}:{chat}" for chat in session.exec(reached).all() if chat is not None}


def _whom(session: Session, chat_id: int) -> Text:
    """A group by its name; a person by what they are, never by name."""
    group = session.exec(select(Group).where(Group.chat_id == chat_id)).first()
    if group is not None:
        return _("the group {name}", name=group.name)
    person = session.exec(select(Person).where(Person.chat_id == chat_id)).first()
    if person is None:
        title = session.exec(select(Chat.title).where(Chat.id == chat_id, col(Chat.telegram_id) < 0)).first()
        return _("the chat {title}", title=title) if title else _("a private chat")
    return _member(session, person)


def _member(session: Session, person: Person) -> Text:
    names = session.exec(
        select(Group.name)
        .join(Membership, col(Membership.group_id) == col(Group.id))
        .where(Membership.person_id == person.id)
        .order_by(col(Group.name))
    ).all()
    if names:
        return _("a champion of {groups}", groups=list(names))
    roles = session.exec(
        select(Grant.role).where(
            Grant.person_id == person.id, col(Grant.allowed_at).is_not(None), col(Grant.revoked_at).is_(None)
        )
    ).all()
    return _("someone in the team") if set(roles) & {Role.STAFF, Role.ADMINISTRATOR} else _("a champion")
