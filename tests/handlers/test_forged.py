"""Posts to the webhook that are not Telegram's: each is refused before it is read, and nothing comes of it."""

from __future__ import annotations

import asyncio
import json
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import uvicorn

from bot.handlers.webhook import Webhook
from bot.store.insights import Insight
from bot.store.people import Person
from bot.web.app import MAX_BODY_BYTES, SECRET_HEADER, app
from tests.handlers.phone import Phone
from tests.handlers.town import Town

FORGED = int(os.environ.get("FORGED", "1000"))
SECRET, PATH = "a-secret-that-only-Telegram-knows", "/telegram"
Header = list[bytes]


class Door:
    """A server that really listens, and one connection to it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def brings(self, headers: Header, body: bytes) -> int:
        """The status of the answer."""
        lines = [f"POST {PATH} HTTP/1.1".encode(), b"Host: x", b"Content-Length: %d" % len(body), *headers]
        self._writer.write(b"\r\n".join([*lines, b"", body]))
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0
        )
        await self._reader.readexactly(length)
        return int(head.split(b" ", 2)[1])


@pytest.fixture
async def door(town: Town) -> AsyncIterator[Door]:
    webhook = Webhook(town.bot, town.intake, url="http://127.0.0.1", path=PATH, secret=SECRET)
    made = app(
        is_alive=lambda: True,
        ready=_nothing,
        clock=dict,
        metrics=_no_numbers,
        webhook=(PATH, webhook.secret, webhook.take),
    )
    server = uvicorn.Server(uvicorn.Config(made, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    reader, writer = await asyncio.open_connection(*server.servers[0].sockets[0].getsockname())
    yield Door(reader, writer)
    writer.close()
    server.should_exit = True
    await serving


async def _nothing() -> dict[str, Any]:
    return {}


async def _no_numbers() -> str:
    return ""


def header(value: bytes) -> bytes:
    return SECRET_HEADER.encode() + b": " + value


def genuine() -> Header:
    return [header(SECRET.encode())]


FORGERIES: dict[str, Callable[[random.Random], Header]] = {
    "none": lambda _chance: [],
    "empty": lambda _chance: [header(b"")],
    "a beginning": lambda chance: [header(SECRET[: chance.randrange(1, len(SECRET))].encode())],
    "more than it": lambda chance: [header(SECRET.encode() + bytes([chance.randrange(97, 123)]))],
    "one letter off": lambda chance: [header(_one_off(chance))],
    "in capitals": lambda _chance: [header(SECRET.upper().encode())],
    "not ASCII": lambda chance: [header(bytes(chance.randrange(0x80, 0x100) for _ in SECRET))],
    "twice": lambda _chance: genuine() * 2,
    "one of two": lambda _chance: [header(b"wrong"), *genuine()],
    "another name": lambda _chance: [b"X-Telegram-Bot-Api-Secret: " + SECRET.encode()],
}


def _one_off(chance: random.Random) -> bytes:
    at = chance.randrange(len(SECRET))
    return (SECRET[:at] + ("x" if SECRET[at] != "x" else "y") + SECRET[at + 1 :]).encode()


async def test_whatever_is_forged_is_refused_and_leaves_nothing(town: Town, door: Door) -> None:
    chance, samina = random.Random(8), await town.champion("Samina")
    update = json.dumps(_telling(samina)).encode()
    answers = Counter[tuple[str, int]]()
    for number in range(FORGED):
        name = list(FORGERIES)[number % len(FORGERIES)]
        answers[name, await door.brings(FORGERIES[name](chance), update)] += 1
    assert {status for _name, status in answers} == {403}, answers
    assert len(answers) == len(FORGERIES)
    assert await town.all(Insight) == [] and len(await town.all(Person)) == 1
    assert await door.brings(genuine(), update) == 200, "Telegram's own is taken in all the while"
    assert len(await town.all(Insight)) == 1


async def test_what_is_too_long_is_refused_even_with_the_secret(town: Town, door: Door) -> None:
    assert await door.brings(genuine(), b" " * (MAX_BODY_BYTES + 1)) == 413
    assert await town.all(Insight) == []


def _telling(samina: Phone) -> dict[str, object]:
    chat = {"id": samina.id, "type": "private", "first_name": "Samina"}
    said = {"message_id": 1, "date": 1_790_000_000, "chat": chat, "from": samina.user, "text": "Nobody answers there."}
    return {"update_id": 1, "message": said}
