"""Updates that come over HTTP by 30 connections, to a real process: how many, and how late while 300 a second come."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import select

from bot.store.programme import Programme
from bot.store.session import Store
from tests.bench.figures import Figure, interleaved, median
from tests.bench.load import SECRET
from tests.bench.places import FIRST_PERSON, TOKEN, Engines, settle
from tests.bench.processes import Server, line, python, server
from tests.wire.processes import Nursery, free_port

PEOPLE, ROUNDS, SECONDS, ARRIVING = 100, 2, 1.5, 300
PATH = "/telegram"
Measure = Callable[[], dict[str, float]]


def over_http(engines: Engines) -> Iterator[Figure]:
    """Beside the smallest webhook that these libraries make."""
    with (
        server() as telegram,
        python("-m", "tests.bench.echo_server") as peer,
        python("-m", "tests.bench.load", stdin=subprocess.PIPE) as load,
        engines.sqlite() as url,
        _hearback(url, telegram) as port,
    ):
        peer_port = int(line(peer))
        rates = (0, ARRIVING)
        measures = [_measure(load, where, rate) for rate in rates for where in (port, peer_port)]
        ours, bare, ours_late, bare_late = interleaved(ROUNDS, *measures)
    on = "SQLite FULL, told in full"
    yield Figure("webhook, 30 connections", _median(ours, "rate"), _median(bare, "rate"), "updates/s", on, {}, "–")
    late, floor = (_median(found, "p99") * 1000 for found in (ours_late, bare_late))
    yield Figure(f"webhook, p99 while {ARRIVING}/s arrive", late, floor, "ms", on, {}, "≤ 50 ms")


@contextmanager
def _hearback(url: str, telegram: Server) -> Iterator[int]:
    """A real process with its champions; its port."""
    port = free_port()
    env = {
        "HEARBACK_TOKEN": TOKEN,
        "HEARBACK_API_BASE": telegram.base,
        "HEARBACK_DATABASE_URL": url,
        "HEARBACK_PORT": str(port),
        "HEARBACK_LOG_LEVEL": "error",
        "HEARBACK_PUBLIC_URL": f"http://127.0.0.1:{port}{PATH}",
        "HEARBACK_WEBHOOK_SECRET": SECRET,
    }
    nursery = Nursery()
    try:
        with TemporaryDirectory() as folder:
            process = nursery.start("run", env, Path(folder) / "out")
            try:
                asyncio.run(process.ready())
                _settle(url)
                yield port
            finally:
                asyncio.run(process.stop())
    finally:
        nursery.close()


def _settle(url: str) -> None:
    store = Store(url)
    store.write_now(lambda session: settle(session, session.exec(select(Programme)).one(), PEOPLE))
    store.close()


def _measure(load: subprocess.Popen[str], port: int, rate: int) -> Measure:
    command = {
        "port": port,
        "path": PATH,
        "first": FIRST_PERSON,
        "people": PEOPLE,
        "seconds": SECONDS,
        "rate": rate,
    }

    def measure() -> dict[str, float]:
        assert load.stdin is not None
        load.stdin.write(json.dumps(command) + "\n")
        load.stdin.flush()
        found: Any = json.loads(line(load))
        return dict(found)

    return measure


def _median(found: list[dict[str, float]], name: str) -> float:
    return median([one[name] for one in found])
