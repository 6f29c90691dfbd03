"""The Bot API of the practice Telegram over HTTP, as bare ASGI: it has to be quick, and to break connections."""

from __future__ import annotations

import asyncio
import socket
import struct
from asyncio import Transport
from collections.abc import Coroutine
from typing import Any
from urllib.parse import unquote

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from bot.practice import door
from bot.practice.door import Answer
from bot.practice.refusals import NotPossible, Refused
from bot.practice.world import World
from bot.web import practice_body

JSON_HEADER = (b"content-type", b"application/json")
HTML_HEADER = (b"content-type", b"text/html")
_NO_LINGER = struct.pack("ii", 1, 0)  # closing sends RST at once


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request. `send` must be the server's own, so that a fault can close the connection under it."""
        path: str = scope["path"]
        if path.startswith("/file/bot"):
            await self._file(path.removeprefix("/file/bot"), send)
            return
        token, _, method = path.removeprefix("/bot").partition("/")
        try:
            given = await practice_body.parameters(scope, receive)
            answering = door.answer(self._world, unquote(token), method, given)
            answer = await (_unless_gone(answering, receive) if self._world.faults else answering)
        except ClientDisconnect:
            return
        except Refused as refused:
            answer = door.refusal(refused)
        if answer.cut is None:
            await _respond(send, answer)
        else:
            await _cut(send, receive, reset=answer.cut == "reset")

    async def _file(self, path: str, send: Send) -> None:
        token, _, file_path = path.partition("/")
        if self._world.bot_with(unquote(token)) is None:
            await _respond(send, door.refusal(door.UNAUTHORIZED))
            return
        try:
            upload = self._world.files.at(file_path).upload
        except NotPossible:
            await _respond(send, door.refusal(door.NOT_FOUND))
            return
        await _send_bytes(send, 200, (b"content-type", upload.mime.encode("latin-1")), upload.data)


async def _unless_gone(answering: Coroutine[Any, Any, Answer], receive: Receive) -> Answer:
    """The answer; when the other side goes away first, what was still to be done is not done."""
    answer, gone = asyncio.create_task(answering), asyncio.create_task(_gone(receive))
    await asyncio.wait([answer, gone], return_when=asyncio.FIRST_COMPLETED)
    if answer.done():
        gone.cancel()
        return answer.result()
    answer.cancel()
    raise ClientDisconnect


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _respond(send: Send, answer: Answer) -> None:
    await _send_bytes(send, answer.status, HTML_HEADER if answer.html else JSON_HEADER, answer.body)


async def _send_bytes(send: Send, status: int, kind: tuple[bytes, bytes], body: bytes) -> None:
    headers = [kind, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _cut(send: Send, receive: Receive, reset: bool) -> None:
    """Ends the connection without a word; with `reset` so that the other side sees a reset."""
    transport = _transport(send)
    if reset:
        _linger_not(transport)
    transport.abort()
    await _gone(receive)


def _transport(send: Any) -> Transport:
    transport: Transport | None = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise RuntimeError("Connections can be broken only under uvicorn, with nothing between it and the Bot API.")
    return transport


def _linger_not(transport: Transport) -> None:
    with socket.socket(fileno=socket.dup(transport.get_extra_info("socket").fileno())) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
