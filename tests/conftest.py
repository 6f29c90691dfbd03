"""The database that tests of several rooms run on: each test twice, on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import migrate
from bot.store.session import Store
from tests.postgres import Databases
from tests.wire.processes import Nursery


def pytest_collection_finish() -> None:
    """All that was imported stays: not looking through it again and again saves a fifteenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def make_tables(url: str) -> None:
    engine = sa.create_engine(url)
    migrate.upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Databases:
    """PostgreSQL, started when the first test asks for it."""
    return Databases(make_tables)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An SQLite file of one's own, with all tables and no rows."""
    path = tmp_path / "hearback.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: Databases) -> Iterator[str]:
    """A PostgreSQL database of one's own, with all tables and no rows."""
    with postgres.fresh() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of one's own, on either engine in turn."""
    kind = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(kind))


_FIRST: dict[str, sa.Dialect] = {}
_COMPILED: dict[Any, Any] = {}


def keep_compiled(store: Store) -> Store:
    """What SQLAlchemy compiled for one test serves the next: it keeps statements by dialect, one an engine."""
    for engine in (store.engine, store._reading):
        with engine.connect():
            engine.dialect = _FIRST.setdefault(engine.dialect.name, engine.dialect)
        engine.update_execution_options(compiled_cache=_COMPILED)
    return store


@pytest.fixture
def open_store() -> Iterator[Callable[[str], Store]]:
    """Opens stores, and closes them after the test."""
    opened: list[Store] = []

    def open_one(url: str) -> Store:
        opened.append(keep_compiled(Store(url, durable=False)))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(database_url: str, open_store: Callable[[str], Store]) -> Store:
    """A store on either engine in turn."""
    return open_store(database_url)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where real processes of Hearback are started from."""
    made = Nursery()
    yield made
    made.close()
