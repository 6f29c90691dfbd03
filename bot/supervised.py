"""Telling systemd how it goes, where it is systemd that has started this process."""

from __future__ import annotations

import asyncio
import os
import socket

MICRO = 1_000_000


def tell(*words: str) -> None:
    """Send a word such as `READY=1`; nothing happens where nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        try:
            line.sendto("\n".join(words).encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError:
            return


async def keep_telling() -> None:
    """While the loop goes round, systemd hears so, twice in the time after which it would restart this process."""
    within = int(os.environ.get("WATCHDOG_USEC", "0")) / MICRO
    while within:
        tell("WATCHDOG=1")
        await asyncio.sleep(within / 2)
