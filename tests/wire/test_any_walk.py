"""Anything at all, over real HTTP: everybody is answered, and the bot falls over nothing."""

from __future__ import annotations

import os
import statistics
import time

import pytest

from tests.walker.steps import drawn
from tests.walker.transcript import told_on_failure
from tests.wire.street import IN_FULL, Street
from tests.wire.walker import Walk

pytestmark = pytest.mark.wire
SEED = int(os.environ.get("WALK_SEED", "1"))
SECONDS = float(os.environ.get("WALK_SECONDS", "6"))
AT_MOST = 100_000
ANSWERED_WITHIN_SECONDS = 2  # on a machine that has nothing else to do; here it is only counted


@pytest.mark.parametrize("street", IN_FULL, indirect=True)
async def test_any_walk_over_real_http(street: Street) -> None:
    walk = Walk(street)
    steps = drawn(SEED, min(AT_MOST, round(SECONDS * 20)))
    await walk.opens()
    until = time.monotonic() + SECONDS
    with told_on_failure(walk.written):
        for step in steps:
            if time.monotonic() > until:
                break
            await walk.take(step)
        await walk.closes()
    took = walk.seconds
    late = sum(seconds > ANSWERED_WITHIN_SECONDS for seconds in took)
    steps_taken = sum(not line.startswith(" ") for line in walk.written)
    spread = f"median {statistics.median(took):.3f} s, slowest {max(took):.3f} s, {late} late"
    print(f"\n{steps_taken} steps, {len(took)} answers: {spread}")
