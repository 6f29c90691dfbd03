"""A person presses an inline button."""

from __future__ import annotations

from typing import Any

import telegram

from bot.practice import history, wire
from bot.practice.chats import Chat
from bot.practice.messages import Message
from bot.practice.people import Bot, Person
from bot.practice.refusals import NotPossible
from bot.practice.taps import Tap
from bot.practice.world import World

JSON = dict[str, Any]


def find_button(
    message: Message,
    data: str | None = None,
    label: str | None = None,
    row: int | None = None,
    column: int | None = None,
) -> JSON:
    """The button with this data, or this label, or at this place (from 0)."""
    rows = message.markup["inline_keyboard"] if message.markup else []
    if row is not None:
        inside = 0 <= row < len(rows) and 0 <= (column or 0) < len(rows[row])
        found = [rows[row][column or 0]] if inside else []
    elif data is not None:
        found = [one for line in rows for one in line if one.get("callback_data") == data]
    else:
        found = [one for line in rows for one in line if one["text"] == label]
    if not found:
        raise NotPossible("There is no such button on this message.", status=409)
    button: JSON = found[0]
    return button


def press(world: World, person: Person, chat: Chat, message_id: int, **which: Any) -> Tap | str:
    """Presses a button: the bot is told, and the tap waits for its answer; a link button gives its link instead.

    A button that copies words tells nobody.
    """
    message = history.find(chat, message_id)
    if not chat.has(person.id) or person.deactivated or (chat.bot is not None and chat.bot.id in person.blocked):
        raise NotPossible(f"{person.name} cannot press buttons here.", status=409)
    button = find_button(message, **which)
    if "callback_data" not in button:
        return str(button.get("url", ""))
    bot = message.sender
    if not isinstance(bot, Bot):
        raise NotPossible("This button is no bot's.", status=409)
    tap = world.taps.add(bot, person, message, button["callback_data"])
    shown = {"chat_id": chat.id, "bot": bot.id, "message_id": message.id, "person": person.id, "id": tap.id}
    world.events.add("tap", lambda: {**shown, "data": tap.data})
    query = telegram.CallbackQuery(tap.id, wire.user(person), f"{chat.id}", data=tap.data)
    payload = {**query.to_dict(), "message": wire.message(message)}
    if chat.has(bot.id):
        world.tell(bot, "callback_query", payload, chat, lane=f"tap {person.id}")
    return tap


def answer(world: World, bot: Bot, tap_id: str, text: str | None, alert: bool, url: str | None) -> None:
    """The bot answers a press; the person sees it for a moment (or, as an alert, until they close it)."""
    tap = world.taps.answer(bot, tap_id, {"text": text, "alert": alert, "url": url})
    chat = tap.message.chat
    toast = {"person": tap.person.id, "text": text, "alert": alert, "url": url, "message_id": tap.message.id}
    if text or url:
        chat.toasts.append({**toast, "real": world.clock.real()})
    world.events.add("toast", lambda: {"chat_id": chat.id, "bot": bot.id, "id": tap.id, **toast})
