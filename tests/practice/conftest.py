from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.practice import acts
from bot.practice.world import World
from tests.practice.serving import TOKEN, Telegram, serving


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two people, a bot, and no limits."""
    world = World(offset_file=tmp_path / "offset")
    world.bot(TOKEN, first_name="Hearback", username="hearback_bot")
    world.person("Ana", language_code="pl", id=1001)
    world.person("Bo", last_name="Li", username="bo_li", id=1002)
    world.limits.change(flood=False)
    return world


@pytest.fixture
async def telegram(world: World) -> AsyncIterator[Telegram]:
    async with serving(world) as served:
        yield served


@pytest.fixture
async def started(telegram: Telegram) -> Telegram:
    """Ana has pressed *Start*, and the bot has taken note of it."""
    acts.start(telegram.world, telegram.world.people[1001], telegram.world.the_bot())
    telegram.world.the_bot().inbox.clear()
    return telegram
