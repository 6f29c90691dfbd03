"""A trusted message that has gone out, with its copies, past the conversations by which it is written and approved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import select

from bot.courier import unfold
from bot.loop import correcting, people, trusted, trusted_card
from bot.message_words import MessageState
from bot.store.chats import Chat, Group
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Attachment, Copy, TrustedMessage
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town

WORDS = {"en": "The clinic opens on Monday at 9.", "pl": "Przychodnia otwiera się w poniedziałek o 9."}
RIGHT = {"en": "The clinic opens on Tuesday at 9.", "pl": "Przychodnia otwiera się we wtorek o 9."}


async def sends(
    town: Town,
    by: Phone,
    chats: list[int],
    *,
    words: Mapping[str, str] = WORDS,
    days: int = 30,
    media: str = "",
    shows: Mapping[str, str] | None = None,
    for_groups: Mapping[int, str] | None = None,
) -> int:
    """A message is approved and goes to these chats; `for_groups`: groups without a chat, by their champion's."""

    def make(work: Work) -> int:
        today = work.now.date()
        person = people.known(work, by.id)
        assert person is not None
        until = today + timedelta(days=days)
        made = trusted.write(work, person, trusted.Written("Clinic", words, "New hours.", until, until))
        if media:
            file: dict[str, Any] = {
                "message_id": made.number,
                "kind": media,
                "language": made.language if shows else "",
                "file_id": "F1",
                "unique_id": "U1",
            }
            work.session.add(Attachment(programme_id=work.programme_id, **file))
        for language, text in (shows or {}).items():
            trusted.put_words(work, person, made, trusted.PICTURE, language, text)
        for telegram in chats:
            work.session.add(_copy(work, made, telegram))
        for telegram, name in (for_groups or {}).items():
            group = Group(programme_id=work.programme_id, name=name, language="en", communities=[], area="")
            work.session.add(group)
            work.session.flush()
            copy = _copy(work, made, telegram)
            copy.for_group_id, copy.group_id = group.number, None
            work.session.add(copy)
        goes(work, made)
        trusted_card.show(work, made)
        return made.number

    number = await town.does(make)
    await unfolds(town)
    return number


def goes(work: Work, message: TrustedMessage, state: MessageState = MessageState.SENDING) -> None:
    """It is approved as it stands."""
    work.session.flush()
    message.state, message.approved_at = state, work.now
    message.binding = trusted.binding(work, message)


async def approves_correction(town: Town, number: int) -> int:
    """A correction is approved, and begins to go; how many copies hear of it."""

    def approve(work: Work) -> int:
        message = work.session.get_one(TrustedMessage, number)
        goes(work, message)
        return correcting.freeze(work, message)

    return await town.does(approve)


async def unfolds(town: Town) -> None:
    """Its copies come into the outbox, and are said."""
    await town.does(lambda work: unfold.unfold(work.session, work.programme_id, work.now))
    town._has_said = True
    await town.speaks()


def said_in(town: Town, chat: int) -> list[Line]:
    """What the bot has said in a chat, as it stands now, without its first words in a group."""
    return [line for line in town.telegram.said_in(chat) if not line.text.startswith("Hello.")]


async def one(town: Town, number: int) -> TrustedMessage:
    """A message as it stands."""
    return next(row for row in await town.all(TrustedMessage) if row.id == number)


def _copy(work: Work, message: TrustedMessage, telegram: int) -> Copy:
    chat = work.session.exec(select(Chat).where(Chat.telegram_id == telegram)).one()
    group = work.session.exec(select(Group).where(Group.chat_id == chat.id)).first()
    person = work.session.exec(select(Person).where(Person.chat_id == chat.id)).first()
    about: dict[str, Any] = {
        "group_id": group.id if group else None,
        "person_id": person.id if person else None,
        "language": (group.language if group else person.language if person else None) or "en",
    }
    return Copy(programme_id=work.programme_id, message_id=message.number, chat_id=chat.number, **about)
