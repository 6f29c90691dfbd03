"""Changing what the bot said."""

from __future__ import annotations

from typing import Any

from bot.practice import history, keyboards, targets, wire
from bot.practice.calls import Call
from bot.practice.entities import Formatted
from bot.practice.messages import Message
from bot.practice.methods import sending
from bot.practice.methods.registry import method
from bot.practice.refusals import bad

JSON = dict[str, Any]

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)


@method
def edit_message_text(call: Call) -> JSON:
    """Another text, and other buttons (none, where none are given)."""
    message = _own(call)
    said = sending.text_of(call)
    if message.kind != "text":
        raise bad("there is no text in the message to edit")
    return _edit(call, message, said)


@method
def edit_message_caption(call: Call) -> JSON:
    """Another caption, and other buttons (none, where none are given)."""
    message = _own(call)
    if not message.captioned:
        raise bad("there is no caption in the message to edit")
    return _edit(call, message, sending.caption_of(call))


@method
def edit_message_reply_markup(call: Call) -> JSON:
    """Other buttons."""
    message = _own(call)
    return _edit(call, message, Formatted(message.text, message.entities))


def _own(call: Call) -> Message:
    if call.given.get("inline_message_id"):
        raise bad("the practice Telegram has no inline messages")
    message = targets.message_of(call, targets.writable(call), "edit")
    if message.sender is not call.bot or message.kind == "service" or "forward_origin" in message.body:
        raise bad("message can't be edited")
    return message


def _edit(call: Call, message: Message, said: Formatted) -> JSON:
    markup = keyboards.read(call.structure("reply_markup", dict))
    if markup.keyboard is not None:
        raise bad("inline keyboard expected")
    reworded = (said.text, said.entities) != (message.text, message.entities)
    if not reworded and markup.inline == message.markup:
        raise bad(_SAME)
    call.world.limits.take(call.bot.id, message.chat.id)
    message.text, message.entities, message.markup = said.text, said.entities, markup.inline
    history.edit(call.world, message, told=reworded)
    return wire.message(message)
