"""A street as a town: stories that are told in one process are played between real ones, word for word."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from sqlmodel import select

from bot.clock import Clock
from bot.store.programme import Programme
from bot.store.session import Store, Work
from tests.handlers import phone
from tests.handlers.telegram import Line, Telegram
from tests.handlers.town import A_DAY, Town
from tests.wire.standing import Standing
from tests.wire.street import Street
from tests.wire.tester import JSON, plain

T = TypeVar("T")
SETTLES_WITHIN_SECONDS = 60
LOOK_EVERY_SECONDS = 0.02
EVENTS_AT_ONCE = 500
TAP_WAITS_SECONDS = 20


class StreetTown(Town):
    """Everybody's chats as the practice Telegram shows them, and the database of a running bot, read beside it."""

    def __init__(self, street: Street) -> None:
        self.street, self.practice, self.standing = street, street.practice, Standing(street)
        self.store, self._time = Store(street.database_url, durable=False), Clock(street.folder / "clock")
        self.programme = self.store.write_now(lambda session: session.exec(select(Programme)).one())
        self.telegram, self.since, self._seq = Telegram(), defaultdict(int), 0

    async def speaks(self) -> None:
        """Wait until every update is taken in and everything that is due is said; then look at all chats."""
        until = time.monotonic() + SETTLES_WITHIN_SECONDS
        while not await self._is_settled():
            assert time.monotonic() < until, "what waits was never taken in, or never said"
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        while await self._look() == EVENTS_AT_ONCE:
            pass

    async def later(self, days: float = 0, *, hours: float = 0, minutes: float = 0, step: timedelta = A_DAY) -> None:
        """Time passes, at once; what happens by the clock happens when the bot looks next."""
        await self.street.later(days=days, hours=hours, minutes=minutes)

    async def does(self, rule: Callable[[Work], T]) -> T:
        return await self.store.write(lambda session: rule(Work(session, self.programme, self._time.now())))

    def close(self) -> None:
        self.store.close()

    async def _is_settled(self) -> bool:
        bots = await self.practice.call("GET", "bots")
        return bots[0]["waiting_updates"] == 0 and not await asyncio.to_thread(self.standing.unsaid)

    async def _look(self) -> int:
        """Follow what has happened in the chats; returns how much it was."""
        came = await self.practice.call("GET", f"events?after={self._seq}&limit={EVENTS_AT_ONCE}")
        self._seq = came["seq"]
        for event in came["events"]:
            if event["type"] in ("message", "edited"):
                self._shows(event["message"])
            for gone in event["message_ids"] if event["type"] == "deleted" else ():
                self._line(event["chat_id"], gone).is_deleted = True
        return len(came["events"])

    def _shows(self, message: JSON) -> None:
        line = self._line(message["chat_id"], message["message_id"])
        line.by = None if message["from"]["is_bot"] else message["from"]
        line.text, line.is_deleted = plain(message["text"] or ""), message["deleted"]
        line.buttons = [[(plain(one["label"]), one["data"]) for one in row] for row in message["buttons"]]

    def _line(self, chat: int, message_id: int) -> Line:
        for line in reversed(self.telegram.lines[chat]):
            if line.message_id == message_id:
                return line
        return self.telegram.put(Line(chat, message_id, ""))


class StreetPhone(phone.Phone):
    """Somebody's telephone on a street."""

    town: StreetTown

    async def presses(self, data: str, line: Line) -> str | None:
        self._begins(line.chat)
        tap = await self._does("tap", message_id=line.message_id, data=data, chat=line.chat, wait=TAP_WAITS_SECONDS)
        assert tap["answered"], "a dead button"
        await self.town.speaks()
        return plain(tap["answer"]["text"]) if tap["answer"]["text"] else None

    async def opens(self, secret: str) -> None:
        self._begins(self.id)
        await self._does("open", link=secret)
        await self.town.speaks()

    async def _brings(
        self, text: str, medium: dict[str, Any], chat: int | None, reply_to: Line | None, more: dict[str, Any]
    ) -> Line:
        where = chat or self.id
        self._begins(where)
        above = {"reply_to": reply_to.message_id} if reply_to else {}
        said = await self._does("say", text=text, chat=where, **above, **more)
        await self.town.speaks()
        return next(line for line in self.town.telegram.lines[where] if line.message_id == said["message_id"])

    async def _does(self, what: str, **body: Any) -> Any:
        return await self.town.practice.call("POST", f"people/{self.id}/{what}", **body)
