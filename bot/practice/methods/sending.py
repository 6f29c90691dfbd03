"""Sending words: what every message has in common, and messages of text, places, contacts and polls."""

from __future__ import annotations

import json
from typing import Any

import telegram

from bot.practice import entities, history, html_text, keyboards, polls, targets, wire
from bot.practice.acts import CAPTION_UNITS, TEXT_UNITS
from bot.practice.calls import Call
from bot.practice.chats import Chat
from bot.practice.entities import Formatted
from bot.practice.messages import Draft, Message
from bot.practice.methods.registry import method
from bot.practice.refusals import bad, unreadable
from bot.practice.texts import utf16_length

JSON = dict[str, Any]

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


@method
def send_message(call: Call) -> JSON:
    """Says something."""
    chat = targets.writable(call)
    said = text_of(call)
    return wire.message(say(call, chat, Draft(text=said.text, entities=said.entities)))


@method
def send_location(call: Call) -> JSON:
    """Shows a place on the map."""
    chat = targets.writable(call)
    place = telegram.Location(call.number("longitude"), call.number("latitude"))
    return wire.message(say(call, chat, Draft("location", body=wire.body(location=place))))


@method
def send_contact(call: Call) -> JSON:
    """Passes on somebody's telephone number."""
    chat = targets.writable(call)
    number, name = call.text("phone_number"), call.text("first_name")
    if not number or not name:
        raise bad("PHONE_NUMBER_INVALID" if not number else "contact's first name must be non-empty")
    contact = telegram.Contact(number, name, call.text("last_name") or None)
    return wire.message(say(call, chat, Draft("contact", body=wire.body(contact=contact))))


@method
def send_poll(call: Call) -> JSON:
    """Asks a question with options to choose from."""
    chat = targets.writable(call)
    question = _short(call.text("question"), polls.QUESTION_UNITS, "poll question")
    options = [
        _short(_option(one), polls.OPTION_UNITS, "poll options") for one in call.structure("options", list) or []
    ]
    if not 1 <= len(options) <= polls.MOST_OPTIONS:
        raise bad(f"poll must have at least 1 option and at most {polls.MOST_OPTIONS}")
    if call.text("type", "regular") != "regular":
        raise bad("the practice Telegram has regular polls only")
    anonymous, multiple = call.boolean("is_anonymous", True), call.boolean("allows_multiple_answers")
    poll = polls.new(call.world.events.last, question, options, anonymous, multiple)
    return wire.message(say(call, chat, Draft("poll", body=wire.body(poll=poll))))


@method
def stop_poll(call: Call) -> JSON:
    """Ends a poll."""
    message = targets.message_of(call, targets.chat_of(call), "edit")
    if "poll" not in message.body or message.sender is not call.bot:
        raise bad("message with poll to stop not found")
    if message.body["poll"]["is_closed"]:
        raise bad("poll has already been closed")
    return polls.close(call.world, message)


@method
def send_chat_action(call: Call) -> bool:
    """Shows that the bot is writing."""
    chat = targets.writable(call)
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    topic = targets.topic_of(call, chat)
    shown = {"chat_id": chat.id, "bot": call.bot.id, "action": action, "topic": topic.id if topic else None}
    call.world.events.add("action", lambda: shown)
    return True


def say(call: Call, chat: Chat, draft: Draft) -> Message:
    """Says a draft with all that a call may hang on it: topic, reply, buttons; within the limits."""
    complete(call, chat, draft)
    call.world.limits.take(call.bot.id, chat.id)
    return history.add(call.world, chat, call.bot, draft)


def complete(call: Call, chat: Chat, draft: Draft) -> None:
    """Puts topic, reply, buttons and manner of a call into a draft."""
    given = call.given
    markup = keyboards.read(call.structure("reply_markup", dict)) if "reply_markup" in given else keyboards.NOTHING
    draft.markup, draft.keyboard = markup.inline, markup.keyboard
    draft.silent, draft.protected = call.boolean("disable_notification"), call.boolean("protect_content")
    draft.reply_to = _reply(call, chat)
    topic = targets.topic_of(call, chat)
    if topic is None and draft.reply_to is not None:
        topic = chat.topics.get(draft.reply_to.thread or 0)
    if topic is not None and topic.closed and not chat.members[call.bot.id].may("can_manage_topics"):
        raise bad("TOPIC_CLOSED")
    draft.thread = topic.id if topic else None


def _reply(call: Call, chat: Chat) -> Message | None:
    asked = call.structure("reply_parameters", dict) if "reply_parameters" in call.given else None
    if asked is None:
        message_id = call.integer("reply_to_message_id")
        lenient = call.boolean("allow_sending_without_reply")
    else:
        message_id, lenient = asked.get("message_id"), bool(asked.get("allow_sending_without_reply"))
        if str(asked.get("chat_id", chat.id)) != str(chat.id):
            raise bad("the practice Telegram has no replies to other chats")
    if not message_id:
        return None
    message = chat.messages.get(message_id)
    if message is not None and not message.deleted:
        return message
    if lenient:
        return None
    raise bad("message to be replied not found")


def text_of(call: Call) -> Formatted:
    """The text of a call, formatted; refuses an empty and a too long one."""
    said = formatted(call, call.text("text"), "entities")
    if not said.text:
        raise bad("message text is empty")
    if utf16_length(said.text) > TEXT_UNITS:
        raise bad("message is too long")
    return said


def caption_of(call: Call) -> Formatted:
    """The caption of a call, formatted; refuses a too long one."""
    said = formatted(call, call.text("caption"), "caption_entities")
    if utf16_length(said.text) > CAPTION_UNITS:
        raise bad("message caption is too long")
    return said


def formatted(call: Call, text: str, entities_name: str) -> Formatted:
    """A text read as its `parse_mode` says, or with the entities that came along."""
    return read(text, call.text("parse_mode"), call.structure(entities_name, list))


def read(text: str, parse_mode: str, marked: list[JSON] | None) -> Formatted:
    """A text read as a parse mode says, or with entities."""
    mode = parse_mode.lower()
    if mode == "html":
        return html_text.parsed(text)
    if mode in ("markdown", "markdownv2"):
        raise unreadable("the practice Telegram reads HTML only")
    if mode:
        raise bad("unsupported parse_mode")
    return entities.given(text, marked) if marked else entities.plain(text)


def _option(one: object) -> str:
    option = one.get("text") if isinstance(one, dict) else one
    return option if isinstance(option, str) else json.dumps(option)


def _short(text: str, most: int, what: str) -> str:
    said = entities.plain(text).text
    if not said:
        raise bad(f"{what} must be non-empty")
    if utf16_length(said) > most:
        raise bad(f"{what} length must not exceed {most}")
    return said
