"""Playing people on the practice Telegram, so that a test reads like a chat."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Any

import httpx

HEARS_WITHIN_SECONDS = 20.0
LOOK_EVERY_SECONDS = 0.02
INVISIBLE = re.compile("[\u2066-\u2069]")
JSON = dict[str, Any]


def plain(text: str) -> str:
    """A text without the invisible marks that keep directions apart and numbers together."""
    return INVISIBLE.sub("", text).replace("\u00a0", " ")


class Practice:
    """The control interface of a practice Telegram."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = httpx.AsyncClient(base_url=address, timeout=40)

    async def call(self, method: str, path: str, **body: Any) -> Any:
        answer = await self.http.request(method, f"/practice/{path}", json=body or None)
        assert answer.status_code < 400, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    async def person(self, name: str, language: str = "en", id: int | None = None) -> Phone:
        made = await self.call("POST", "people", first_name=name, language_code=language, **({"id": id} if id else {}))
        return Phone(self, made["id"], name)

    async def group(self, title: str, *members: Phone, kind: str = "supergroup") -> int:
        made = await self.call("POST", "groups", title=title, kind=kind, members=[one.id for one in members])
        return int(made["id"])

    async def later(self, seconds: float) -> None:
        await self.call("POST", "time", seconds=seconds)


@dataclass
class Phone:
    """One person's phone."""

    practice: Practice
    id: int
    name: str

    async def says(self, text: str, chat: int | None = None, reply_to: int | None = None) -> int:
        body: JSON = {"text": text}
        if chat is not None:
            body["chat"] = chat
        if reply_to is not None:
            body["reply_to"] = reply_to
        said = await self.practice.call("POST", f"people/{self.id}/say", **body)
        return int(said["message_id"])

    async def opens(self, link: str) -> None:
        await self.practice.call("POST", f"people/{self.id}/open", link=link)

    async def does(self, what: str, **body: Any) -> Any:
        return await self.practice.call("POST", f"people/{self.id}/{what}", **body)

    async def reads(self, chat: int | None = None) -> list[JSON]:
        where = chat if chat is not None else "bot"
        answer = await self.practice.call("GET", f"people/{self.id}/chats/{where}")
        return [message for message in answer["messages"] if not message["deleted"]]

    async def heard(self, text: str, chat: int | None = None) -> list[JSON]:
        """What the bot has said in a chat that contains a text."""
        return [
            message
            for message in await self.reads(chat)
            if message["from"]["is_bot"] and text in plain(message["text"] or "")
        ]

    async def hears(self, text: str, chat: int | None = None, *, within: float = HEARS_WITHIN_SECONDS) -> JSON:
        """Wait until the bot has said something with this text; the newest such message."""
        for _ in range(round(within / LOOK_EVERY_SECONDS)):
            found = await self.heard(text, chat)
            if found:
                return found[-1]
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        told = "\n---\n".join(plain(message["text"] or f"({message['kind']})") for message in await self.reads(chat))
        raise AssertionError(f"{self.name} never heard {text!r}; the chat reads:\n{told}")

    async def is_asked(self, text: str) -> None:
        """Wait until the newest thing the bot said in private has this text; what it asked before does not count."""
        for _ in range(round(HEARS_WITHIN_SECONDS / LOOK_EVERY_SECONDS)):
            said = [message for message in await self.reads() if message["from"]["is_bot"]]
            if said and text in plain(said[-1]["text"] or ""):
                return
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        raise AssertionError(f"{self.name} was not asked {text!r}; the last thing said was {said[-1:]}")

    async def taps_first(self, under: str, chat: int | None = None) -> JSON:
        """Tap the first button under the newest message with a text."""
        message = await self.hears(under, chat)
        where = {"chat": chat} if chat is not None else {}
        return await self.does("tap", message_id=message["message_id"], row=0, column=0, wait=10, **where)  # type: ignore[no-any-return]

    async def taps(self, label: str, chat: int | None = None, *, under: str | None = None) -> JSON:
        """Tap the newest button with this label (under a message with a text, where given); what it answers."""
        for _ in range(round(HEARS_WITHIN_SECONDS / LOOK_EVERY_SECONDS)):
            for message in reversed(await self.reads(chat)):
                labels = [button["label"] for row in message["buttons"] for button in row]
                if label in map(plain, labels) and (under is None or under in plain(message["text"] or "")):
                    where = {"chat": chat} if chat is not None else {}
                    data = next(b["data"] for row in message["buttons"] for b in row if plain(b["label"]) == label)
                    return await self.does("tap", message_id=message["message_id"], data=data, wait=10, **where)  # type: ignore[no-any-return]
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        shown = [plain(b["label"]) for m in await self.reads(chat) for row in m["buttons"] for b in row]
        raise AssertionError(f"{self.name} sees no button {label!r}; there are {shown}")
