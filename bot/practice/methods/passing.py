"""Copying and forwarding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import telegram

from bot.practice import history, targets, wire
from bot.practice.acts import forwarded
from bot.practice.calls import Call
from bot.practice.chats import Chat
from bot.practice.messages import Draft, Message
from bot.practice.methods import sending
from bot.practice.methods.registry import method
from bot.practice.refusals import bad

JSON = dict[str, Any]

MOST_AT_ONCE = 100


@method
def copy_message(call: Call) -> JSON:
    """Says the same again, without saying where it is from."""
    chat = targets.writable(call)
    source = targets.message_of(call, targets.chat_of(call, "from_chat_id"), "copy")
    draft = _copy(source)
    if "caption" in call.given and source.captioned:
        said = sending.caption_of(call)
        draft.text, draft.entities = said.text, said.entities
    return telegram.MessageId(sending.say(call, chat, draft).id).to_dict()


@method
def copy_messages(call: Call) -> list[JSON]:
    """Copies several; those that are not there are passed over."""
    return _several(call, _copy)


@method
def forward_message(call: Call) -> JSON:
    """Passes a message on."""
    chat = targets.writable(call)
    source = targets.message_of(call, targets.chat_of(call, "from_chat_id"), "forward")
    return wire.message(sending.say(call, chat, _forward(source)))


@method
def forward_messages(call: Call) -> list[JSON]:
    """Passes several on; those that are not there are passed over."""
    return _several(call, _forward)


def _copy(source: Message) -> Draft:
    if source.kind == "service" or source.protected:
        raise bad("message can't be copied")
    body = {name: value for name, value in source.body.items() if name != "forward_origin"}
    return Draft(source.kind, source.text, source.entities, body)


def _forward(source: Message) -> Draft:
    if source.kind == "service" or source.protected:
        raise bad("message can't be forwarded")
    return forwarded(source)


def _several(call: Call, drafted: Callable[[Message], Draft]) -> list[JSON]:
    chat = targets.writable(call)
    found = _found(call, targets.chat_of(call, "from_chat_id"))
    drafts = [drafted(one) for one in found if one.kind != "service" and not one.protected]
    if not drafts:
        raise bad("there are no messages to copy or forward")
    for draft in drafts:
        sending.complete(call, chat, draft)
    call.world.limits.take(call.bot.id, chat.id, len(drafts))
    said = [history.add(call.world, chat, call.bot, draft) for draft in drafts]
    return [telegram.MessageId(one.id).to_dict() for one in said]


def _found(call: Call, chat: Chat) -> list[Message]:
    ids = call.structure("message_ids", list) or []
    if not 1 <= len(ids) <= MOST_AT_ONCE:
        raise bad("message identifiers are not specified" if not ids else "too many message identifiers specified")
    return [chat.messages[one] for one in ids if one in chat.messages and not chat.messages[one].deleted]
