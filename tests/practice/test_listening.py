"""Answers leave at once: nothing is kept back until the other side has said that it got the part before it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import pytest

from bot import running, settings
from bot.web.practice_app import listening


def of_hearback() -> socket.socket:
    return running.listens(settings.load(port="0"))


@pytest.mark.parametrize("opens", [listening, of_hearback])
async def test_no_answer_waits_for_a_sign_that_the_one_before_it_came(opens: Callable[[], socket.socket]) -> None:
    came: asyncio.Queue[int] = asyncio.Queue()

    def accepted(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.put_nowait(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    opened = opens()
    async with await asyncio.start_server(accepted, sock=opened):
        _reader, writer = await asyncio.open_connection("127.0.0.1", opened.getsockname()[1])
        async with asyncio.timeout(20):
            assert await came.get()
        writer.close()
