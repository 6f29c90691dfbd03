"""Somebody who writes a thousand messages a minute: what it costs the others."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator

from bot.handlers.flood import Gate
from bot.handlers.intake import Intake
from tests.bench.brought import tells
from tests.bench.figures import Figure, as_a_running_bot, interleaved_async, percentile
from tests.bench.places import FIRST_PERSON, Engines, Place, place

ROUNDS, A_ROUND = 6, 40
SPAM_TO_ONE = 10
LOUD = FIRST_PERSON + 9


def beside_a_flood(engines: Engines) -> Iterator[Figure]:
    """The others' answers on SQLite while one person floods, beside the same without: through the gate, and without."""
    with engines.sqlite() as url, place(url) as ours:
        yield asyncio.run(_measured(ours))


async def _measured(ours: Place) -> Figure:
    gated = Intake(ours.intake._reception, ours.intake._bot, ours.conversations, Gate(scale=1_000))
    shut = Gate()
    flooded = Intake(ours.intake._reception, ours.intake._bot, ours.conversations, shut)
    now = ours.intake._reception.clock.now()
    while shut.judge(json.loads(tells(LOUD)), now).is_open:
        pass
    measures = (_round(gated, None), _round(gated, flooded), _round(gated, gated))
    for measure in measures:
        await measure()
    with as_a_running_bot():
        found = await interleaved_async(ROUNDS, *measures)
    calm, gate, none = (percentile([second for one in rounds for second in one], 95) * 1000 for rounds in found)
    peers = {"without a gate": none}
    return Figure("others' answers beside a flood, p95", gate, calm, "ms", "SQLite FULL", peers, "≤ 1.2")


def _round(others: Intake, loud: Intake | None):
    """Seconds from an other's message to its being taken in, with ten of the loud one's in the queue before each."""
    count = iter(range(10**9))

    async def measure() -> list[float]:
        seconds = []
        for _time in range(A_ROUND):
            spam = [json.loads(tells(LOUD)) for _one in range(SPAM_TO_ONE)]
            calm = json.loads(tells(FIRST_PERSON + next(count) % 8))
            started = time.perf_counter()
            waiting = [asyncio.create_task(loud.take(raw)) for raw in spam] if loud else []
            await others.take(calm)
            seconds.append(time.perf_counter() - started)
            await asyncio.gather(*waiting)
        return seconds

    return measure
