"""Other ways to send the same message to many groups: what people write who have no courier."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import aiohttp
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent
from aiogram_broadcaster.intervals import SimpleInterval
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.courier.pace import BOT_MESSAGES_PER_SECOND

AT_ONCE, RETRIES = 30, 5
TEXT = "The clinic's door opens by itself now. Thank you for telling us."


async def one_by_one(bot: Bot, chats: Sequence[int], scale: float) -> None:
    """A naive loop, which waits when it is told to."""
    for chat in chats:
        await _said(bot, chat, scale)


async def gathered(bot: Bot, chats: Sequence[int], scale: float) -> None:
    """`asyncio.gather` with a semaphore; what was refused is tried again after `retry_after`."""
    at_once = asyncio.Semaphore(AT_ONCE)

    async def one(chat: int) -> None:
        async with at_once:
            await _said(bot, chat, scale)

    await asyncio.gather(*(one(chat) for chat in chats))


async def by_broadcaster(bot: Bot, chats: Sequence[int], scale: float) -> None:
    """aiogram-broadcaster: one after the other, a message each thirtieth of a second."""
    interval = SimpleInterval(interval=1 / BOT_MESSAGES_PER_SECOND / scale)
    mailer = await Broadcaster(bot).create_mailer(chats=chats, content=TextContent(text=TEXT), interval=interval)
    await mailer.start()


async def by_rate_limiter(base: str, token: str, chats: Sequence[int], scale: float) -> None:
    """python-telegram-bot with its own limiter, all messages asked for at once; what it gives up is left."""
    limiter = AIORateLimiter(overall_time_period=1 / scale, group_time_period=60 / scale, max_retries=RETRIES)
    request = HTTPXRequest(connection_pool_size=AT_ONCE, pool_timeout=60)
    bot: ExtBot[int] = ExtBot(token, base_url=f"{base}/bot", request=request, rate_limiter=limiter)
    await asyncio.gather(*(bot.send_message(chat, TEXT) for chat in chats), return_exceptions=True)
    await request.shutdown()


async def by_aiohttp(base: str, token: str, chats: Sequence[int]) -> None:
    """Bare HTTP, the answers read as JSON."""
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def one(chat: int) -> None:
            form = {"chat_id": str(chat), "text": TEXT}
            async with session.post(f"{base}/bot{token}/sendMessage", data=form) as answer:
                await answer.json()

        await asyncio.gather(*(one(chat) for chat in chats))


async def _said(bot: Bot, chat: int, scale: float) -> None:
    while True:
        try:
            await bot.send_message(chat, TEXT)
            return
        except TelegramRetryAfter as refused:
            await asyncio.sleep(refused.retry_after / scale)
