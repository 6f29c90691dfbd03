"""A courier, its world, and the Bot API that it speaks to."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiogram import Bot

from bot.courier.courier import Courier
from bot.courier.line import Line
from bot.courier.pace import Pace
from bot.language import Languages
from bot.store.session import Store
from bot.words import OutboxState
from tests.courier.telegram import TOKEN, Telegram
from tests.courier.world import World

FAST = Pace(scale=20)


@pytest.fixture
def languages() -> Languages:
    return Languages(Path("locales"), ["en", "pl", "ur"])


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    telegram = Telegram()
    await telegram.start()
    yield telegram
    await telegram.stop()


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    session = Line(telegram.base)
    yield Bot(TOKEN, session=session)
    await (await session.create_session()).close()  # aiogram's own close waits a quarter of a second for TLS


class Speaking:
    """A courier at work, and when its world has come to rest."""

    def __init__(self, courier: Courier, world: World) -> None:
        self.courier = courier
        self.world = world
        self.task = asyncio.create_task(courier.run())

    async def until(self, *states: OutboxState) -> None:
        """Return when the rows of the outbox are in exactly these states, in their order."""
        await self.until_true(lambda: self.world.states() == list(states))

    async def until_true(self, is_so: Callable[[], bool]) -> None:
        """Return when something is so; looked at after everything that is written."""
        self.courier.wake()
        async with asyncio.timeout(30):
            while not is_so():
                self.world.written.clear()
                await self.world.written.wait()

    async def stop(self) -> None:
        self.courier.stop()
        await self.task


Speak = Callable[..., Awaitable[Speaking]]


@pytest.fixture
async def speak(world: World, bot: Bot, languages: Languages) -> AsyncIterator[Speak]:
    """Sets a courier to work, which stops with the test."""
    started: list[Speaking] = []

    async def begin(holder: str = "a", pace: Pace = FAST, call_seconds: float = 1.0) -> Speaking:
        courier = Courier(
            store=world.store,
            bot=bot,
            programme_id=1,
            languages=languages,
            clock=world.clock,
            holder=holder,
            pace=pace,
            call_seconds=call_seconds,
            jitter=random.Random(1),
        )
        world.store.on_said = courier.wake
        started.append(Speaking(courier, world))
        return started[-1]

    yield begin
    for speaking in started:
        await speaking.stop()
