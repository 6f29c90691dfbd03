"""Another token: tried before it is written down, never another bot's, and the file of settings is else as it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import errors
from bot.practice.world import World
from bot.settings import Settings
from bot.upkeep import tokens
from tests.practice.serving import Telegram, serving
from tests.upkeep.conftest import TOKEN

NEW = "4242:the-one-that-comes-next"
BEFORE = f'# Of this host.\nHEARBACK_PROGRAMME="Mare Street"\nHEARBACK_TOKEN={TOKEN}\nHEARBACK_TRIAL=1\n'


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Telegram]:
    """A Telegram that knows the bot by its new token."""
    world = World(offset_file=tmp_path / "offset")
    world.bot(NEW, first_name="Hearback", username="hearback_bot")
    async with serving(world) as served:
        yield served


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "hearback.env"
    made.write_text(BEFORE)
    made.chmod(0o600)
    return made


def renewed(settings: Settings, file: Path, token: str) -> str:
    """What the file says afterwards, and what was printed."""
    told = tokens.renew(settings, token, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert "systemctl restart hearback" in told and token not in told
    return file.read_text()


async def test_one_line_of_the_file_is_another(telegram: Telegram, on_sqlite: Settings, file: Path) -> None:
    here = on_sqlite.model_copy(update={"api_base": telegram.base})
    assert await asyncio.to_thread(renewed, here, file, NEW) == BEFORE.replace(TOKEN, NEW)


async def test_a_file_without_one_gets_one(telegram: Telegram, on_sqlite: Settings, file: Path) -> None:
    here = on_sqlite.model_copy(update={"api_base": telegram.base})
    await asyncio.to_thread(file.write_text, "HEARBACK_TRIAL=1")
    assert await asyncio.to_thread(renewed, here, file, NEW) == f"HEARBACK_TRIAL=1\nHEARBACK_TOKEN={NEW}\n"


@pytest.mark.parametrize("given", ["", "no token", "4243:of-another-bot", "4242:nobody-knows-this-one"])
async def test_a_wrong_one_changes_nothing_and_is_not_said_again(
    telegram: Telegram, on_sqlite: Settings, file: Path, given: str
) -> None:
    here = on_sqlite.model_copy(update={"api_base": telegram.base})
    with pytest.raises(errors.Permanent) as refused:
        await asyncio.to_thread(tokens.renew, here, given, file)
    assert await asyncio.to_thread(file.read_text) == BEFORE
    assert not given or given not in str(refused.value)
