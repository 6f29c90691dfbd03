"""A broadcast over real HTTP, against a Telegram that counts: as fast as allowed, never faster, replies in between."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from bot.courier.pace import Pace
from bot.language import own_words
from bot.store.chats import Chat, Purpose
from bot.store.outbox import Outbox
from bot.words import Lane, OutboxState
from tests.courier.conftest import Speak
from tests.courier.telegram import Answer, Call, Telegram, refuse
from tests.courier.test_pace import most_in_any
from tests.courier.world import World

GROUPS = 300
SCALE = 5.0


def fill(world: World) -> None:
    now = world.clock.now()
    what = {"do": "say", "parts": [{"text": own_words("The clinic opens on Monday.").to_json()}], "buttons": []}
    chats: dict[str, Any] = {"programme_id": 1, "purpose": Purpose.GROUP, "title": "", "seen_at": now}
    row: dict[str, Any] = {"programme_id": 1, "lane": Lane.TRUSTED, "state": OutboxState.WAITING, "what": what}
    row |= {"is_repeat": False, "queued_at": now, "due_at": now, "attempts": 0, "state_at": now}

    def work(session: Session) -> None:
        numbers = [{**chats, "telegram_id": -number} for number in range(1, GROUPS + 1)]
        ids = session.execute(sa.insert(Chat).returning(Chat.__table__.c.id), numbers).scalars().all()  # type: ignore[attr-defined]
        session.execute(sa.insert(Outbox), [{**row, "chat_id": chat} for chat in ids])

    world.store.write_now(work)


class Counting:
    """Answers 429 to whoever is faster than thirty in a window."""

    def __init__(self) -> None:
        self.refused = 0
        self._at: list[float] = []

    def __call__(self, call: Call) -> Answer | None:
        self._at = [at for at in self._at if at > call.at - 1 / SCALE] + [call.at]
        if len(self._at) <= 30:
            return None
        self.refused += 1
        return refuse(429, "Too Many Requests", retry_after=1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_broadcast_is_never_too_fast_and_replies_slip_in(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    counting = telegram.rule = Counting()
    telegram.seconds = 0.005
    fill(world)
    speaking = await speak(pace=Pace(SCALE))
    asked: dict[int, float] = {}
    for number in range(1, 6):
        calls = await telegram.called(len(telegram.calls) + 25)
        world.say(world.chat(1000 + number), "a reply")
        asked[1000 + number] = calls[-1].at
        speaking.courier.wake()
    await speaking.until_true(lambda: world.states().count(OutboxState.SENT) == GROUPS + 5)
    assert counting.refused == 0
    moments = [call.at for call in telegram.calls]
    assert most_in_any(moments, 1 / SCALE - 1e-6) <= 30
    times: Counter[int] = Counter()
    for call in telegram.calls:
        times[call.chat] += 1
        if call.chat in asked:
            assert call.at - asked[call.chat] < 1.0
    assert set(times.values()) == {1}


async def test_a_flooded_chat_starves_nobody(world: World, telegram: Telegram, speak: Speak) -> None:
    flooded, now = world.chat(1), world.clock.now()
    what = {"do": "say", "parts": [{"text": own_words("again").to_json()}], "buttons": []}
    row: dict[str, Any] = {"programme_id": 1, "lane": Lane.REPLY, "state": OutboxState.WAITING, "what": what}
    row |= {"is_repeat": False, "queued_at": now, "due_at": now, "attempts": 0, "state_at": now, "chat_id": flooded}
    world.store.write_now(lambda session: session.execute(sa.insert(Outbox), [row] * 1000))
    world.say(world.chat(2), "a reply")
    world.say(world.chat(-3, Purpose.GROUP), "trusted", Lane.TRUSTED)
    speaking = await speak()
    await speaking.until_true(lambda: {2, -3} <= {call.chat for call in telegram.calls})
    assert len(telegram.texts(1)) < 100
