"""Answering presses, and reacting."""

from __future__ import annotations

from bot.practice import presses, targets
from bot.practice.calls import Call
from bot.practice.methods.registry import method
from bot.practice.refusals import bad
from bot.practice.texts import clean, utf16_length

ANSWER_UNITS = 200


@method
def answer_callback_query(call: Call) -> bool:
    """Answers a press on a button; without a text only the waiting ends."""
    text = clean(call.text("text")).strip() or None
    if text is not None and utf16_length(text) > ANSWER_UNITS:
        raise bad("MESSAGE_TOO_LONG")
    url = call.text("url") or None
    presses.answer(call.world, call.bot, call.text("callback_query_id"), text, call.boolean("show_alert"), url)
    return True


@method
def set_message_reaction(call: Call) -> bool:
    """Puts one reaction under a message, or none."""
    chat = targets.writable(call)
    message = targets.message_of(call, chat, "react")
    reactions = call.structure("reaction", list) or []
    if len(reactions) > 1:
        raise bad("too many reactions specified")
    if any(not isinstance(one, dict) or one.get("type") != "emoji" or not one.get("emoji") for one in reactions):
        raise bad("REACTION_INVALID")
    message.reactions.pop(call.bot.id, None)
    if reactions:
        message.reactions[call.bot.id] = [str(reactions[0]["emoji"])]
    call.world.events.add("reaction", lambda: {"message": message})
    return True
