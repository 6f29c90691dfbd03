"""Saying things: to a person, to a chat, to the staff room. All of it through the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text
from bot.loop import quiet
from bot.store import outbox
from bot.store.chats import Chat, Group, Purpose
from bot.store.outbox import Button, Versions
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

Buttons = Iterable[Sequence[Button]]
Part = Text | Versions
Parts = Sequence[Part]
_ROOM = (
    select(Chat)
    .where(col(Chat.programme_id) == sa.bindparam("programme"), Chat.purpose == Purpose.STAFF_ROOM)
    .order_by(col(Chat.id).desc())
)


def to_chat(
    work: Work, chat_id: int, parts: Parts, buttons: Buttons = (), *, lane: Lane = Lane.REPLY, **more: Any
) -> int:
    """Say something in a chat; returns the outbox row's number. `more` is what `outbox.say` takes.

    What is neither a reply nor an alert waits for the end of the chat's quiet hours or pause.
    """
    can_wait = lane >= Lane.ANSWER
    return outbox.say(
        work.session,
        programme_id=work.programme_id,
        chat_id=chat_id,
        lane=lane,
        now=work.now,
        parts=parts,
        buttons=buttons,
        due_at=quiet.opens_at(work, work.session.get_one(Chat, chat_id)) if can_wait else work.now,
        **more,
    )


def to_person(
    work: Work, person: Person, parts: Parts, buttons: Buttons = (), *, lane: Lane = Lane.REPLY, **more: Any
) -> int | None:
    """Say something to a person in private; nothing where they have no private chat with the bot."""
    if person.chat_id is None:
        return None
    return to_chat(work, person.chat_id, parts, buttons, lane=lane, **more)


def is_paused(work: Work, person: Person) -> bool:
    """Whether a person wants nothing in private for now but replies and urgent words."""
    return person.chat_id is not None and quiet.is_paused(work, work.session.get_one(Chat, person.chat_id))


def staff_room(work: Work) -> Chat | None:
    """The programme's staff room, once an administrator has bound one."""
    return work.session.execute(_ROOM, {"programme": work.programme_id}).scalars().first()


def to_staff(work: Work, parts: Parts, buttons: Buttons = (), **more: Any) -> int | None:
    """Say something in the staff room; nothing while there is none."""
    room = staff_room(work)
    if room is None:
        return None
    return to_chat(work, room.number, parts, buttons, lane=Lane.ALERT, **more)


def language_in(work: Work, chat_id: int) -> str:
    """The language in which a chat is spoken to at this moment."""
    group = work.session.exec(select(Group.language).where(Group.chat_id == chat_id)).first()
    person = work.session.exec(select(Person.language).where(Person.chat_id == chat_id)).first()
    return group or person or "en"
