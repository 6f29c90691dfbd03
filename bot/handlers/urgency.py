"""Urgent words in what arrives: looked for after it was taken in, whatever became of it."""

from __future__ import annotations

from typing import Any

from bot.handlers.arrival import Arrived
from bot.handlers.replies import said_there
from bot.loop import chats, danger, help_lines, insights, people, saying, urgent, urgent_words
from bot.safety import lists
from bot.store.chats import Purpose
from bot.store.conversations import Talking
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

AT_MOST = 4096
ABOUT_AN_INSIGHT = frozenset({"add", "change", "details"})


def in_private(work: Work, person: Person, arrived: Arrived, added_to: int | None = None) -> None:
    """Look for urgent words in what somebody wrote in private; `added_to`: the insight that an open talk is about."""
    if urgent_words.are_in(work, _words(arrived)):
        danger.ask(work, person, _about(work, person, arrived, added_to))


def may_be_in(raw: dict[str, Any]) -> bool:
    """Whether a message as it came has words of any list. No database is asked, and no list need be signed."""
    message = raw.get("message") or raw.get("edited_message")
    if not isinstance(message, dict):
        return False
    words = str(message.get("text") or message.get("caption") or "")[:AT_MOST]
    return bool(lists.found_in(words, lists.languages()))


def beyond_limit(work: Work, arrived: Arrived) -> None:
    """Look for them in what is not kept because too much came at once; in a group it is answered once a minute."""
    words = _words(arrived)
    if arrived.by_machine or not urgent_words.are_in(work, words):
        return
    person = people.known(work, arrived.sender.telegram_id) if arrived.sender else None
    if person is not None and urgent.can_write_to(work, person):
        danger.ask(work, person, None)
        return
    chat = chats.find(work, arrived.chat)
    if chat is not None and chat.purpose != Purpose.STAFF_ROOM:
        key = f"urgent:{chat.number}:{work.now:%Y%m%d%H%M}"
        saying.to_chat(work, chat.number, [help_lines.IN_SHORT], lane=Lane.ALERT, key=key)


def in_group(work: Work, arrived: Arrived) -> None:
    """Look for them in what was said to the bot in a group; the staff room is left out, where staff quote people."""
    chat = chats.find(work, arrived.chat)
    is_said_to_us = arrived.is_for_us or arrived.replies_to_bot
    if chat is None or chat.purpose == Purpose.STAFF_ROOM or not is_said_to_us:
        return
    if urgent_words.are_in(work, _words(arrived)):
        person = people.known(work, arrived.sender.telegram_id) if arrived.sender else None
        insight = _about(work, person, arrived, None) if person else None
        danger.ask_from_group(work, person, insight, chat, arrived.message_id)


def added_to(talking: Talking | None) -> int | None:
    """The number of the insight that an open conversation is about."""
    if talking is None or talking.state["flow"] not in ABOUT_AN_INSIGHT:
        return None
    return talking.about_id


def _words(arrived: Arrived) -> str:
    return arrived.rest if arrived.command else arrived.words


def _about(work: Work, person: Person, arrived: Arrived, added_to: int | None) -> Insight | None:
    """The insight that the words became, or that its teller added them to."""
    chat = chats.find(work, arrived.chat)
    insight = insights.at_message(work, chat, arrived.message_id) if chat else None
    said = said_there(work, arrived)
    number = added_to or (said.insight_id if said else None)
    if insight is None and number is not None:
        insight = work.session.get(Insight, number)
    return insight if insight is not None and insight.person_id == person.id else None
