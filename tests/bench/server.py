"""A small Bot API server in a process of its own: `python -m tests.bench.server`. It prints its port.

It takes `sendMessage`, answers after `delay` seconds, and counts what arrives over a sliding window, as Telegram does:
more than `most` calls in any `window` seconds are answered with 429. `GET /set?most=&window=&delay=` sets it up anew;
`GET /seen` tells what came since, each as [chat, moment of its arrival, moment of its answer, status].
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import deque
from urllib.parse import parse_qsl, urlsplit

import uvloop

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
CHAT = re.compile(rb"chat_id[\"']?[=:] ?\"?(-?\d+)")
SENT = '{"ok":true,"result":{"message_id":%d,"date":1,"chat":{"id":%d,"type":"group","title":"x"},"text":"x"}}'
DONE = b'{"ok":true,"result":true}'
TOO_MANY = b'{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}'


class Telegram:
    """What all connections share."""

    def __init__(self) -> None:
        self.set_up({})

    def set_up(self, to: dict[str, str]) -> None:
        self.most, self.window = int(to.get("most", 0)), float(to.get("window", 1.0))
        self.delay = float(to.get("delay", 0.0))
        self.counted: deque[float] = deque()
        self.seen: list[tuple[int, float, float, int]] = []

    def counts(self, now: float) -> bool:
        """Count a call, or refuse it."""
        if not self.most:
            return True
        while self.counted and self.counted[0] <= now - self.window:
            self.counted.popleft()
        if len(self.counted) >= self.most:
            return False
        self.counted.append(now)
        return True


class Connection(asyncio.Protocol):
    """One kept-alive connection, one request after the other."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            found = LENGTH.search(self._buffer, 0, end)
            whole = end + 4 + (int(found[1]) if found else 0)
            if len(self._buffer) < whole:
                return
            request, self._buffer = self._buffer[:whole], self._buffer[whole:]
            self._asked(request.split(b" ", 2)[1], request[end + 4 :])

    def _asked(self, path: bytes, body: bytes) -> None:
        if path.startswith(b"/set"):
            self._telegram.set_up(dict(parse_qsl(urlsplit(path.decode()).query)))
            self._answer(200, DONE)
        elif path.startswith(b"/seen"):
            self._answer(200, json.dumps(self._telegram.seen).encode())
        elif path.endswith(b"/sendMessage"):
            self._sent(body)
        else:
            self._answer(200, DONE)

    def _sent(self, body: bytes) -> None:
        now, found = time.monotonic(), CHAT.search(body)
        chat = int(found[1]) if found else 0
        if not self._telegram.counts(now):
            self._telegram.seen.append((chat, now, now, 429))
            self._answer(429, TOO_MANY)
        elif self._telegram.delay:
            asyncio.get_running_loop().call_later(self._telegram.delay, self._said, chat, now)
        else:
            self._said(chat, now)

    def _said(self, chat: int, arrived: float) -> None:
        self._telegram.seen.append((chat, arrived, time.monotonic(), 200))
        self._answer(200, (SENT % (len(self._telegram.seen), chat)).encode())

    def _answer(self, status: int, body: bytes) -> None:
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)


async def main() -> None:
    telegram = Telegram()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(telegram), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
