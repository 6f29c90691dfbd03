"""Saying things: to a person, to a chat, to the staff room. All of it through the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.card_words import Topic
from bot.language import Text
from bot.loop import leads, quiet, rooms
from bot.store import outbox
from bot.store.chats import Chat, Group, Purpose
from bot.store.insights import Card
from bot.store.outbox import Button
from bot.store.parts import Part as Part
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

Buttons = Iterable[Sequence[Button]]
Parts = Sequence[Part]
INSIGHT, ISSUE = "insight", "issue"
_CARD = sa.select(col(Card.outbox_id), col(Card.topic)).where(
    col(Card.programme_id) == sa.bindparam("programme"),
    col(Card.about) == sa.bindparam("about"),
    col(Card.about_id) == sa.bindparam("number"),
)
_ROOM = (
    select(Chat)
    .where(col(Chat.programme_id) == sa.bindparam("programme"), Chat.purpose == Purpose.STAFF_ROOM)
    .order_by(col(Chat.id).desc())
)
_OF_CHAT: sa.BindParameter[int] = sa.bindparam("chat")
_READS = sa.select(
    sa.select(col(Group.language)).where(col(Group.chat_id) == _OF_CHAT).limit(1).scalar_subquery(),
    sa.select(col(Person.language)).where(col(Person.chat_id) == _OF_CHAT).limit(1).scalar_subquery(),
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


def to_staff(
    work: Work,
    parts: Parts,
    buttons: Buttons = (),
    *,
    topic: Topic | None = None,
    issue_id: int | None = None,
    **more: Any,
) -> int | None:
    """Say something in the staff room, in one of its topics where it has them; nothing while there is no room.

    What belongs to an insight or an issue stands as a reply to its card, where that stands in the same topic (it does
    unless another `topic` is named). What belongs to something sensitive goes to the safeguarding leads instead.
    """
    insight_id = more.get("insight_id")
    if insight_id is not None and leads.is_sensitive(work, insight_id):
        to_leads(work, parts, buttons, **more)
        return None
    card = _card(work, INSIGHT, insight_id) if insight_id is not None else _card(work, ISSUE, issue_id)
    under, stands = (card.outbox_id, Topic(card.topic)) if card is not None else (None, Topic.NEW)
    return to_room(work, parts, buttons, topic=topic or stands, under=under, **more)


def to_room(
    work: Work, parts: Parts, buttons: Buttons = (), *, topic: Topic, under: int | None = None, **more: Any
) -> int | None:
    """`to_staff`, whatever it is about; `under` is what it replies to, by its number in the outbox."""
    room = staff_room(work)
    if room is None:
        return None
    return to_chat(work, room.number, parts, buttons, lane=Lane.ALERT, topic=topic, under=under, **more)


def note_sent(work: Work, text: Text) -> None:
    """Note in the staff room's topic for it what went out; where there is none, the card says so and that is enough."""
    room = staff_room(work)
    if room is not None and rooms.is_sorted(work, room.number):
        to_room(work, [text], topic=Topic.SENT)


def to_leads(work: Work, parts: Parts, buttons: Buttons = (), **more: Any) -> None:
    """Say something to each safeguarding lead in private."""
    for lead in leads.of(work):
        key = more.get("key")
        once = {"key": f"{key}:{lead.number}"} if key else {}
        to_person(work, lead, parts, buttons, lane=Lane.ALERT, **{**more, **once})


def _card(work: Work, about: str, about_id: int | None) -> sa.Row[tuple[int, str]] | None:
    """What says the card of an insight or an issue in the staff room, and in which topic."""
    if about_id is None:
        return None
    named = {"programme": work.programme_id, "about": about, "number": about_id}
    return work.session.execute(_CARD, named).first()


def language_in(work: Work, chat_id: int) -> str:
    """The language in which a chat is spoken to at this moment."""
    of_group, of_person = work.session.execute(_READS, {"chat": chat_id}).one()
    return of_group or of_person or "en"
