"""Sending: to many groups against Telegram's window, and as fast as one process can."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from math import inf
from typing import Any

import sqlalchemy as sa
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from sqlmodel import Session

from bot.clock import Clock
from bot.courier.courier import Courier
from bot.courier.pace import BOT_MESSAGES_PER_SECOND, Pace
from bot.language import own_words
from bot.store import outbox
from bot.words import Lane, OutboxState
from tests.bench import senders
from tests.bench.figures import Figure, as_a_running_bot, interleaved_async, median, percentile
from tests.bench.owing import owe
from tests.bench.places import FIRST_GROUP, FIRST_PERSON, LANGUAGES, TOKEN, Engines, Place, add_groups, place
from tests.bench.processes import Server, server

GROUPS, FEWER_GROUPS, AT_FULL_SPEED = 3_000, 600, 1_200
SCALE = 20.0
ANSWER_SECONDS = 0.050 / SCALE
PEOPLE, REPLY_EVERY_SECONDS = 80, 1.0 / SCALE
WAIT_SECONDS = 60
LIMITS = {"most": BOT_MESSAGES_PER_SECOND, "window": 1.0 / SCALE, "delay": ANSWER_SECONDS}
NUMBERS = [FIRST_GROUP - number for number in range(1, GROUPS + 1)]
WAITING = sa.select(sa.func.count()).where(outbox.TABLE.c.state.in_((OutboxState.WAITING, OutboxState.SENDING)))


def against_the_window(engines: Engines) -> Iterator[Figure]:
    """Three thousand groups at twenty times Telegram's pace, while people get replies."""
    with engines.sqlite() as url, place(url, champions=PEOPLE) as ours, server() as telegram:
        yield from asyncio.run(_against_the_window(ours, telegram))


async def _against_the_window(ours: Place, telegram: Server) -> list[Figure]:
    chats = await ours.store.write(lambda session: add_groups(session, ours.programme_id, GROUPS))
    replies: list[float] = []
    refused: list[int] = []

    async def ours_sends() -> float:
        telegram.set_up(**LIMITS)
        started, asked = await _told_with_replies(ours, chats, telegram)
        seen = telegram.seen()
        answered = {chat: at for chat, _arrived, at, status in seen if status == 200}
        replies.extend(answered[chat] - at for chat, at in asked.items())
        refused.append(sum(status == 429 for *_call, status in seen))
        return _by_the_floor(max(answered.values()) - started, len(answered))

    def peer_sends(send: Any, count: int) -> Callable[[], Awaitable[float]]:
        async def measure() -> float:
            telegram.set_up(**LIMITS)
            async with _bot(telegram) as bot:
                started = time.monotonic()
                await send(bot, NUMBERS[:count], SCALE)
                return _by_the_floor(time.monotonic() - started, count)

        return measure

    async def limiter_sends() -> float:
        telegram.set_up(**LIMITS)
        started = time.monotonic()
        with suppress(TimeoutError):
            async with asyncio.timeout(WAIT_SECONDS):
                await senders.by_rate_limiter(telegram.base, TOKEN, NUMBERS[:FEWER_GROUPS], SCALE)
        seconds, said = time.monotonic() - started, sum(status == 200 for *_call, status in telegram.seen())
        return _by_the_floor(seconds, said) if said == FEWER_GROUPS else inf

    measured = {
        "gather + semaphore + retry": peer_sends(senders.gathered, GROUPS),
        "naive loop": peer_sends(senders.one_by_one, FEWER_GROUPS),
        "aiogram-broadcaster": peer_sends(senders.by_broadcaster, FEWER_GROUPS),
        "python-telegram-bot's AIORateLimiter (inf: not all said)": limiter_sends,
    }
    with as_a_running_bot():
        found, *others = await interleaved_async(2, ours_sends, *measured.values())
    on = f"SQLite FULL, pace × {SCALE:g}"
    peers = dict(zip(measured, map(median, others), strict=True))
    return [
        Figure("sending to 3,000 groups", median(found), 1.0, "× every call at the window's rate", on, peers, "≤ 1.05"),
        Figure("reply to a person meanwhile, p99", percentile(replies, 99) * SCALE, None, "s at × 1", on, {}, "≤ 1 s"),
        Figure("429s that sending caused", max(refused), None, "calls", on, {}, "0"),
    ]


