"""An upgrade and a new token, while people write: a backup is made, the process is stopped and another started."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.wire.street import TOKEN, Street
from tests.wire.test_killed_with_updates_waiting import INSIGHTS, nothing_waits, taken_in

pytestmark = pytest.mark.wire
WRITTEN = 40


@pytest.mark.parametrize("street", ["sqlite-polling", "postgres-webhook"], indirect=True)
async def test_nothing_is_lost_or_doubled_when_it_is_restarted_with_a_new_token(street: Street) -> None:
    phones = await street.champions(2)
    street.env["HEARBACK_BACKUPS"] = str(street.folder / "backups")

    async def write() -> None:
        for number in range(WRITTEN):
            await phones[number % 2].says(f"/tell Thing number {number}")
            await asyncio.sleep(0.05)

    writing = asyncio.create_task(write())
    await taken_in(street, 5)
    if street.database_url.startswith("sqlite"):
        made = json.loads(await street.prints("backup", "--json"))
        assert made["bytes"] > 0
    street.env["HEARBACK_TOKEN"] = f"{TOKEN.partition(':')[0]}:another-token-of-the-same-bot"
    await street.practice.call("POST", "bots", token=street.env["HEARBACK_TOKEN"])  # the old one is dead at once
    await asyncio.sleep(0.5)
    assert street.bot is not None and await street.bot.stop() == 0
    await street.start_bot()
    await writing
    await taken_in(street, WRITTEN)
    await nothing_waits(street)
    assert street.count(INSIGHTS) == street.count("SELECT count(DISTINCT words) FROM insight") == WRITTEN
    acknowledged = "SELECT count(*) FROM outbox WHERE lane = 0 AND insight_id IS NOT NULL AND state = 'sent'"
    assert street.count(acknowledged) == WRITTEN
    assert street.count("SELECT count(*) FROM programme") == 1
