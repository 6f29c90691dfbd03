"""Fetching updates. The offset moves only past what is committed or set aside."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import DeleteWebhook
from aiogram.methods.base import Response, TelegramMethod

from bot import errors
from bot.handlers.intake import WANTED, Takes

log = structlog.get_logger()
AT_ONCE = 100
LONG_POLL_SECONDS = 25
PAUSE_SECONDS = 1.0
CHATS_SIDE_BY_SIDE = 16
Raw = dict[str, Any]


# pydantic forgets this type with the last answer that is held, and builds it anew (20 ms) with the next one.
_KEPT = Response[list[dict[str, Any]]]


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates` whose answer stays raw JSON, so that one strange update does not spoil the rest."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int
    timeout: int
    allowed_updates: list[str]


class Polling:
    """Fetches, hands on, fetches again; until stopped. One chat in order, chats side by side."""

    def __init__(self, bot: Bot, intake: Takes) -> None:
        self._bot = bot
        self._intake = intake
        self._offset: int | None = None
        self._several = asyncio.Semaphore(CHATS_SIDE_BY_SIDE)
        self.is_ready = asyncio.Event()

    async def run(self) -> None:
        """Poll for ever. Nothing that goes wrong on the way ends it."""
        await self._without_webhook()
        while True:
            try:
                updates = await self._fetch()
                await self._take(updates)
            except errors.Temporary as error:
                log.warning("intake waits", reason=str(error))
                await asyncio.sleep(error.retry_after or PAUSE_SECONDS)
            except Exception as error:
                log.warning("polling failed", error=type(error).__name__)
                await asyncio.sleep(PAUSE_SECONDS)

    async def _without_webhook(self) -> None:
        while True:
            try:
                await self._bot(DeleteWebhook(drop_pending_updates=False))
                return
            except (AiogramError, TypeError) as error:
                log.warning("Telegram not reached yet", error=type(error).__name__)
                await asyncio.sleep(PAUSE_SECONDS)

    async def _fetch(self) -> list[Raw]:
        timeout = LONG_POLL_SECONDS if self.is_ready.is_set() else 0
        ask = GetRawUpdates(offset=self._offset, limit=AT_ONCE, timeout=timeout, allowed_updates=list(WANTED))
        updates = await self._bot(ask, request_timeout=timeout + 10)
        self.is_ready.set()
        return updates

    async def _take(self, updates: list[Raw]) -> None:
        """Take a batch in; the offset moves past it only when all of it is taken."""
        if not updates:
            return
        chains = (self._in_order(chain) for chain in by_chat(updates))
        for failure in await asyncio.gather(*chains, return_exceptions=True):
            if failure is not None:
                raise failure
        self._offset = max(int(update["update_id"]) for update in updates) + 1

    async def _in_order(self, chain: list[Raw]) -> None:
        async with self._several:
            for raw in chain:
                await self._intake.take(raw)


def by_chat(updates: Iterable[Raw]) -> list[list[Raw]]:
    """Updates as chains that must keep their order: those of one chat (or of one person, where there is no chat)."""
    chains: dict[object, list[Raw]] = {}
    for raw in updates:
        chains.setdefault(_place(raw), []).append(raw)
    return list(chains.values())


def _place(raw: Raw) -> object:
    for kind, body in raw.items():
        if kind == "update_id" or not isinstance(body, dict):
            continue
        inside = body.get("message") if kind == "callback_query" else body
        chat = inside.get("chat") if isinstance(inside, dict) else None
        sender = body.get("from")
        return (chat or sender or {}).get("id")
    return None
