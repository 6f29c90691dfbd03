"""The bot added to chats, thrown out of them, blocked and let back."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted, ChatMemberUpdated

from bot.handlers import arrival
from bot.handlers.unit import Reception, Unit, in_our_language
from bot.loop import arriving, chats, people, rooms
from bot.loop.people import Sender
from bot.store.chats import Purpose
from bot.store.session import Work

GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})


async def changed(event: ChatMemberUpdated, unit: Unit, reception: Reception) -> None:
    """The bot's own standing in a chat changed."""
    chat, title = event.chat.id, event.chat.title or ""
    standing = event.new_chat_member
    by = in_our_language(arrival.sender_of(event.from_user), reception.languages)
    private = event.chat.type == ChatType.PRIVATE
    if standing.status in GONE:
        why = "blocked" if private else str(standing.status)
        by_itself = event.from_user.id == standing.user.id
        await unit(lambda work: chats.removed(work, chat, why, is_told=not by_itself))
    elif isinstance(standing, ChatMemberRestricted) and not standing.can_send_messages:
        await unit(lambda work: chats.read_only(work, chat))
    elif private:
        await unit(lambda work: chats.unblocked(work, chat))
    else:
        was, is_now = event.old_chat_member.status, standing.status
        may = isinstance(standing, ChatMemberAdministrator) and bool(standing.can_manage_topics)
        await unit(lambda work: _there(work, chat, title, by, was=was, is_now=is_now, may_make_topics=may))


def _there(
    work: Work, telegram_id: int, title: str, by: Sender, *, was: str, is_now: str, may_make_topics: bool
) -> None:
    """The bot is in a group, and may write: it came, was made an administrator, or is a plain member again."""
    person = people.meet(work, by)
    chat = chats.added(work, telegram_id, title)
    if was in GONE and chat.purpose == Purpose.UNKNOWN:
        arriving.brought(work, chat, person)
    elif was in GONE and chat.purpose == Purpose.GROUP:
        chats.greet(work, chat)
    if may_make_topics and chat.purpose == Purpose.STAFF_ROOM:
        rooms.may_make(work, chat)
    elif ChatMemberStatus.ADMINISTRATOR == is_now != was:
        arriving.reads_all(work, chat, person)


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="members")
    made.my_chat_member.register(changed)
    return made
