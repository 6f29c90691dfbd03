"""Brings updates over HTTP from a process of its own, on kept-alive connections, as Telegram's servers do.

`python -m tests.bench.load` reads one JSON command a line, {"port", "path", "first", "people", "seconds", "rate"}, and
answers each with {"rate": updates a second, "p99": seconds from the moment an update was due until its 200}. With a
rate of 0 each connection brings the next update as soon as the last was taken.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from itertools import cycle
from typing import Any

import uvloop

from tests.bench.brought import tells

CONNECTIONS = 30
SECRET = "s" * 40


class Load:
    """One command's worth of updates."""

    def __init__(self, command: dict[str, Any]) -> None:
        self._port, self._path = command["port"], command["path"]
        self._people = cycle(range(command["first"], command["first"] + command["people"]))
        self._rate, self._seconds = command["rate"], command["seconds"]
        self._started = 0.0
        self._next = 0
        self.took: list[float] = []

    async def run(self) -> dict[str, float]:
        opened = [await asyncio.open_connection("127.0.0.1", self._port) for _one in range(CONNECTIONS)]
        self._started = time.perf_counter()
        await asyncio.gather(*(self._bring(*one) for one in opened))
        ended = time.perf_counter()
        for _reader, writer in opened:
            writer.close()
        self.took.sort()
        return {"rate": len(self.took) / (ended - self._started), "p99": self.took[round(len(self.took) * 0.99) - 1]}

    async def _bring(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (due := self._due()) is not None:
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            body = tells(next(self._people))
            head = f"POST {self._path} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n"
            writer.write(f"{head}X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n\r\n".encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            if not answer.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(answer.decode())
            self.took.append(time.perf_counter() - due)

    def _due(self) -> float | None:
        """The moment of the next update; nothing once the time is over."""
        now = time.perf_counter()
        due = self._started + self._next / self._rate if self._rate else now
        self._next += 1
        return due if due < self._started + self._seconds else None


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(uvloop.run(Load(json.loads(line)).run())), flush=True)


if __name__ == "__main__":
    main()
