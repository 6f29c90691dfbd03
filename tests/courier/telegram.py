"""A small Bot API over real HTTP, whose answers are scripted: what a courier is tested against."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "42:TEST"


@dataclass
class Call:
    """One call as it arrived: `at` by the loop's clock."""

    method: str
    chat: int
    fields: dict[str, Any]
    at: float
    answered_at: float = 0.0

    @property
    def text(self) -> str:
        return str(self.fields.get("text") or self.fields.get("caption") or "")


Answer = Callable[[Call], Awaitable[web.StreamResponse] | web.StreamResponse]


@dataclass
class Telegram:
    """Takes everything, unless `script` (the next answers, whatever is called) or `rule` says otherwise."""

    calls: list[Call] = field(default_factory=list)
    script: deque[Answer] = field(default_factory=deque)
    rule: Callable[[Call], Answer | None] = lambda call: None
    seconds: float = 0.0
    _message: int = 100
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _runner: web.AppRunner | None = None
    base: str = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def called(self, times: int) -> list[Call]:
        """The calls, as soon as there are so many."""
        async with asyncio.timeout(30):
            while len(self.calls) < times:
                self._changed.clear()
                await self._changed.wait()
        return self.calls

    def texts(self, chat: int | None = None) -> list[str]:
        return [call.text for call in self.calls if chat in (None, call.chat)]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        fields = {name: _read(value) for name, value in (await request.post()).items()}
        now = asyncio.get_running_loop().time
        call = Call(request.match_info["method"], int(fields.get("chat_id", 0)), fields, now())
        self.calls.append(call)
        self._changed.set()
        if self.seconds:
            await asyncio.sleep(self.seconds)
        answer = self.script.popleft() if self.script else self.rule(call)
        result = (answer or self.ok)(call)
        response = await result if isinstance(result, Awaitable) else result
        call.answered_at = now()
        return response

    def ok(self, call: Call) -> web.Response:
        if call.method == "leaveChat":
            return web.json_response({"ok": True, "result": True})
        self._message += 1
        message = {"message_id": self._message, "date": 1, "chat": {"id": call.chat, "type": "private"}, "text": "x"}
        return web.json_response({"ok": True, "result": message})


def _read(value: Any) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def refuse(code: int, description: str, **parameters: int) -> Answer:
    """Telegram says no, in its own shape."""
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return lambda call: web.json_response(body, status=code)


def raw(status: int, body: str, content_type: str = "application/json") -> Answer:
    """Something between the bot and Telegram answers."""
    return lambda call: web.Response(status=status, text=body, content_type=content_type)


async def drop(call: Call) -> web.StreamResponse:
    """The connection ends without an answer."""
    raise asyncio.CancelledError


async def hang(call: Call) -> web.StreamResponse:
    """No answer ever comes."""
    await asyncio.sleep(3600)
    raise AssertionError
