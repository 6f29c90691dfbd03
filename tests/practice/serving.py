"""Serving a practice Telegram to tests: in the test's own loop, or in a thread of its own."""

import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache, cached_property
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from fastapi import FastAPI

from bot.practice.world import World
from bot.web.practice_app import PracticeApp, PracticeServer, listening, practice_app

TOKEN = "4242:practice-token"


class Telegram:
    """A practice Telegram that is served: its world, its address, and a client for each of its two sides."""

    def __init__(self, world: World, base: str, http: aiohttp.ClientSession) -> None:
        self.world = world
        self.base = base
        self.http = http

    @cached_property
    def session(self) -> AiohttpSession:
        return AiohttpSession(api=TelegramAPIServer.from_base(self.base))

    @cached_property
    def bot(self) -> Bot:
        return self.client(TOKEN)

    async def close(self) -> None:
        opened = self.__dict__.get("session")
        if opened is not None and opened._session is not None:
            await opened._session.close()  # its own close waits a quarter of a second for TLS

    def client(self, token: str) -> Bot:
        return Bot(token, session=self.session)

    async def asks(self, method: str, path: str, body: Any = None, expect: int = 200) -> Any:
        async with self.http.request(method, f"{self.base}/practice{path}", json=body) as answer:
            text = await answer.text()
            assert answer.status == expect, f"{answer.status} {text}"
            return json.loads(text)

    async def get(self, path: str, expect: int = 200) -> Any:
        return await self.asks("GET", path, expect=expect)

    async def post(self, path: str, expect: int = 200, **body: Any) -> Any:
        return await self.asks("POST", path, body, expect)

    async def does(self, person: int, what: str, expect: int = 200, **body: Any) -> Any:
        return await self.post(f"/people/{person}/{what}", expect, **body)

    async def calls(self, method: str, token: str = TOKEN, **parameters: Any) -> tuple[int, Any]:
        """A bare call, as no library would make it."""
        async with self.http.post(f"{self.base}/bot{token}/{method}", json=parameters) as answer:
            return answer.status, await answer.json()


@cache
def _pages() -> FastAPI:
    """The control routes, made once: FastAPI takes its time over them."""
    return practice_app(World()).pages


@asynccontextmanager
async def serving(world: World) -> AsyncIterator[Telegram]:
    """Serves a world in the running loop."""
    socket = listening()
    pages = _pages()
    pages.state.world = world
    server = PracticeServer(PracticeApp(world, pages))
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup(sockets=[socket])
    async with aiohttp.ClientSession() as http:
        telegram = Telegram(world, f"http://127.0.0.1:{socket.getsockname()[1]}", http)
        yield telegram
        await telegram.close()
    await world.close()
    for listener in server.servers:  # its own shutdown waits a tenth of a second
        listener.close()
    await server.lifespan.shutdown()


@contextmanager
def served_in_thread(world: World) -> Iterator[str]:
    """Serves a world as it is served in earnest, from a thread of its own; gives its address.

    From then on the world is asked over HTTP only.
    """
    socket = listening()
    server = PracticeServer(practice_app(world))
    thread = threading.Thread(target=lambda: server.run(sockets=[socket]))
    thread.start()
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
