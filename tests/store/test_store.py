"""What the store does where the database does not answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from bot import errors
from bot.store import session as session_module
from bot.store.session import STATEMENT_SECONDS, Store

LOCKED = "LOCK TABLE lease IN ACCESS EXCLUSIVE MODE"


def setting(name: str) -> Callable[[Session], str]:
    return lambda session: str(session.execute(sa.text(f"SHOW {name}")).scalar_one())


@pytest.mark.postgres
async def test_no_statement_lasts_for_ever_and_readers_cannot_write(
    postgres_url: str, open_store: Callable[[str], Store]
) -> None:
    store = open_store(postgres_url)
    for does in (store.read, store.write):
        assert await does(setting("statement_timeout")) == f"{STATEMENT_SECONDS}s"
    assert await store.read(setting("default_transaction_read_only")) == "on"
    assert await store.write(setting("default_transaction_read_only")) == "off"


@pytest.mark.postgres
async def test_closing_does_not_wait_for_a_database_that_does_not_answer(postgres_url: str) -> None:
    store, engine = Store(postgres_url), sa.create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(sa.text(LOCKED))
        waiting = asyncio.ensure_future(store.write(lambda session: session.execute(sa.text("SELECT * FROM lease"))))
        await asyncio.sleep(0.3)
        started = time.monotonic()
        assert not store.close()
        assert time.monotonic() - started < 4
        others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE :q"
        )
        connection.execute(sa.text(others), {"q": "SELECT * FROM lease%"})
    with pytest.raises(errors.Temporary):
        await waiting
    engine.dispose()
    assert store.close()


@pytest.mark.postgres
async def test_what_ends_after_closing_leaves_no_connection_open(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "CLOSE_SECONDS", 0.1)
    store, opened = Store(postgres_url), list[Any]()
    sa.event.listen(store.engine, "connect", lambda connection, _record: opened.append(connection))
    slow = asyncio.ensure_future(store.write(lambda session: session.execute(sa.text("SELECT pg_sleep(1)"))))
    await asyncio.sleep(0.3)
    assert not store.close()
    await slow
    assert opened
    for _try in range(50):
        if all(connection.closed for connection in opened):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("a connection is open still")
