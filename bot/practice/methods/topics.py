"""Topics of a forum."""

from __future__ import annotations

from typing import Any

import telegram

from bot.practice import groups, targets
from bot.practice.calls import Call
from bot.practice.chats import DEFAULT_ICON_COLOR, Chat, Topic
from bot.practice.methods.registry import method
from bot.practice.refusals import bad

JSON = dict[str, Any]


@method
def create_forum_topic(call: Call) -> JSON:
    """Opens a topic."""
    chat = _forum(call)
    name = call.text("name").strip()
    if not 1 <= len(name) <= groups.TITLE_CHARACTERS:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    color = call.integer("icon_color", DEFAULT_ICON_COLOR)
    topic = groups.add_topic(call.world, chat, name, call.bot, color or DEFAULT_ICON_COLOR)
    return telegram.ForumTopic(topic.id, topic.name, topic.icon_color).to_dict()


@method
def edit_forum_topic(call: Call) -> bool:
    """Renames a topic."""
    chat, topic = _topic(call)
    name = call.text("name").strip()
    if len(name) > groups.TITLE_CHARACTERS:
        raise bad("TOPIC_TITLE_TOO_LONG")
    if name in ("", topic.name):
        raise bad("TOPIC_NOT_MODIFIED")
    groups.change_topic(call.world, chat, topic, call.bot, name=name)
    return True


@method
def close_forum_topic(call: Call) -> bool:
    """Closes a topic."""
    return _set_closed(call, closed=True)


@method
def reopen_forum_topic(call: Call) -> bool:
    """Opens a closed topic again."""
    return _set_closed(call, closed=False)


@method
def delete_forum_topic(call: Call) -> bool:
    """Deletes a topic with everything in it."""
    chat, topic = _topic(call)
    groups.delete_topic(call.world, chat, topic)
    return True


def _set_closed(call: Call, closed: bool) -> bool:
    chat, topic = _topic(call)
    if topic.closed is closed:
        raise bad("TOPIC_NOT_MODIFIED")
    groups.change_topic(call.world, chat, topic, call.bot, closed=closed)
    return True


def _forum(call: Call) -> Chat:
    chat = targets.writable(call)
    if not chat.forum:
        raise bad("the chat is not a forum")
    member = chat.members[call.bot.id]
    if not member.may("can_manage_topics"):
        raise bad("not enough rights to create a topic")
    return chat


def _topic(call: Call) -> tuple[Chat, Topic]:
    chat = _forum(call)
    topic = targets.topic_of(call, chat, required=True)
    assert topic is not None  # refused otherwise
    return chat, topic
