"""Which chat a bot means, and whether it may do there what it wants."""

from __future__ import annotations

from bot.practice.calls import Call
from bot.practice.chats import Chat, Kind, Topic
from bot.practice.messages import Message
from bot.practice.people import Person
from bot.practice.refusals import Refused, bad, forbidden, upgraded


def chat_of(call: Call, name: str = "chat_id") -> Chat:
    """The chat that a parameter names, where the bot is in it; refuses as Telegram does."""
    given = call.given.get(name)
    if given is None or given == "":
        raise bad(f"{name} is empty")
    chat_id = _number(call, given, name)
    if chat_id < 0:
        return _group(call, chat_id)
    if chat_id in call.world.bots:
        raise forbidden(
            "bot can't send messages to bots" if chat_id != call.bot.id else "bot can't send messages to itself"
        )
    person = call.world.people.get(chat_id)
    if person is None:
        raise bad("chat not found")
    return call.world.private(call.bot, person)


def writable(call: Call, name: str = "chat_id") -> Chat:
    """The same, where the bot may also write to them."""
    chat = chat_of(call, name)
    if chat.person is not None:
        _check_person(call, chat, chat.person)
    return chat


def _check_person(call: Call, chat: Chat, person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if call.bot.id in person.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def _number(call: Call, given: object, name: str) -> int:
    if isinstance(given, str) and given.startswith("@"):
        found = call.world.named(given[1:])
        if not isinstance(found, Chat):
            raise bad("chat not found")
        return found.id
    try:
        return call.required_integer(name)
    except Refused as wrong:
        raise bad("chat not found") from wrong


def _group(call: Call, chat_id: int) -> Chat:
    chat = call.world.groups.get(chat_id)
    member = chat.member(call.bot.id) if chat else None
    if chat is None or member is None:
        raise bad("chat not found")
    kind = "group" if chat.kind is Kind.GROUP else "supergroup"
    if not member.there:
        thrown_out = call.bot.id in chat.thrown_out
        raise forbidden(
            f"bot was kicked from the {kind} chat" if thrown_out else f"bot is not a member of the {kind} chat"
        )
    if chat.upgraded_to is not None:
        raise upgraded(chat.upgraded_to)
    return chat


def check_right(call: Call, chat: Chat, right: str) -> None:
    """Refuses where the bot does not have this administrator's right."""
    member = chat.member(call.bot.id)
    if member is None or not member.may(right):
        raise bad("not enough rights")


def topic_of(call: Call, chat: Chat, required: bool = False) -> Topic | None:
    """The topic that `message_thread_id` means; None for *General*."""
    thread = call.integer("message_thread_id")
    if thread is None and not required:
        return None
    topic = chat.topics.get(thread or 0)
    if topic is None:
        raise bad("message thread not found")
    return topic


def message_of(call: Call, chat: Chat, doing: str, name: str = "message_id") -> Message:
    """The message that is to be edited, deleted, …; `doing` is the word for it in "message to … not found"."""
    message = chat.messages.get(call.required_integer(name))
    if message is None or message.deleted:
        raise bad(f"message to {doing} not found")
    return message
