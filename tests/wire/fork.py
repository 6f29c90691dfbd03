"""The address that Telegram knows of a Hearback in several processes: hands each update to one of them."""

from __future__ import annotations

import asyncio
import json
import random
from itertools import count

import httpx
from aiohttp import web

from bot.web.app import SECRET_HEADER

APART_SECONDS = 0.012
WAITS_SECONDS = 30


class Fork:
    """As a load balancer does, in turn; those who are to meet are held until all are there, then let go at once."""

    def __init__(self, seed: int) -> None:
        self._doors: list[str] = []
        self._turn, self._chance = count(), random.Random(seed)
        self._meeting: asyncio.Barrier | None = None
        self._http = httpx.AsyncClient(timeout=60)
        self.met: list[str] = []

    async def open(self) -> None:
        """Listen at an address of its own."""
        application = web.Application()
        application.router.add_post("/telegram", self._take)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self._address = f"http://{host}:{port}/telegram"

    async def close(self) -> None:
        await self._runner.cleanup()
        await self._http.aclose()

    def to(self, door: str) -> str:
        """One more process is there; returns the address that leads to all of them."""
        self._doors.append(door)
        return self._address

    def meets(self, presses: int) -> None:
        """The next presses wait for each other; then each goes to a door of its own, nearly at once."""
        self._meeting, self.met = asyncio.Barrier(presses), []

    async def _take(self, request: web.Request) -> web.Response:
        body, meeting = await request.read(), self._meeting
        door = self._doors[next(self._turn) % len(self._doors)]
        if meeting is not None and "callback_query" in json.loads(body):
            async with asyncio.timeout(WAITS_SECONDS):
                place = await meeting.wait()
            self._meeting, door = None, self._doors[place % len(self._doors)]
            self.met.append(door)
            await asyncio.sleep(self._chance.random() * APART_SECONDS)
        secret = {SECRET_HEADER: request.headers[SECRET_HEADER]}
        answer = await self._http.post(door, content=body, headers=secret)
        again = {"Retry-After": answer.headers["Retry-After"]} if "Retry-After" in answer.headers else {}
        return web.Response(status=answer.status_code, body=answer.content, headers=again)
