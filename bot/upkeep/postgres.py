"""PostgreSQL's own tools: pg_dump, pg_restore and psql, of the server's version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from bot import build, errors
from bot.settings import Settings
from bot.upkeep.progress import Tell

CONNECT_SECONDS = 10
_TABLE = re.compile(r"(?:dumping contents of|processing data for) table", re.ASCII)
_VERSION = re.compile(r"\) (\d+)", re.ASCII)


def dump(settings: Settings, part: Path, tell: Tell) -> str:
    """Write the whole database to a file; returns the revision of its tables."""
    url = sa.make_url(settings.database_url)
    server, revision = _asked(url)
    command = [_tool("pg_dump", server), "--format=custom", "--no-owner", "--no-privileges", "--verbose"]
    _run([*command, "--file", str(part), "--dbname", _address(url)], url, tell)
    return revision


def load(settings: Settings, dumped: Path, tell: Tell) -> None:
    """Put a dump in the place of all that is there: in one transaction, so that it is done or not at all."""
    url = sa.make_url(settings.database_url)
    server, _revision = _asked(url)
    restore, psql = _tool("pg_restore", server), _tool("psql", server)
    script = dumped.with_name(f".script-{os.getpid()}.sql")
    script.touch(mode=0o600)
    try:
        _run([restore, "--no-owner", "--no-privileges", "--verbose", "--file", str(script), str(dumped)], url, tell)
        clear = [one for statement in _clearing(url) for one in ("--command", statement)]
        quiet = ["--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1"]
        _run([psql, *quiet, *clear, "--file", str(script), "--dbname", _address(url)], url, tell)
    finally:
        script.unlink(missing_ok=True)


def _clearing(url: sa.URL) -> list[str]:
    """What makes room: every table of the schema that Hearback lives in, and what hangs on them."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            tables = sa.inspect(connection).get_table_names()
            quoted = [engine.dialect.identifier_preparer.quote(name) for name in tables]
    finally:
        engine.dispose()
    dropped = [f"DROP TABLE IF EXISTS {', '.join(quoted)} CASCADE"] if quoted else []
    return [*dropped, "DROP FUNCTION IF EXISTS audit_is_for_ever() CASCADE"]


def _asked(url: sa.URL) -> tuple[int, str]:
    """The server's major version, and the revision of the tables ("" where there are none)."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
            if not sa.inspect(connection).has_table("alembic_version"):
                return version, ""
            return version, str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")
    except DBAPIError as error:
        raise build.no_database(error) from error
    finally:
        engine.dispose()


def _engine(url: sa.URL) -> sa.Engine:
    given = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    return sa.create_engine(url, poolclass=sa.NullPool, hide_parameters=True, connect_args=given)


def _tool(name: str, server: int) -> str:
    """Where one of the tools is, of the server's version or a newer one."""
    found, mend = shutil.which(name), f"install PostgreSQL's client tools: the package postgresql-client-{server}"
    if found is None:
        raise errors.Permanent(f"{name} is not on this machine; {mend}.")
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    version = _VERSION.search(told)
    if version is None or int(version[1]) < server:
        mine = version[1] if version else "unknown"
        raise errors.Permanent(f"{name} here is of version {mine}, the server of {server}; {mend}.")
    return found


def _run(command: list[str], url: sa.URL, tell: Tell) -> None:
    """Run a tool to its end. The password goes by the environment, as others may see what a process was called with."""
    env = {**os.environ, "PGPASSWORD": url.password or "", "PGCONNECT_TIMEOUT": str(CONNECT_SECONDS), "LC_ALL": "C"}
    if url.password is None:
        del env["PGPASSWORD"]
    tables, done, last = len(SQLModel.metadata.tables), 0, ""
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as tool:
        assert tool.stderr is not None
        for line in tool.stderr:
            done += _TABLE.search(line) is not None
            tell(done, tables)
            last = line.strip() if "error:" in line or "ERROR:" in line else last
    if tool.returncode:
        name = Path(command[0]).name
        raise errors.Permanent(
            f"{name} ended with {tool.returncode}; nothing was changed. {_without_rows(last)}".strip()
        )


def _without_rows(line: str) -> str:
    """What a tool complained of, without the values that it may name."""
    return re.split(r"DETAIL|CONTEXT|=\(", line)[0][:200]


def _address(url: sa.URL) -> str:
    """As the tools of PostgreSQL take it, without the password."""
    return url._replace(drivername="postgresql", password=None).render_as_string(hide_password=False)
