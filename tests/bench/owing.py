"""Tellings owed to many chats at once, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.clock import Clock
from bot.store import outbox
from bot.store.updates import Telling, Update, Version
from bot.words import Lane, OutboxState, TellingState, UpdateKind
from tests.bench.senders import TEXT

TELLING: sa.Table = Telling.__table__  # type: ignore[attr-defined]


def version(programme_id: int, update: int, text: str, now: datetime) -> Version:
    """The English words of an update."""
    return Version(
        programme_id=programme_id, of="update", of_id=update, language="en", text=text, source_hash="", made_at=now
    )


def owe(session: Session, programme_id: int, chats: Sequence[int]) -> None:
    """Queue a new update, written in English, for each of these chats."""
    now = Clock().now()
    update = Update(
        programme_id=programme_id, kind=UpdateKind.CHANGED, source_language="en", source_hash="", made_at=now
    )
    session.add(update)
    session.flush()
    session.add(version(programme_id, update.number, TEXT, now))
    tellings = [
        {
            "programme_id": programme_id,
            "update_id": update.number,
            "chat_id": chat,
            "code": f"b{update.number}-{chat}",
            "state": TellingState.QUEUED,
            "state_at": now,
            "owed_at": now,
        }
        for chat in chats
    ]
    numbers = session.execute(sa.insert(TELLING).returning(TELLING.c.id, sort_by_parameter_order=True), tellings)
    what: dict[str, Any] = {"do": "say", "parts": [{"of": "update", "id": update.number}], "buttons": []}
    rows = [
        {
            "programme_id": programme_id,
            "chat_id": chat,
            "lane": int(Lane.TELLING),
            "state": OutboxState.WAITING,
            "what": what,
            "telling_id": telling,
            "is_repeat": False,
            "queued_at": now,
            "due_at": now,
            "attempts": 0,
            "state_at": now,
        }
        for chat, telling in zip(chats, numbers.scalars(), strict=True)
    ]
    session.execute(sa.insert(outbox.TABLE), rows)
    session.info[outbox.SAID] = True
