"""Trusted messages that are ready to go, and a stand-in for the courier's own unfolding of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import select

from bot.loop import audience, people, trusted, trusted_lines, trusted_passing
from bot.message_words import MessageState
from bot.store import outbox
from bot.store.chats import Chat, Group, Membership
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Lane
from tests.handlers.phone import Phone
from tests.handlers.town import MONDAY, Town

WORDS = {"en": "The clinic opens at eight.", "pl": "Przychodnia otwiera o ósmej."}
A_MONTH = timedelta(days=30)


def written(work: Work, by: Person, words: Mapping[str, str] = WORDS, **more: Any) -> TrustedMessage:
    """A message in some languages, for nobody yet."""
    day = (MONDAY + A_MONTH).date()
    message = trusted.write(work, by, trusted.Written("Opening hours", words, "They ask", day, day))
    for name, value in more.items():
        setattr(message, name, value)
    work.session.flush()
    return message


def approve(work: Work, message: TrustedMessage, **values: Any) -> int:
    """What approval does at its end; how many copies there are."""
    for name, value in values.items():
        setattr(message, name, value)
    work.session.flush()
    message.state, message.binding, message.approved_at = (
        MessageState.APPROVED,
        trusted.binding(work, message),
        work.now,
    )
    return audience.freeze(work, message)


async def a_message(town: Town, by: Phone, words: Mapping[str, str] = WORDS, **more: Any) -> TrustedMessage:
    """A draft of somebody's."""
    return await town.does(lambda work: written(work, person(work, by), words, **more))


async def approved(town: Town, message: TrustedMessage, **values: Any) -> int:
    """It is approved, and its copies are there."""
    return await town.does(lambda work: approve(work, work.session.get_one(TrustedMessage, message.id), **values))


def person(work: Work, phone: Phone) -> Person:
    """Whose phone that is."""
    found = people.known(work, phone.id)
    assert found is not None
    return found


async def circle(town: Town, name: str, champion: Phone | None, language: str = "en", **more: Any) -> int:
    """A group without a chat, for which a champion stands; its number."""

    def make(work: Work) -> int:
        group = Group(programme_id=work.programme_id, name=name, language=language, communities=[], **more)
        work.session.add(group)
        work.session.flush()
        if champion is not None:
            belongs(work, person(work, champion), group, stands_for=True)
        return group.number

    return await town.does(make)


def belongs(work: Work, who: Person, group: Group, **more: bool) -> None:
    """Somebody is in a group."""
    row = Membership(programme_id=work.programme_id, person_id=who.number, group_id=group.number, since=work.now)
    for name, value in more.items():
        setattr(row, name, value)
    work.session.add(row)
    work.session.flush()


def group(work: Work, name: str) -> Group:
    """A group by its name."""
    return work.session.exec(select(Group).where(Group.name == name)).one()


async def change(town: Town, name: str, **values: Any) -> None:
    """Something of a group is another now."""

    def make(work: Work) -> None:
        for key, value in values.items():
            setattr(group(work, name), key, value)

    await town.does(make)


async def unfolds(town: Town, at_most: int = 1000) -> None:
    """What the courier does with copies of a message that is being sent."""
    await town.does(lambda work: _unfold(work, at_most))
    town._has_said = True
    await town.speaks()


def _unfold(work: Work, at_most: int) -> None:
    there = select(Outbox.id).where(Outbox.copy_id == Copy.id).exists()
    found = select(Copy, TrustedMessage).join(TrustedMessage, TrustedMessage.id == Copy.message_id)  # type: ignore[arg-type]
    for copy, message in work.session.exec(found.where(~there, TrustedMessage.state == MessageState.SENDING)).all():
        if at_most and (copy.send_at is None or copy.send_at <= work.now):
            at_most -= 1
            _put(work, copy, message)


def _put(work: Work, copy: Copy, message: TrustedMessage) -> None:
    rows: Any = trusted_passing.BUTTONS if copy.for_group_id else ()
    chat = work.session.get_one(Chat, copy.chat_id)
    number = outbox.say(
        work.session,
        programme_id=work.programme_id,
        chat_id=chat.number,
        lane=Lane.TRUSTED,
        now=work.now,
        parts=trusted_lines.parts(work, message, is_easy=copy.is_easy),
        buttons=rows,
        language=copy.language if copy.for_group_id else None,
    )
    row = work.session.get_one(Outbox, number)
    row.trusted_id, row.copy_id = message.number, copy.number
    buttons = [
        [{**one, "data": one.get("data", "").replace("#", str(copy.number))} for one in row_]
        for row_ in row.what["buttons"]
    ]
    row.what = {**row.what, "buttons": buttons}
