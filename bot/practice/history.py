"""What is said in a chat and what becomes of it: written, edited, deleted, pinned; and who is told."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from bot.practice import privacy, wire
from bot.practice.chats import Chat, Kind
from bot.practice.messages import Draft, Message
from bot.practice.people import Account, Bot
from bot.practice.refusals import no_such

if TYPE_CHECKING:
    from bot.practice.world import World

JSON = dict[str, Any]

_DRAFTED: Final = tuple(one.name for one in fields(Draft))


def add(world: World, chat: Chat, sender: Account, draft: Draft) -> Message:
    """Says something in a chat: it gets an id and a date, and every bot that may see it is told."""
    said = {name: getattr(draft, name) for name in _DRAFTED}
    message = Message(id=_next_id(world, chat), chat=chat, sender=sender, date=world.clock.today(), **said)
    chat.messages[message.id] = message
    chat.stirred = world.clock.now()
    if isinstance(sender, Bot):
        chat.last_bot = sender.id
    world.events.add("message", lambda: {"message": message})
    _tell(world, message, "message")
    return message


def add_service(world: World, chat: Chat, by: Account, thread: int | None = None, **fields: object) -> Message:
    """A service message: somebody came, left, renamed the group."""
    return add(world, chat, by, Draft(kind="service", body=wire.body(**fields), thread=thread))


def edit(world: World, message: Message, told: bool = True) -> None:
    """Something of a message is another now; `told`: as an edit of what was said (buttons and polls are not)."""
    if told:
        message.edited = world.clock.today()
        if not message.from_bot:
            _tell(world, message, "edited_message")
    world.events.add("edited", lambda: {"message": message})


def delete(world: World, chat: Chat, messages: list[Message]) -> None:
    """Takes messages away. Bots are not told, as in Telegram."""
    for message in messages:
        message.delete()
    gone = {message.id for message in messages}
    if gone & set(chat.pinned):
        chat.pinned = [one for one in chat.pinned if one not in gone]
    bot = chat.bot.id if chat.bot else None
    world.events.add("deleted", lambda: {"chat_id": chat.id, "message_ids": sorted(gone), "bot": bot})


def pin(world: World, message: Message, by: Account) -> None:
    """Pins a message to the top; the chat is told in a service message."""
    chat = message.chat
    chat.pinned = [*(one for one in chat.pinned if one != message.id), message.id]
    _pins_changed(world, chat)
    add(
        world,
        chat,
        by,
        Draft(kind="service", body={"pinned_message": wire.message(message, with_reply=False)}, thread=message.thread),
    )


def unpin(world: World, chat: Chat, message_id: int | None = None) -> None:
    """Unpins a message, or the one that was pinned last."""
    gone = message_id if message_id is not None else (chat.pinned[-1] if chat.pinned else None)
    chat.pinned = [one for one in chat.pinned if one != gone]
    _pins_changed(world, chat)


def _pins_changed(world: World, chat: Chat) -> None:
    pinned, bot = list(chat.pinned), chat.bot.id if chat.bot else None
    world.events.add("pinned", lambda: {"chat_id": chat.id, "pinned": pinned, "bot": bot})


def find(chat: Chat, message_id: object) -> Message:
    """A message of this chat that is still there."""
    message = chat.messages.get(message_id) if isinstance(message_id, int) else None
    if message is None or message.deleted:
        raise no_such("message", message_id)
    return message


def _next_id(world: World, chat: Chat) -> int:
    if chat.kind is Kind.SUPERGROUP:
        chat.last_id += 1
        return chat.last_id
    world.last_private_message += 1
    return world.last_private_message


def _tell(world: World, message: Message, kind: str) -> None:
    chat = message.chat
    if chat.private and message.from_bot:
        return
    told = [bot for bot in chat.bots() if bot is not message.sender and privacy.sees(bot, message)]
    if told:
        payload = wire.message(message)
        for bot in told:
            world.tell(bot, kind, payload, chat)
