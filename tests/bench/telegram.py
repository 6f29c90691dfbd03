"""Telegram's side, as cheap as it can be: updates as raw JSON, and a session without network."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.types import Chat, Message

UPDATES = count(1_000)
DATE = 1_790_000_000
ANSWER = Message.model_construct(message_id=1, date=DATE, chat=Chat.model_construct(id=1, type="private"), text="x")  # type: ignore[arg-type]
HEARD = "Nobody answers the telephone at the clinic on Mare Street before ten, and then it is engaged ({number})."


class SilentTelegram(BaseSession):
    """Takes everything at once, without a network."""

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:
        return ANSWER

    async def close(self) -> None:
        pass

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        raise NotImplementedError
        yield b""


def tells(person: int) -> bytes:
    """The update by which somebody tells what they heard."""
    number = next(UPDATES)
    return _update(number, person, {"text": HEARD.format(number=number)})


def says(person: int, text: str) -> bytes:
    """The update by which somebody says something in private."""
    return _update(next(UPDATES), person, {"text": text})


def sends_a_contact(person: int) -> bytes:
    """The update by which somebody sends what Hearback has no use for: it answers that in one line."""
    return _update(next(UPDATES), person, {"contact": {"phone_number": "+440", "first_name": "A"}})


def _update(number: int, person: int, holds: dict[str, Any]) -> bytes:
    user = {"id": person, "is_bot": False, "first_name": "Samina", "last_name": "Khan", "language_code": "en"}
    chat = {"id": person, "first_name": "Samina", "last_name": "Khan", "type": "private"}
    message = {"message_id": number, "from": user, "chat": chat, "date": DATE, **holds}
    return json.dumps({"update_id": number, "message": message}).encode()
