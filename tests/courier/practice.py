"""The practice Telegram in a process of its own, with many groups, and Telegram's published limits on."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bot.practice import faults, groups
from bot.practice.people import Bot
from bot.practice.world import World
from bot.web.practice_app import PracticeServer, listening, practice_app
from tests.courier.telegram import TOKEN

FIRST_GROUP, FIRST_PERSON, PEOPLE = -5_001, 100_001, 200
NOT_A_CALLS = (faults.Kind.DUPLICATE, faults.Kind.REORDER)
WAYS = ("kicked", "upgraded", "refused", "never heard", *(kind for kind in faults.Kind if kind not in NOT_A_CALLS))
SLOW_SECONDS = 3.0


def way_of(number: int) -> str | None:
    """How a group fails, where one in twenty does, each in its way."""
    return WAYS[number // 20 % len(WAYS)] if number % 20 == 10 else None


@dataclass(frozen=True)
class Said:
    """One `sendMessage` as it came: for which group or person, how it was answered, and whether it was done."""

    chat: int
    text: str
    status: int
    done: bool
    is_fault: bool
    ended: float


@dataclass
class Practice:
    """The other side of the process."""

    base: str
    _asked: Connection

    def said(self) -> list[Said]:
        """All messages that came, oldest first; those to a supergroup under the number that it had as a group."""
        self._asked.send("said")
        return [Said(*one) for one in self._asked.recv()]


def serve(asked: Connection, count: int, scale: float, fails: bool) -> None:
    """Serve until the process ends."""
    asyncio.run(_serve(asked, count, scale, fails))


async def _serve(asked: Connection, count: int, scale: float, fails: bool) -> None:
    world = World()
    world.limits.change(scale=scale, retry_scale=scale)
    bot = world.bot(TOKEN)
    owner = world.person("Owner", id=9)
    for number in range(PEOPLE):
        world.person("Somebody", id=FIRST_PERSON + number)
        world.private(bot, world.people[FIRST_PERSON + number]).started = True
    moved: dict[int, int] = {}
    for number in range(count):
        way = way_of(number) if fails else None
        chat_id = FIRST_GROUP - number
        group = world.group("A circle", "group" if way == "upgraded" else "supergroup", owner=owner, id=chat_id)
        groups.join(world, group, bot, owner)
        if way is not None:
            _fail(world, bot, number, way, moved)
    opened = listening()
    server = PracticeServer(practice_app(world))
    serving = asyncio.create_task(server.serve(sockets=[opened]))
    gc.collect()
    gc.freeze()
    asked.send(opened.getsockname()[1])
    asyncio.get_running_loop().add_reader(asked.fileno(), lambda: asked.recv() and asked.send(_journal(world, moved)))
    await serving


def _fail(world: World, bot: Bot, number: int, way: str, moved: dict[int, int]) -> None:
    chat = world.groups[FIRST_GROUP - number]
    owner = groups.somebody(chat)
    if way == "kicked":
        groups.leave(world, chat, bot, owner)
    elif way == "upgraded":
        moved[groups.upgrade(world, chat, owner).id] = chat.id
    elif way == "refused":
        world.faults.add("error_json", chats=[chat.id], status=400, times=None)
    elif way == "never heard":
        world.faults.add("drop", chats=[chat.id], when="before")
    else:
        world.faults.add(way, chats=[chat.id], **({"seconds": SLOW_SECONDS} if way == faults.Kind.SLOW else {}))


def _journal(world: World, moved: dict[int, int]) -> list[tuple[Any, ...]]:
    return [
        (
            moved.get(int(call.chat_id or 0), int(call.chat_id or 0)),
            str(call.params.get("text", "")),
            call.status,
            call.done,
            call.fault is not None,
            call.real + call.took_ms / 1000,
        )
        for call in world.journal._calls
        if call.method == "sendMessage"
    ]


@contextmanager
def practising(count: int, scale: float, *, fails: bool) -> Iterator[Practice]:
    """The practice Telegram, ready, with so many groups; where it `fails`, one group in twenty does."""
    from tests.courier.forked import FORKED

    ours, theirs = FORKED.Pipe()
    process = FORKED.Process(target=serve, args=(theirs, count, scale, fails), daemon=True)
    process.start()
    theirs.close()
    try:
        yield Practice(f"http://127.0.0.1:{ours.recv()}", ours)
    finally:
        process.kill()
        process.join()
        ours.close()
