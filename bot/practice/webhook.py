"""Delivering updates to a bot's webhook: one chat in order, chats side by side, tried again until they are taken."""

from __future__ import annotations

import asyncio
import json
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.practice.updates import KEPT_SECONDS, Inbox, Update

JSON = dict[str, Any]

TIMEOUT_SECONDS = 60
LONGEST_WAIT_SECONDS = 60.0
LONGEST_RETRY_AFTER_SECONDS = 3600.0
DEFAULT_CONNECTIONS = 40
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(slots=True, eq=False)
class Webhook:
    """A webhook that is set.

    `perform` carries out a call that the bot put into its answer; `pace` says how many times faster than Telegram a
    refused update is tried again.
    """

    url: str
    inbox: Inbox
    perform: Callable[[JSON], None]
    pace: Callable[[], float]
    secret: str | None = None
    connections: int = DEFAULT_CONNECTIONS
    last_error_date: int | None = None
    last_error: str | None = None
    _lanes: dict[str, deque[Update]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _session: aiohttp.ClientSession | None = None
    _places: asyncio.Semaphore | None = None

    def start(self) -> None:
        """Begins to deliver what waits, and what comes."""
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        connector = aiohttp.TCPConnector(limit=self.connections)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)
        self._places = asyncio.Semaphore(self.connections)
        self.inbox.listener = self._queue
        for update in list(self.inbox.waiting.values()):
            self._queue(update)

    async def stop(self) -> None:
        """Stops delivering; what was not taken waits on."""
        self.inbox.listener = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _queue(self, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._run(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            update = lane[0]
            await self._deliver(update)
            if update.twice:
                update.twice = False
                await self._deliver(update)
            lane.popleft()
        del self._lanes[name]

    async def _deliver(self, update: Update) -> None:
        delay = 1.0
        failures = 0
        while update.born + KEPT_SECONDS > self.inbox.now():
            taken, retry_after = await self._post(update)
            if taken:
                self.inbox.done(update)
                return
            failures += 1
            if failures > 1:
                delay = min(delay * 2, random.uniform(LONGEST_WAIT_SECONDS, 2 * LONGEST_WAIT_SECONDS))
            await asyncio.sleep((retry_after or delay) / self.pace())
        self.inbox.waiting.pop(update.id, None)

    async def _post(self, update: Update) -> tuple[bool, float]:
        assert self._session is not None and self._places is not None  # `start` made them
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: self.secret} if self.secret else {})
        body = json.dumps(update.body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            async with self._places, self._session.post(self.url, data=body, headers=headers) as answer:
                text = await answer.text()
        except (aiohttp.ClientError, TimeoutError) as failed:
            self._failed(f"{type(failed).__name__}")
            return False, 0.0
        if not 200 <= answer.status < 300:
            self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
            return False, _seconds(answer.headers.get("Retry-After"))
        self._do_what_was_answered(text)
        return True, 0.0

    def _failed(self, why: str) -> None:
        self.last_error, self.last_error_date = why, int(self.inbox.now())

    def _do_what_was_answered(self, text: str) -> None:
        try:
            call = json.loads(text) if text.strip().startswith("{") else {}
        except ValueError:
            return
        if isinstance(call.get("method"), str):
            self.perform(call)


def _seconds(header: str | None) -> float:
    try:
        return min(max(float(header or 0), 0.0), LONGEST_RETRY_AFTER_SECONDS)
    except ValueError:
        return 0.0
