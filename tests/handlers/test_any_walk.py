"""Whatever anybody does in whatever order: answered, nothing half-saved, no dead button, nothing sent unseen."""

from __future__ import annotations

import asyncio
import itertools
import os

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bot.store.session import Store
from tests.handlers.town import LANGUAGES
from tests.handlers.walk import Walk
from tests.walker.steps import STEP, Step
from tests.walker.transcript import told_on_failure

WALKS = int(os.environ.get("WALKS", "4"))
SEED = int(os.environ.get("WALK_SEED", "1"))
DATABASE = os.environ.get("WALK_DATABASE", "sqlite")
STEPS = 40
SAME_EACH_TIME = settings(
    max_examples=WALKS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
)
numbers = itertools.count()


def test_any_walk_leaves_nobody_in_silence_and_nothing_half_done(request: pytest.FixtureRequest) -> None:
    store = Store(request.getfixturevalue(f"{DATABASE}_url"), durable=False)

    @seed(SEED)
    @SAME_EACH_TIME
    @given(st.sampled_from(LANGUAGES.offered), st.lists(STEP, min_size=STEPS, max_size=STEPS))
    def walked(language: str, steps: list[Step]) -> None:
        asyncio.run(walk(Walk(store, language, next(numbers)), steps))

    try:
        walked()
    finally:
        store.close()


async def walk(walking: Walk, steps: list[Step]) -> None:
    """Each walk is a programme of its own, in one database: what one does, no other sees."""
    await walking.opens()
    with told_on_failure(walking.written):
        for step in steps:
            await walking.take(step)
