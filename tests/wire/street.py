"""A whole small world for a test: the practice Telegram, a Hearback that talks to it, and people to play."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from bot.language import Languages, Text, p_
from bot.loop import letter
from bot.store.programme import Programme
from bot.store.session import Store, Work
from bot.words import LetterPart
from tests.wire.fork import Fork
from tests.wire.processes import Nursery, Process, free_port
from tests.wire.tester import Phone, Practice

ROOT = Path(__file__).parent.parent.parent
TOKEN = "4242:a-token-that-only-this-test-knows"
FASTER = 20
TEAM = "Mare Street health team"
IN_FULL = ("sqlite-polling", pytest.param("postgres-webhook", marks=pytest.mark.postgres))
ONCE = ("sqlite-webhook", pytest.param("postgres-polling", marks=pytest.mark.postgres))
LOCALES = Languages(ROOT / "locales", ("en", "ur", "pl"))


def ur(message: str | Text, language: str = "ur") -> str:
    """What a button says in Urdu, or another language."""
    return LOCALES.read(message if isinstance(message, Text) else p_("button", message), language)


@dataclass
class Street:
    """Everything that a test walks through."""

    nursery: Nursery
    folder: Path
    database_url: str
    by_webhook: bool
    faster: int = FASTER
    fork: Fork | None = None
    practice: Practice = field(init=False)
    telegram: Process = field(init=False)
    bot: Process | None = None
    beside: list[Process] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    engine: sa.Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = sa.create_engine(self.database_url)

    async def open(self) -> None:
        """Start the practice Telegram and Hearback."""
        clock = self.folder / "clock"
        clock.write_text("0")
        self.telegram = self.nursery.start(
            "practice",
            {"HEARBACK_PORT": "0", "HEARBACK_CLOCK_FILE": str(clock), "HEARBACK_API_BASE": "http://127.0.0.1:1"},
            self.folder / "telegram.out",
        )
        self.practice = Practice(await self.telegram.ready())
        await self.practice.call("POST", "bots", token=TOKEN, first_name="Hearback", username="hearback_bot")
        await self.practice.call("PUT", "limits", scale=self.faster, retry_scale=self.faster)
        port = free_port()
        self.env = {
            "HEARBACK_TOKEN": TOKEN,
            "HEARBACK_API_BASE": self.practice.address,
            "HEARBACK_DATABASE_URL": self.database_url,
            "HEARBACK_PORT": str(port),
            "HEARBACK_PROGRAMME": TEAM,
            "HEARBACK_LANGUAGES": "en,ur,pl",
            "HEARBACK_CLOCK_FILE": str(clock),
            "HEARBACK_PACE": str(self.faster),
            "HEARBACK_GUESS_LANGUAGE": "0",
            "HEARBACK_LOG_LEVEL": "debug",
        }
        if self.by_webhook:
            own = f"http://127.0.0.1:{port}/telegram"
            self.env["HEARBACK_PUBLIC_URL"] = self.fork.to(own) if self.fork else own
            self.env["HEARBACK_WEBHOOK_SECRET"] = "s" * 40
        await self.start_bot()

    async def start_bot(self) -> None:
        self.bot = self.nursery.start("run", self.env, self.folder / f"bot-{len(list(self.folder.glob('bot-*')))}.out")
        await self.bot.ready()

    async def start_beside(self) -> None:
        """Start another process of the same Hearback, to which the fork leads as well."""
        assert self.fork is not None
        port = free_port()
        self.fork.to(f"http://127.0.0.1:{port}/telegram")
        out = self.folder / f"beside-{len(self.beside)}.out"
        self.beside.append(self.nursery.start("run", {**self.env, "HEARBACK_PORT": str(port)}, out))
        await self.beside[-1].ready()

    async def courier_speaks(self) -> None:
        """Wait until the bot's courier may speak: after a kill, that is once its predecessor's lease has run out."""
        async with httpx.AsyncClient() as http:
            for _try in range(1000):
                health = await http.get(f"http://127.0.0.1:{self.env['HEARBACK_PORT']}/health/ready")
                if health.json()["courier"]["holds_lease"]:
                    return
                await asyncio.sleep(0.02)
        raise AssertionError("the courier never got its lease")

    async def kill_bot(self) -> None:
        """kill -9, whatever it is doing."""
        assert self.bot is not None
        await self.bot.kill()

    async def is_being_sent(self, chat: int) -> None:
        """Wait until the bot has a call out for a chat that is not answered yet."""
        for _try in range(500):
            faults = await self.practice.call("GET", "faults")
            if any(fault["hits"] for fault in faults if chat in (fault["chats"] or ())):
                return
            await asyncio.sleep(0.02)
        raise AssertionError("nothing was sent there")

    async def later(self, **much: float) -> None:
        """Time passes, for everybody; what was heard just now is written down as said at its own time before."""
        for _try in range(100):
            if not self.count("SELECT count(*) FROM outbox WHERE state = 'sending'"):
                break
            await asyncio.sleep(0.02)
        await self.practice.call("POST", "clock/move", **much)

    async def command(self, *words: str) -> str:
        """The `hearback` command, run for real in a process of its own; the last line that it prints."""
        return (await self.prints(*words)).strip().splitlines()[-1]

    async def prints(self, *words: str) -> str:
        """The same, and all that it prints."""
        out = self.folder / f"command-{len(list(self.folder.glob('command-*')))}.out"
        return await self.nursery.command(words, self.env, out)

    def count(self, statement: str) -> int:
        """A number from the bot's database, read beside it."""
        with self.engine.connect() as connection:
            return int(connection.execute(sa.text(statement)).scalar_one())

    async def close(self) -> None:
        self.engine.dispose()
        for process in (*self.beside, self.bot, self.telegram):
            if process is not None and not process.ended:
                await process.stop()
        await self.practice.http.aclose()

    # People

    async def champions(self, count: int) -> list[Phone]:
        """So many champions, come in by one link."""
        await asyncio.to_thread(self.write_letter)
        link = await self.command("invite", "champion", "--uses", str(count))
        phones = [await self.practice.person(f"Champion {number}") for number in range(count)]
        for phone in phones:
            await phone.opens(link)
            await phone.taps("English")
            await phone.taps("Read on")
            await phone.taps("Yes, I want to take part")
        for phone in phones:
            await phone.hears("You are in")
        return phones

    def write_letter(self) -> None:
        """The letter that newcomers read, as if an administrator had confirmed it."""
        store = Store(self.database_url)

        def write(session: Session) -> None:
            programme = session.exec(select(Programme)).one()
            texts = {part: {"en": "Some words."} for part in LetterPart}
            until = date(date.today().year + 2, 1, 1)
            work = Work(session, programme, datetime.now(UTC))
            letter.write(work, None, name="Priya Shah", title="Health officer", funded_until=until, words=texts)

        try:
            store.write_now(write)
        finally:
            store.close()

    async def joins_desk(self, phone: Phone, role: str, name: str, title: str) -> None:
        await phone.opens(await self.command("invite", role))
        await phone.taps("English", under="Which language")
        await phone.taps("Yes, I want to take part")
        await phone.hears("What is your name")
        await phone.says(name)
        await phone.hears("What is your role")
        await phone.says(title)

    async def adds_bot(self, phone: Phone, chat: int) -> None:
        await self.practice.call("POST", f"chats/{chat}/bot", by=phone.id)
