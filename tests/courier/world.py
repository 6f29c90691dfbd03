"""A programme with chats, and what is put into its outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from bot.clock import Clock
from bot.language import Text, own_words
from bot.store import outbox
from bot.store.chats import Chat, Group, Purpose
from bot.store.outbox import Outbox
from bot.store.people import Grant, Person
from bot.store.programme import Programme
from bot.store.session import Store
from bot.store.updates import Telling, Update, Version
from bot.words import Lane, OutboxState, Role, TellingState, UpdateKind

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class HandClock(Clock):
    """A clock whose date is moved by hand; its stopwatch is the real one."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.moved


@dataclass
class World:
    """One programme in a store; `written` is set after everything that is written."""

    store: Store
    clock: HandClock = field(default_factory=HandClock)
    written: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        write = self.store.write

        async def write_and_tell(work: Callable[[Session], Any]) -> Any:
            try:
                return await write(work)
            finally:
                self.written.set()

        self.store.write = write_and_tell  # type: ignore[method-assign]
        self.add(Programme(id=1, name="Brook", bot_key="x"))

    def pass_time(self, seconds: float) -> None:
        """Let the date go on."""
        self.clock.moved += timedelta(seconds=seconds)

    def add(self, row: Any) -> Any:
        def work(session: Session) -> Any:
            session.add(row)
            session.flush()
            return row

        return self.store.write_now(work)

    def chat(self, telegram_id: int, purpose: Purpose = Purpose.PRIVATE, **values: Any) -> int:
        chat = Chat(programme_id=1, telegram_id=telegram_id, purpose=purpose, seen_at=START, **values)
        return int(self.add(chat).id)

    def group(self, telegram_id: int, language: str = "en", name: str = "Mothers", **values: Any) -> int:
        chat_id = self.chat(telegram_id, Purpose.GROUP, title=name, **values)
        self.add(Group(programme_id=1, chat_id=chat_id, name=name, language=language, communities=[]))
        return chat_id

    def person(self, telegram_id: int, language: str | None = "en") -> int:
        chat_id = self.chat(telegram_id)
        self.add(Person(programme_id=1, telegram_id=telegram_id, chat_id=chat_id, name="Asha", language=language))
        return chat_id

    def administrator(self, telegram_id: int) -> int:
        """Somebody who runs the programme; returns their private chat."""
        chat_id = self.chat(telegram_id)
        person = self.add(Person(programme_id=1, telegram_id=telegram_id, chat_id=chat_id, language="en"))
        self.add(Grant(programme_id=1, person_id=person.id, role=Role.ADMINISTRATOR, asked_at=START, allowed_at=START))
        return chat_id

    def say(self, chat_id: int, text: str | Text = "hello", lane: Lane = Lane.REPLY, **values: Any) -> int:
        parts = values.pop("parts", [own_words(text) if isinstance(text, str) else text])
        now = self.clock.now()
        return self.store.write_now(
            lambda session: outbox.say(
                session, programme_id=1, chat_id=chat_id, lane=lane, now=now, parts=parts, **values
            )
        )

    def edit(self, outbox_id: int, text: str) -> int:
        now = self.clock.now()
        return self.store.write_now(
            lambda session: outbox.edit(session, outbox_id=outbox_id, now=now, parts=[own_words(text)])
        )

    def update(self, **versions: str) -> int:
        update = self.add(
            Update(programme_id=1, kind=UpdateKind.CHANGED, source_language="en", source_hash="", made_at=START)
        )
        for language, text in versions.items():
            self.add(
                Version(
                    programme_id=1,
                    of="update",
                    of_id=update.id,
                    language=language,
                    text=text,
                    source_hash="",
                    made_at=START,
                )
            )
        return int(update.id)

    def telling(self, chat_id: int, update_id: int) -> int:
        telling = Telling(
            programme_id=1,
            update_id=update_id,
            chat_id=chat_id,
            code=f"T{chat_id}-{update_id}",
            state=TellingState.QUEUED,
            state_at=START,
            owed_at=START,
        )
        return int(self.add(telling).id)

    def row(self, outbox_id: int) -> Outbox:
        row: Outbox = self.one(Outbox, outbox_id)
        return row

    def one(self, table: type[Any], number: int) -> Any:
        return self.store.write_now(lambda session: session.exec(select(table).where(table.id == number)).one())

    def rows(self) -> list[Outbox]:
        return self.store.write_now(lambda session: list(session.exec(select(Outbox).order_by(sa.text("id"))).all()))

    def states(self) -> list[OutboxState]:
        return [OutboxState(row.state) for row in self.rows()]
