"""The floor and the peers of taking an update in: what the same libraries do without Hearback."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import psycopg
import sqlalchemy as sa
from aiogram import Bot, Dispatcher, Router
from aiogram.types import Message
from sqlmodel import Session, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.chats import Chat, Purpose
from bot.store.conversations import Talking
from bot.store.insights import Card, Insight
from bot.store.intake import Taken
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.promises import Promise
from tests.bench.places import TOKEN
from tests.bench.telegram import SilentTelegram

WHAT = {"do": "say", "parts": [{"text": {"m": "Thank you. I have kept this as {reference}."}}], "buttons": []}


NOTED, SAID = sa.insert(Taken.__table__), sa.insert(Outbox.__table__)  # type: ignore[attr-defined]
WHO = sa.select(col(Person.id), col(Person.chat_id)).where(
    col(Person.programme_id) == 1, col(Person.telegram_id) == sa.bindparam("number")
)


class Echo:
    """A bare aiogram bot that says back what it hears; nothing is stored."""

    def __init__(self) -> None:
        self._bot = Bot(TOKEN, session=SilentTelegram())
        self._dispatcher = Dispatcher(disable_fsm=True)
        router = Router()
        router.message.register(_say_back)
        self._dispatcher.include_router(router)

    async def take(self, body: bytes) -> None:
        await self._dispatcher.feed_raw_update(self._bot, json.loads(body))


async def _say_back(message: Message) -> None:
    await message.answer(message.text or "-")


def _rows(raw: dict[str, Any], person: Person, room: Chat, now: datetime) -> list[Any]:
    """What telling something leaves in the database, as objects; the insight first."""
    message = raw["message"]
    insight = Insight(
        programme_id=1,
        person_id=person.id,
        language="en",
        words=message["text"],
        media=[],
        source_chat_id=person.chat_id,
        source_message_id=message["message_id"],
        told_at=now,
        first_word_by=now,
    )
    promise = Promise(programme_id=1, kind="first_word", about="insight", about_id=0, due_at=now)
    said = [
        Outbox(
            programme_id=1,
            chat_id=chat or 0,
            lane=lane,
            state="waiting",
            what=WHAT,
            queued_at=now,
            due_at=now,
            state_at=now,
        )
        for chat, lane in ((room.id, 1), (person.chat_id, 0))
    ]
    return [insight, promise, *said]


class Orm:
    """The same rows by the ORM in its plainest use, in one thread or on an async session."""

    def in_one_thread(self, engine: sa.Engine, body: bytes) -> None:
        raw = json.loads(body)
        with Session(engine) as session:
            now = self._begin(session, raw)
            person = session.exec(select(Person).where(Person.telegram_id == raw["message"]["from"]["id"])).one()
            session.exec(select(Talking).where(Talking.person_id == person.id)).first()
            room = session.exec(select(Chat).where(Chat.purpose == Purpose.STAFF_ROOM)).one()
            insight, promise, card, *more = _rows(raw, person, room, now)
            session.add(insight)
            session.flush()
            promise.about_id = insight.id
            session.add_all([promise, card, *more])
            session.flush()
            session.add(
                Card(programme_id=1, about="insight", about_id=insight.id or 0, outbox_id=card.id, shown_at=now)
            )
            session.commit()

    async def on_async_session(self, session: AsyncSession, body: bytes) -> None:
        raw = json.loads(body)
        async with session:
            now = self._begin(session, raw)
            known = select(Person).where(Person.telegram_id == raw["message"]["from"]["id"])
            person = (await session.exec(known)).one()
            (await session.exec(select(Talking).where(Talking.person_id == person.id))).first()
            room = (await session.exec(select(Chat).where(Chat.purpose == Purpose.STAFF_ROOM))).one()
            insight, promise, card, *more = _rows(raw, person, room, now)
            session.add(insight)
            await session.flush()
            promise.about_id = insight.id
            session.add_all([promise, card, *more])
            await session.flush()
            session.add(
                Card(programme_id=1, about="insight", about_id=insight.id or 0, outbox_id=card.id, shown_at=now)
            )
            await session.commit()

    @staticmethod
    def _begin(session: Any, raw: dict[str, Any]) -> datetime:
        now = datetime.now(UTC)
        session.add(Taken(programme_id=1, update_id=raw["update_id"], taken_at=now))
        return now


def three_statements(session: Session, body: bytes) -> None:
    """The least that an update costs through SQLAlchemy: noted once, who wrote, and what is to be said."""
    raw, now, connection = json.loads(body), datetime.now(UTC), session.connection()
    connection.execute(NOTED, {"programme_id": 1, "update_id": raw["update_id"], "taken_at": now})
    found = connection.execute(WHO, {"number": raw["message"]["from"]["id"]}).one()
    moments = dict.fromkeys(("queued_at", "due_at", "state_at"), now)
    said = {"programme_id": 1, "chat_id": found.chat_id, "lane": 0, "state": "waiting", "what": WHAT, "attempts": 0}
    connection.execute(SAID, {**said, **moments, "is_repeat": False})


async def by_hand(connection: psycopg.AsyncConnection[Any], body: bytes) -> None:
    """The same rows by SQL written by hand: nothing between it and the driver."""
    raw = json.loads(body)
    message, now, what = raw["message"], datetime.now(UTC), json.dumps(WHAT)
    async with connection.transaction():
        await connection.execute(
            "INSERT INTO taken (programme_id, update_id, taken_at) VALUES (1, %s, %s) ON CONFLICT DO NOTHING",
            (raw["update_id"], now),
        )
        found = await connection.execute(
            "SELECT p.id, p.chat_id, c.id, (SELECT id FROM chat WHERE purpose = 'staff_room' LIMIT 1)"
            " FROM person p LEFT JOIN conversation c ON c.person_id = p.id"
            " WHERE p.programme_id = 1 AND p.telegram_id = %s FOR UPDATE OF p",
            (message["from"]["id"],),
        )
        person, chat, _talking, room = await found.fetchone() or (0, 0, 0, 0)
        made = await connection.execute(
            "INSERT INTO insight (programme_id, person_id, in_private, language, words, media, source_chat_id,"
            " source_message_id, told_at, first_word_by) VALUES (1, %s, true, 'en', %s, '[]', %s, %s, %s, %s)"
            " RETURNING id",
            (person, message["text"], chat, message["message_id"], now, now),
        )
        (insight,) = await made.fetchone() or (0,)
        await connection.execute(
            "INSERT INTO promise (programme_id, kind, about, about_id, due_at)"
            " VALUES (1, 'first_word', 'insight', %s, %s)",
            (insight, now),
        )
        said = await connection.execute(
            "INSERT INTO outbox (programme_id, chat_id, lane, state, what, is_repeat, queued_at, due_at, attempts,"
            " state_at) VALUES (1, %(room)s, 1, 'waiting', %(what)s, false, %(now)s, %(now)s, 0, %(now)s),"
            " (1, %(chat)s, 0, 'waiting', %(what)s, false, %(now)s, %(now)s, 0, %(now)s) RETURNING id",
            {"room": room, "chat": chat, "what": what, "now": now},
        )
        (card,) = await said.fetchone() or (0,)
        await connection.execute(
            "INSERT INTO card (programme_id, about, about_id, outbox_id, shown_at) VALUES (1, 'insight', %s, %s, %s)",
            (insight, card, now),
        )
