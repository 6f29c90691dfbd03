"""One update with all that the first rule asks for: taken once, kept, a card for staff, an acknowledgement owed.

The async ORM is a peer on PostgreSQL only: the driver that it needs for SQLite is not among the locked packages.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from itertools import cycle
from typing import Any

import psycopg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from tests.bench.brought import sends_a_contact, tells
from tests.bench.echo import Echo, Orm, by_hand, three_statements
from tests.bench.figures import Figure, as_a_running_bot, interleaved_async, median, percentile
from tests.bench.places import FIRST_PERSON, Engines, Place, place, plain

ROUNDS, A_ROUND, WARM_UP = 8, 50, 60
SIDE_BY_SIDE = 10
Take = Callable[[bytes], Awaitable[object]]


def on_sqlite(engines: Engines) -> Iterator[Figure]:
    """One after the other on SQLite, both durabilities, beside a bare echo and the ORM in one thread."""
    for mode, durable in (("NORMAL", False), ("FULL", True)):
        with engines.sqlite() as url, place(url, durable=durable) as ours:
            yield from asyncio.run(_one_by_one(ours, mode))


async def _one_by_one(ours: Place, mode: str) -> list[Figure]:
    who = cycle(range(FIRST_PERSON, FIRST_PERSON + 10))
    orm = Orm()

    async def orm_take(body: bytes) -> None:
        await ours.store.read(lambda _session: orm.in_one_thread(ours.store.engine, body))

    async def core_take(body: bytes) -> None:
        await ours.store.write(lambda session: three_statements(session, body))

    async def take(body: bytes) -> None:
        await ours.intake.take(json.loads(body))

    measures = [
        _timed(take, lambda: tells(next(who))),
        _timed(take, lambda: sends_a_contact(next(who))),
        _timed(Echo().take, lambda: tells(next(who))),
        _timed(orm_take, lambda: tells(next(who))),
        _timed(core_take, lambda: tells(next(who))),
    ]
    for measure in measures:
        await measure(WARM_UP)
    with as_a_running_bot():
        found = await interleaved_async(ROUNDS, *(_of(measure, A_ROUND) for measure in measures))
    told, light, echo, by_orm, by_core = ([second for one in rounds for second in one] for rounds in found)
    bar, on = {"NORMAL": "≥ 0.35", "FULL": "≥ 0.28"}[mode], f"SQLite {mode}"
    peers = {"ORM, one thread": 1 / median(by_orm), "three Core statements, no aiogram": 1 / median(by_core)}
    return [
        Figure("update told in full, p50", 1 / median(told), 1 / median(echo), "updates/s", on, peers, bar),
        Figure("update answered in a line, p50", 1 / median(light), 1 / median(echo), "updates/s", on, {}, bar),
        Figure("update told in full, p99", _ms(told), _ms(echo), "ms", on, {"ORM, one thread": _ms(by_orm)}, "≤ 10 ms"),
        Figure("update answered in a line, p99", _ms(light), _ms(echo), "ms", on, {}, "≤ 10 ms"),
    ]


def on_postgres(engines: Engines) -> Iterator[Figure]:
    """Ten at a time on PostgreSQL, beside SQL by hand and the async ORM."""
    with engines.postgres() as url, place(url, champions=SIDE_BY_SIDE) as ours:
        yield asyncio.run(_side_by_side(ours, url))


async def _side_by_side(ours: Place, url: str) -> Figure:
    engine: AsyncEngine = create_async_engine(url, pool_size=SIDE_BY_SIDE, max_overflow=0)
    connections: asyncio.Queue[psycopg.AsyncConnection[Any]] = asyncio.Queue()
    for _connection in range(SIDE_BY_SIDE):
        connections.put_nowait(await psycopg.AsyncConnection.connect(plain(url), autocommit=True))
    orm = Orm()

    async def take(body: bytes) -> None:
        await ours.intake.take(json.loads(body))

    async def raw(body: bytes) -> None:
        connection = await connections.get()
        await by_hand(connection, body)
        connections.put_nowait(connection)

    async def by_orm(body: bytes) -> None:
        await orm.on_async_session(AsyncSession(engine), body)

    measures = [_rate(take), _rate(raw), _rate(by_orm)]
    for measure in measures:
        await measure(WARM_UP)
    with as_a_running_bot():
        ours_, raw_, orm_ = await interleaved_async(5, *(_of_rate(measure, 200) for measure in measures))
    while not connections.empty():
        await connections.get_nowait().close()
    await engine.dispose()
    rates = {"async ORM": median(orm_)}
    name, bar = "update told in full, ten at a time", f"≥ 3 × ORM, is {median(ours_) / median(orm_):.1f} ×"
    return Figure(name, median(ours_), median(raw_), "updates/s", "PostgreSQL", rates, bar)


def _timed(take: Take, make: Callable[[], bytes]) -> Callable[[int], Awaitable[list[float]]]:
    async def measure(times: int) -> list[float]:
        seconds = []
        for body in [make() for _time in range(times)]:
            started = time.perf_counter()
            await take(body)
            seconds.append(time.perf_counter() - started)
        return seconds

    return measure


def _rate(take: Take) -> Callable[[int], Awaitable[float]]:
    """So many updates of ten people, each person's in order, all people side by side; updates a second."""

    async def measure(times: int) -> float:
        chains = [
            [tells(FIRST_PERSON + person) for _time in range(times // SIDE_BY_SIDE)] for person in range(SIDE_BY_SIDE)
        ]

        async def in_order(chain: list[bytes]) -> None:
            for body in chain:
                await take(body)

        started = time.perf_counter()
        await asyncio.gather(*(in_order(chain) for chain in chains))
        return times / (time.perf_counter() - started)

    return measure


def _of(measure: Callable[[int], Awaitable[list[float]]], times: int) -> Callable[[], Awaitable[list[float]]]:
    return lambda: measure(times)


def _of_rate(measure: Callable[[int], Awaitable[float]], times: int) -> Callable[[], Awaitable[float]]:
    return lambda: measure(times)


def _ms(seconds: list[float]) -> float:
    return percentile(seconds, 99) * 1000
