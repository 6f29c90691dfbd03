"""What must hold of the database after every step, whoever did what: nothing set aside, nothing half-saved."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.store.chats import Purpose
from bot.talk import Conversation

TABLES = SQLModel.metadata.tables
NEVER = ("nobody here makes files", "too large")
MOST_OF_A_CONVERSATION = 100_000


class Rows:
    """Looks at the tables again and again; what was told since the last look is looked at more closely."""

    def __init__(self, flows: Container[str], programme_id: int = 1) -> None:
        self._flows, self._programme = flows, programme_id
        self._newest = 0

    def broken(self, connection: sa.Connection) -> list[str]:
        """What is wrong, in words; nothing where all is well."""
        return [
            *self._set_aside(connection),
            *self._dangling(connection),
            *self._unreadable(connection),
            *self._half_told(connection),
            *self._unsayable(connection),
        ]

    def _set_aside(self, connection: sa.Connection) -> Iterator[str]:
        for row in connection.execute(self._ours("set_aside")).mappings():
            yield f"update {row['update_id']} was set aside: {row['why']}"

    def _dangling(self, connection: sa.Connection) -> Iterator[str]:
        if connection.dialect.name == "sqlite":  # PostgreSQL refuses such a row by itself
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield f"a row of {row[0]} points at a row of {row[2]} that is not there"

    def _unreadable(self, connection: sa.Connection) -> Iterator[str]:
        for row in connection.execute(self._ours("conversation")).mappings():
            conversation = Conversation.from_json(row["state"])
            if conversation.flow not in self._flows or conversation.to_json() != row["state"]:
                yield f"the conversation {row['id']} cannot be read: {conversation.flow}"
            if len(json.dumps(row["state"])) > MOST_OF_A_CONVERSATION:
                yield f"the conversation {row['id']} grows without end"

    def _unsayable(self, connection: sa.Connection) -> Iterator[str]:
        rows = TABLES["outbox"].c
        never = self._ours("outbox").where(rows.why.startswith("cannot be put into words") | rows.why.in_(NEVER))
        for row in connection.execute(never).mappings():
            yield f"row {row['id']} of the outbox could not be said ({row['why']}): {json.dumps(row['what'])[:300]}"

    def _half_told(self, connection: sa.Connection) -> Iterator[str]:
        """Each new insight was promised a first word, said back, and shown to staff, in one with its being kept."""
        outbox = TABLES["outbox"]
        new = self._ours("insight").where(TABLES["insight"].c.id > self._newest).order_by(TABLES["insight"].c.id)
        room = self._ours("chat").where(TABLES["chat"].c.purpose == Purpose.STAFF_ROOM).limit(1)
        has_room = connection.execute(room).first() is not None
        for number in connection.execute(new).scalars().all():
            self._newest = number
            if not _is_any(connection, "promise", about="insight", about_id=number):
                yield f"H-{number} was kept, and nothing is promised"
            said = sa.select(outbox.c.what).where(outbox.c.insight_id == number)
            if not any(f'"H-{number}"' in json.dumps(what) for what in connection.execute(said).scalars()):
                yield f"H-{number} was kept, and nobody was told so"
            if has_room and not _is_any(connection, "card", about="insight", about_id=number):
                yield f"H-{number} was kept, and staff have no card of it"

    def _ours(self, table: str) -> sa.Select[Any]:
        return sa.select(TABLES[table]).where(TABLES[table].c.programme_id == self._programme)


def _is_any(connection: sa.Connection, table: str, **where: object) -> bool:
    columns = TABLES[table].c
    found = sa.select(columns.id).where(*[columns[name] == value for name, value in where.items()]).limit(1)
    return connection.execute(found).first() is not None
