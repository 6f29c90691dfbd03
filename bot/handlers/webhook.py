"""Updates that Telegram brings to our own address."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SetWebhook

from bot.handlers.intake import WANTED, Outcome, Takes

log = structlog.get_logger()
CONNECTIONS = 10
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0


class Webhook:
    """Tells Telegram where to bring updates, and takes in what is brought."""

    def __init__(self, bot: Bot, intake: Takes, *, url: str, path: str, secret: str) -> None:
        self._bot = bot
        self._intake = intake
        self._url = url
        self.path = path
        self.secret = secret.encode()
        self.is_ready = asyncio.Event()

    async def run(self) -> None:
        """Set the webhook, trying until it is set; then there is nothing more to do here."""
        pause = FIRST_PAUSE_SECONDS
        while not self.is_ready.is_set():
            try:
                await self._bot(self._ask())
                self.is_ready.set()
            except (AiogramError, TypeError) as error:
                log.warning("webhook not set yet", error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        await asyncio.Event().wait()

    async def take(self, body: bytes) -> Outcome:
        """Take in what was brought. A body that is no update is set aside, so that it does not come again for a day.

        Raises `errors.Temporary` where it cannot be taken in now.
        """
        try:
            raw: Any = json.loads(body)
        except (ValueError, RecursionError):
            raw = None
        if not isinstance(raw, dict):
            raw = {"unreadable": body.decode("utf-8", "replace")}
        return await self._intake.take(raw)

    def _ask(self) -> SetWebhook:
        return SetWebhook(
            url=self._url,
            secret_token=self.secret.decode(),
            max_connections=CONNECTIONS,
            allowed_updates=list(WANTED),
            drop_pending_updates=False,
        )
