"""A Bot API session without network: Telegram's side, as cheap as it can be."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.types import Chat, Message

from tests.bench.brought import DATE

ANSWER = Message(message_id=1, date=datetime.fromtimestamp(DATE, UTC), chat=Chat(id=1, type="private"), text="x")


class SilentTelegram(BaseSession):
    """Takes everything at once, without a network."""

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109
        return ANSWER

    async def close(self) -> None:
        pass

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        yield b""
