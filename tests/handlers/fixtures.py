"""The town that tests of several rooms play in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.handlers import intake
from bot.loop import joining
from bot.store.session import Store
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries of a poisoned update nobody waits."""
    monkeypatch.setattr(intake, "BETWEEN_TRIES_SECONDS", 0)


@pytest.fixture
def with_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The staff of every town get the digest of each working day."""
    monkeypatch.setattr(Town, "has_digest", True)


@pytest.fixture
def each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a group hears within an hour does not become one message."""
    monkeypatch.setattr(joining, "_after_the_last", lambda _work, _telling: None)


@pytest.fixture
def town(sqlite_url: str, open_store: Callable[[str], Store]) -> Town:
    """A town on an SQLite file."""
    return Town(open_store(sqlite_url))


@pytest.fixture
def town_on_both(store: Store) -> Town:
    """A town on either database in turn."""
    return Town(store)


@pytest.fixture
async def room(town: Town) -> int:
    """The staff room."""
    return await town.room()


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    """An administrator."""
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def samina(town: Town, room: int) -> Phone:
    """A champion who reads English."""
    return await town.champion("Samina")
