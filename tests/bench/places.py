"""Where it is measured: databases with tables, filled set by set, and what a Hearback is put together from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import sqlalchemy as sa
from aiogram import Bot
from sqlmodel import Session

from bot.clock import Clock
from bot.handlers import errands
from bot.handlers.conversation import Conversations
from bot.handlers.intake import Intake
from bot.handlers.unit import Reception
from bot.language import Languages
from bot.loop import people
from bot.store import migrate
from bot.store.chats import Chat, Group, Purpose
from bot.store.programme import Programme
from bot.store.session import Store, Work
from bot.words import Role
from tests.bench.telegram import SilentTelegram
from tests.postgres import Databases

LANGUAGES = Languages(Path("locales"), ("en", "ur", "pl"))
TOKEN = "4242:a-token-that-only-the-bench-knows"
START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIRST_PERSON, FIRST_GROUP = 1_000, -1_000_000_000_000
CHAT: sa.Table = Chat.__table__  # type: ignore[attr-defined]
GROUP: sa.Table = Group.__table__  # type: ignore[attr-defined]


class Engines:
    """Makes databases on either engine: SQLite files in one folder, one PostgreSQL that starts when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._postgres: Databases | None = None
        self.postgres_version = "not started"

    @contextmanager
    def sqlite(self) -> Iterator[str]:
        """The URL of an SQLite file of one's own."""
        with TemporaryDirectory(dir=self._folder) as folder:
            url = f"sqlite:///{folder}/hearback.db"
            _make_tables(url)
            yield url

    @contextmanager
    def postgres(self) -> Iterator[str]:
        """The URL of a PostgreSQL database of one's own. What it commits is on disk, as in real use."""
        if self._postgres is None:
            self._postgres = Databases(_make_tables)
            with psycopg.connect(plain(self._postgres.url("postgres")), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET fsync = on")
                connection.execute("SELECT pg_reload_conf()")
                self.postgres_version = connection.execute("SHOW server_version").fetchall()[0][0]
        with self._postgres.fresh() as url:
            yield url


def plain(url: str) -> str:
    """A database as psycopg addresses it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


@dataclass
class Place:
    """A Hearback on one store, without network: its intake, and people who have said yes."""

    store: Store
    programme: Programme
    intake: Intake
    conversations: Conversations
    languages: Languages

    @property
    def programme_id(self) -> int:
        return self.programme.id or 0


@contextmanager
def place(url: str, *, durable: bool = True, champions: int = 10) -> Iterator[Place]:
    """A Hearback with a staff room and so many champions, whose Telegram numbers count from `FIRST_PERSON`."""
    store = Store(url, durable=durable)
    programme = store.write_now(lambda session: _settled(session, champions))
    reception = Reception(store, programme, Clock(), LANGUAGES)
    conversations = Conversations(errands.all_of(LANGUAGES, True), LANGUAGES)
    intake = Intake(reception, Bot(TOKEN, session=SilentTelegram()), conversations)
    try:
        yield Place(store, programme, intake, conversations, LANGUAGES)
    finally:
        store.close()


def _settled(session: Session, champions: int) -> Programme:
    programme = Programme(name="Mare Street health team", bot_key="x", username="hearback_bot")
    session.add(programme)
    session.flush()
    settle(session, programme, champions)
    return programme


def settle(session: Session, programme: Programme, champions: int) -> None:
    """A staff room, and champions who have said yes."""
    work = Work(session, programme, START)
    session.add(_chat(work, FIRST_GROUP, Purpose.STAFF_ROOM))
    for number in range(FIRST_PERSON, FIRST_PERSON + champions):
        person = people.meet_in_private(work, people.Sender(number, "Champion", "en"))
        person.consented_at = work.now
        people.grant(work, person, Role.CHAMPION, allowed_by=None, allowed=True)


def add_groups(session: Session, programme_id: int, count: int) -> list[int]:
    """So many groups that speak English, each in its chat; the numbers of their chats."""
    rows = [_chat_row(programme_id, FIRST_GROUP - number, Purpose.GROUP) for number in range(1, count + 1)]
    session.execute(sa.insert(CHAT), rows)
    chats = sa.select(CHAT.c.id).where(CHAT.c.programme_id == programme_id, CHAT.c.purpose == Purpose.GROUP)
    numbers = list(session.execute(chats.order_by(CHAT.c.id)).scalars())
    groups = [_group_row(programme_id, number) for number in numbers]
    session.execute(sa.insert(GROUP), groups)
    return numbers


def _chat(work: Work, telegram_id: int, purpose: Purpose) -> Chat:
    return Chat(**_chat_row(work.programme_id, telegram_id, purpose))


def _chat_row(programme_id: int, telegram_id: int, purpose: Purpose) -> dict[str, Any]:
    return {
        "programme_id": programme_id,
        "telegram_id": telegram_id,
        "purpose": purpose,
        "title": "Somewhere",
        "seen_at": START,
    }


def _group_row(programme_id: int, chat_id: int) -> dict[str, object]:
    return {
        "programme_id": programme_id,
        "chat_id": chat_id,
        "name": "A circle",
        "language": "en",
        "area": "",
        "communities": [],
        "rhythm_days": 14,
    }


def _make_tables(url: str) -> None:
    engine = sa.create_engine(url)
    migrate.upgrade(engine)
    engine.dispose()
