"""The line to Telegram: whoever has waited for a connection is asked once more whether it may still speak.

A process can be stopped while a call waits for its connection, and go on long after another courier took over. So the
last question comes when the connection is there; after it only the bytes are written.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientConnectionError, TCPConnector
from aiohttp.connector import Connection

may_still: ContextVar[Callable[[], bool]] = ContextVar("may_still", default=lambda: True)
"""Of the call that is being made: whether it may still be made."""


class MayNoLonger(ClientConnectionError):
    """Nothing was written: while it waited for the connection, the call stopped being ours to make."""


class LastLook(TCPConnector):
    """A connector that hands out a connection only to a call that may still be made."""

    async def connect(self, *args: Any, **kwargs: Any) -> Connection:
        """As the connector does; raises `MayNoLonger`, and the connection is free for others."""
        connection = await super().connect(*args, **kwargs)
        if may_still.get()():
            return connection
        connection.release()
        raise MayNoLonger


class Line(AiohttpSession):
    """aiogram's session, on the Bot API server of this address."""

    def __init__(self, api_base: str) -> None:
        super().__init__(api=TelegramAPIServer.from_base(api_base))
        self._connector_type = LastLook
