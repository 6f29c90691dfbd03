"""Waking by PostgreSQL's LISTEN, when another process put something into the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import psycopg
import sqlalchemy as sa
import structlog

from bot.store.session import NOTIFY_CHANNEL

RECONNECT_SECONDS = 2.0

_log = structlog.get_logger(__name__)


async def listen(url: sa.URL, wake: Callable[[], None]) -> None:
    """Call `wake` at every notification, on a connection of its own, until cancelled."""
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        try:
            await _hear(address, wake)
        except psycopg.Error as error:
            _log.warning("courier_listen_failed", error=type(error).__name__)
        await asyncio.sleep(RECONNECT_SECONDS)


async def _hear(address: str, wake: Callable[[], None]) -> None:
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute(f"LISTEN {NOTIFY_CHANNEL}")
        wake()
        async for _notification in connection.notifies():
            wake()
