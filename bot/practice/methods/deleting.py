"""Taking messages away, and pinning them."""

from __future__ import annotations

from bot.practice import history, targets
from bot.practice.calls import Call
from bot.practice.chats import Chat
from bot.practice.messages import DELETE_WINDOW_SECONDS, Message
from bot.practice.methods.passing import MOST_AT_ONCE
from bot.practice.methods.registry import method
from bot.practice.refusals import bad


@method
def delete_message(call: Call) -> bool:
    """Takes one message away: within 48 hours, or any where the bot may delete in this group."""
    chat = targets.chat_of(call)
    message = targets.message_of(call, chat, "delete")
    _check(call, chat, message)
    history.delete(call.world, chat, [message])
    return True


@method
def delete_messages(call: Call) -> bool:
    """Takes several away; those that are not there, or may not be deleted, are passed over."""
    chat = targets.chat_of(call)
    ids = call.structure("message_ids", list) or []
    if not 1 <= len(ids) <= MOST_AT_ONCE:
        raise bad("message identifiers are not specified" if not ids else "too many message identifiers specified")
    there = [chat.messages[one] for one in ids if one in chat.messages and not chat.messages[one].deleted]
    history.delete(call.world, chat, [one for one in there if _hindrance(call, chat, one) is None])
    return True


def _check(call: Call, chat: Chat, message: Message) -> None:
    if (hindrance := _hindrance(call, chat, message)) is not None:
        raise bad(hindrance)


def _hindrance(call: Call, chat: Chat, message: Message) -> str | None:
    if not chat.private and chat.members[call.bot.id].may("can_delete_messages"):
        return None
    if not chat.private and message.sender is not call.bot:
        return "message can't be deleted"
    if call.world.clock.now() - message.date > DELETE_WINDOW_SECONDS:
        return "message can't be deleted for everyone"
    return None


@method
def pin_chat_message(call: Call) -> bool:
    """Pins a message."""
    chat = targets.writable(call)
    message = targets.message_of(call, chat, "pin")
    _check_pins(call, chat)
    if message.id not in chat.pinned:
        history.pin(call.world, message, call.bot)
    return True


@method
def unpin_chat_message(call: Call) -> bool:
    """Unpins a message: the one that is named, or the last."""
    chat = targets.writable(call)
    _check_pins(call, chat)
    message_id = call.integer("message_id")
    if message_id is not None and message_id not in chat.pinned:
        raise bad("message to unpin not found")
    history.unpin(call.world, chat, message_id)
    return True


@method
def unpin_all_chat_messages(call: Call) -> bool:
    """Unpins every message."""
    chat = targets.writable(call)
    _check_pins(call, chat)
    for message_id in list(chat.pinned):
        history.unpin(call.world, chat, message_id)
    return True


def _check_pins(call: Call, chat: Chat) -> None:
    if not chat.private and not chat.members[call.bot.id].may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
