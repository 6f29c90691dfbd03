"""The bot added to chats, thrown out of them, blocked and let back."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated

from bot.handlers import arrival
from bot.handlers.conversation import Conversations
from bot.handlers.unit import Reception, Unit, in_our_language
from bot.loop import chats, people
from bot.loop.people import Sender
from bot.store.chats import Purpose
from bot.store.session import Work
from bot.words import Role

GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})


async def changed(event: ChatMemberUpdated, unit: Unit, reception: Reception, conversations: Conversations) -> None:
    """The bot's own standing in a chat changed."""
    chat, title = event.chat.id, event.chat.title or ""
    by = in_our_language(arrival.sender_of(event.from_user), reception.languages)
    private = event.chat.type == ChatType.PRIVATE
    if event.new_chat_member.status in GONE:
        why = "blocked" if private else str(event.new_chat_member.status)
        await unit(lambda work: chats.removed(work, chat, why))
    elif not private and event.old_chat_member.status in GONE:
        await unit(lambda work: _added(work, chat, title, by, conversations))
    else:
        await unit(lambda work: chats.unblocked(work, chat))


def _added(work: Work, telegram_id: int, title: str, by: Sender, conversations: Conversations) -> None:
    person = people.meet(work, by)
    chat = chats.added(work, telegram_id, title)
    if chat.purpose != Purpose.UNKNOWN:
        return
    if Role.ADMINISTRATOR in people.roles(work, person) and conversations.open(work, person) is None:
        conversations.start(work, person, "bind", chat.number)
    else:
        chats.ask_administrators(work, chat)


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="members")
    made.my_chat_member.register(changed)
    return made
