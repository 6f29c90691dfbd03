"""How a running bot's database stands, read beside it."""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlmodel import col, select

from bot.store.chats import Chat, Purpose
from bot.store.conversations import Talking
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.words import Lane, OutboxState
from tests.wire.street import Street


class Standing:
    """Looks at a street's database by a connection of its own."""

    def __init__(self, street: Street) -> None:
        self.street, self.engine = street, street.engine

    def unsaid(self) -> int:
        """How much is due and not said yet, in chats that can be reached."""
        offset = float((self.street.folder / "clock").read_text() or 0)
        now = datetime.fromtimestamp(time.time() + offset, UTC)
        will_be_said_again = (col(Outbox.state) == OutboxState.UNCERTAIN) & (col(Outbox.lane) <= Lane.ALERT)
        due = (
            select(sa.func.count())
            .select_from(Outbox)
            .join(Chat, col(Chat.id) == col(Outbox.chat_id))
            .where(
                col(Outbox.state).in_((OutboxState.WAITING, OutboxState.SENDING)) | will_be_said_again,
                col(Outbox.due_at) <= now,
                col(Chat.unreachable_at).is_(None),
            )
        )
        with self.engine.connect() as connection:
            return int(connection.execute(due).scalar_one())

    def may_speak(self, chats: Collection[int]) -> bool:
        """Whether the bot may speak in one of these: not blocked there, and told what the chat is."""
        known = select(Chat.telegram_id).where(
            Chat.purpose != Purpose.UNKNOWN, col(Chat.unreachable_at).is_(None), col(Chat.telegram_id).in_(chats)
        )
        return self._is_any(known)

    def is_asked(self, person: int) -> bool:
        """Whether a conversation with somebody is open."""
        return self._is_any(
            select(Talking.id).join(Person, col(Person.id) == Talking.person_id).where(Person.telegram_id == person)
        )

    def _is_any(self, found: sa.Executable) -> bool:
        with self.engine.connect() as connection:
            return connection.execute(found).first() is not None