async def _told_with_replies(ours: Place, chats: list[int], telegram: Server) -> tuple[float, dict[int, float]]:
    """Queue a telling for each group, and a reply every now and then; returns the start, and when each was asked."""
    asked: dict[int, float] = {}
    async with _courier(ours, telegram, Pace(SCALE)):
        await ours.store.write(lambda session: owe(session, ours.programme_id, chats))
        started = time.monotonic()
        for person in range(PEOPLE):
            await asyncio.sleep(REPLY_EVERY_SECONDS)
            await ours.store.write(partial(_reply, programme_id=ours.programme_id, person=person))
            asked[FIRST_PERSON + person] = time.monotonic()
        await _all_said(ours)
    return started, asked


def at_full_speed(engines: Engines) -> Iterator[Figure]:
    """Without any limit, bookkeeping included, on both databases."""
    with server() as telegram:
        with engines.sqlite() as url, place(url) as ours:
            yield asyncio.run(_at_full_speed(ours, telegram, "SQLite FULL"))
        with engines.postgres() as url, place(url) as ours:
            yield asyncio.run(_at_full_speed(ours, telegram, "PostgreSQL"))


async def _at_full_speed(ours: Place, telegram: Server, on: str) -> Figure:
    chats = await ours.store.write(lambda session: add_groups(session, ours.programme_id, AT_FULL_SPEED))
    numbers = NUMBERS[:AT_FULL_SPEED]
    telegram.set_up()

    async def ours_sends() -> float:
        async with _courier(ours, telegram, Pace(inf)):
            await ours.store.write(lambda session: owe(session, ours.programme_id, chats))
            started = time.monotonic()
            await _all_said(ours)
            return len(chats) / (time.monotonic() - started)

    async def aiogram_sends() -> float:
        async with _bot(telegram) as bot:
            started = time.monotonic()
            await senders.gathered(bot, numbers, 1.0)
            return len(numbers) / (time.monotonic() - started)

    async def aiohttp_sends() -> float:
        started = time.monotonic()
        await senders.by_aiohttp(telegram.base, TOKEN, numbers)
        return len(numbers) / (time.monotonic() - started)

    with as_a_running_bot():
        found, by_aiogram, by_aiohttp = await interleaved_async(3, ours_sends, aiogram_sends, aiohttp_sends)
    peers = {"bare aiohttp, 30 at once": median(by_aiohttp)}
    return Figure(
        "sending without a limit", median(found), median(by_aiogram), "messages/s", on, peers, "≥ 0.56 of bare aiogram"
    )


@asynccontextmanager
async def _courier(ours: Place, telegram: Server, pace: Pace) -> Any:
    """A courier at work that may speak already."""
    async with _bot(telegram) as bot:
        courier = Courier(
            store=ours.store,
            bot=bot,
            programme_id=ours.programme_id,
            languages=LANGUAGES,
            clock=Clock(),
            holder="bench",
            pace=pace,
        )
        ours.store.on_said = courier.wake
        running = asyncio.create_task(courier.run())
        while not courier.standing.holds_lease:
            await asyncio.sleep(0.01)
        yield courier
        courier.stop()
        await running


@asynccontextmanager
async def _bot(telegram: Server) -> Any:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(telegram.base)))
    yield bot
    await bot.session.close()


async def _all_said(ours: Place) -> None:
    async with asyncio.timeout(WAIT_SECONDS):
        while await ours.store.read(lambda session: session.execute(WAITING).scalar_one()):
            await asyncio.sleep(0.05)


def _reply(session: Session, programme_id: int, person: int) -> None:
    chat = sa.text("SELECT chat_id FROM person WHERE telegram_id = :number")
    chat_id = session.execute(chat, {"number": FIRST_PERSON + person}).scalar_one()
    outbox.say(
        session,
        programme_id=programme_id,
        chat_id=chat_id,
        lane=Lane.REPLY,
        now=Clock().now(),
        parts=[own_words("Thank you. I have kept this.")],
    )


def _by_the_floor(seconds: float, calls: int) -> float:
    return seconds / (calls / (BOT_MESSAGES_PER_SECOND * SCALE))
