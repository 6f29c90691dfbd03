"""`hearback export`, `hearback import`: all rows of a programme as text, to move from one kind of database to another.

A file is gzipped lines of JSON: a head, then `[table, row]` for each row in the order of tables and numbers, then an
end with how many there were and their digest. The same rows make the same lines on either kind of database.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from bot import build, errors
from bot.settings import Settings
from bot.store import migrate
from bot.store.columns import Moment
from bot.store.programme import Programme
from bot.store.session import Store
from bot.upkeep import progress, shelf
from bot.upkeep.progress import Tell

FORMAT = "hearback-export-1"
HEAD, END = "head", "end"
AT_ONCE = 1_000
NO_EXPORT = "{path} is no export of Hearback, or not all of one."
Row = dict[str, Any]
Rows = Iterator[tuple[str, Row]]


@dataclass(slots=True)
class Moved:
    """What was written to a file, or read from one."""

    file: str
    rows: int
    sha256: str
    tables: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """For a script."""
        return asdict(self)

    def line(self) -> str:
        """For a person."""
        return f"{self.file}: {self.rows:,} rows of {len(self.tables)} tables, digest {self.sha256[:12]}."


@dataclass(slots=True)
class _Count:
    """Counts and digests rows as they go by."""

    tables: dict[str, int] = field(default_factory=dict)
    seen: Any = field(default_factory=hashlib.sha256)

    def lines(self, rows: Rows) -> Iterator[str]:
        for table, row in rows:
            line = json.dumps([table, row], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            self.tables[table] = self.tables.get(table, 0) + 1
            self.seen.update(line.encode())
            yield line

    @property
    def end(self) -> Row:
        return {"rows": sum(self.tables.values()), "sha256": self.seen.hexdigest()}


def write(settings: Settings, path: Path, tell: Tell = progress.silent) -> Moved:
    """Write every row of this bot's programme to a file, as they stand at one moment; Hearback may run meanwhile."""
    if settings.token is None:
        raise errors.WrongSetting("HEARBACK_TOKEN is not set: a database may hold several bots.")
    store, count = build.database(settings), _Count()
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.touch(mode=0o600)
        with _snapshot(store) as connection, part.open("wb") as raw, _zipped(raw) as file:
            number = _number(connection, settings)
            revision = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
            made = f"{datetime.now(UTC):{shelf.STAMP}}"
            file.write(_line(HEAD, {"format": FORMAT, "revision": revision, "made": made}))
            for text in count.lines(_read(connection, number, tell)):
                file.write(f"{text}\n".encode())
            file.write(_line(END, count.end))
        shelf.sync(part)
        part.replace(path)
    except OSError as error:
        raise errors.WrongSetting(f"{path} cannot be written ({type(error).__name__}).") from error
    finally:
        part.unlink(missing_ok=True)
        store.close()
    return Moved(str(path), tables=count.tables, **count.end)


def read(settings: Settings, path: Path, tell: Tell = progress.silent) -> Moved:
    """Put every row of a file into a database that holds no programme yet: all of them, or none.

    What stands there then is read again and compared, before it is committed.
    """
    store, there = build.database(settings), _Count()
    try:
        with store.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
            if connection.execute(sa.select(sa.func.count()).select_from(_tables()["programme"])).scalar_one():
                raise errors.Permanent("There is a programme in this database already: an import wants an empty one.")
            total = path.stat().st_size
            with path.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as file:
                end = _fill(connection, _checked(path, file, lambda: tell(raw.tell(), total)))
            for _text in there.lines(_read(connection, None, progress.silent)):
                pass
            if there.end != end:
                raise errors.Permanent(f"What was read from {path} is not what stands there; nothing was kept.")
    except (OSError, EOFError, UnicodeDecodeError, KeyError) as error:
        raise errors.Permanent(NO_EXPORT.format(path=path)) from error
    except DBAPIError as error:
        raise errors.Permanent(f"{path} does not fit this database; nothing was kept.") from error
    finally:
        store.close()
    return Moved(str(path), tables=there.tables, **there.end)


def _zipped(raw: BinaryIO) -> gzip.GzipFile:
    return gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0)


def _snapshot(store: Store) -> sa.Connection:
    """A connection that sees how everything stood at one moment."""
    engine = store.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
        return engine.connect()
    # BEGIN IMMEDIATE would keep a running Hearback from writing.
    return sa.create_engine(store.url, poolclass=sa.NullPool, hide_parameters=True).connect()


def _number(connection: sa.Connection, settings: Settings) -> int:
    programme = _tables()["programme"]
    key = (settings.token.get_secret_value() if settings.token else "").partition(":")[0]
    found = connection.execute(sa.select(programme.c.id).where(programme.c.bot_key == key)).scalar()
    if found is None:
        raise errors.Permanent("This bot has no programme in the database yet: Hearback has never run with its token.")
    return int(found)


def _tables() -> dict[str, sa.Table]:
    """Every table, those that others refer to first."""
    ordered = sorted(SQLModel.metadata.tables.values(), key=lambda table: table.name)
    done: dict[str, sa.Table] = {}
    while ordered:
        ready = [one for one in ordered if _waits_for(one) <= {*done, one.name}]
        for table in ready or ordered[:1]:
            done[table.name] = table
            ordered.remove(table)
    return done


def _waits_for(table: sa.Table) -> set[str]:
    """The tables whose rows must be there before; what may be filled in later does not count."""
    return {key.column.table.name for key in table.foreign_keys if not key.parent.nullable}


def _read(connection: sa.Connection, programme: int | None, tell: Tell) -> Rows:
    """Every row, of one programme or of all."""
    tables = _tables()
    for at, (name, table) in enumerate(tables.items()):
        tell(at, len(tables))
        wanted = sa.select(*(_raw(column, connection) for column in table.columns))
        if programme is not None:
            wanted = wanted.where((table.c.id if table is Programme.__table__ else table.c.programme_id) == programme)  # type: ignore[attr-defined]
        found = connection.execution_options(yield_per=AT_ONCE).execute(wanted.order_by(*table.primary_key.columns))
        for row in found.mappings():
            yield name, {key: _as_text(value) for key, value in row.items()}


def _raw(column: sa.Column[Any], connection: sa.Connection) -> sa.ColumnElement[Any]:
    """A column as it is read; JSON as the very text of it, so that nothing becomes something else on the way."""
    if not isinstance(column.type, sa.JSON):
        return column
    if connection.dialect.name == "postgresql":
        return sa.cast(column, sa.Text).label(column.name)
    return sa.type_coerce(column, sa.Text).label(column.name)


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _checked(path: Path, lines: Iterable[str], tell: Any) -> Rows:
    """The lines of a file, where it is one, of this version; the last one is its end."""
    try:
        for at, line in enumerate(lines):
            name, row = json.loads(line)
            if at == 0 and (name != HEAD or row.get("format") != FORMAT):
                break
            if at == 0 and row["revision"] != migrate.head():
                raise errors.Permanent(
                    f"{path} was written by another version of Hearback: bring both to the same one first."
                )
            if at % AT_ONCE == 0:
                tell()
            yield name, row
            if name == END:
                return
    except (ValueError, TypeError, AttributeError) as error:
        raise errors.Permanent(NO_EXPORT.format(path=path)) from error
    raise errors.Permanent(NO_EXPORT.format(path=path))


def _fill(connection: sa.Connection, rows: Rows) -> Row:
    """Insert what comes; references to rows that come later are filled in at the end. Returns the file's end."""
    tables, later, end = _tables(), list[tuple[sa.Table, Row, Row]](), Row()
    put_off = {name: _put_off(table, list(tables)) for name, table in tables.items()}
    for name, of_one in groupby(rows, key=lambda one: one[0]):
        if name in (HEAD, END):
            end = next(of_one)[1]
            continue
        table = tables[name]
        insert = table.insert().values({column.name: _bound(column, connection) for column in table.columns})
        while some := list(islice(of_one, AT_ONCE)):
            connection.execute(insert, [_first(table, row, put_off[name], later) for _name, row in some])
    for table, key, values in later:
        mine = [table.c[name] == value for name, value in key.items()]
        connection.execute(sa.update(table).where(*mine).values(values))
    _count_on(connection, tables.values())
    return end


def _put_off(table: sa.Table, order: list[str]) -> list[str]:
    """The columns that may refer to rows which come later."""
    later = order[order.index(table.name) :]
    return [key.parent.name for key in table.foreign_keys if key.parent.nullable and key.column.table.name in later]


def _first(table: sa.Table, row: Row, put_off: list[str], later: list[tuple[sa.Table, Row, Row]]) -> Row:
    """A row as it is inserted: what it may refer to later is left out for now."""
    left = {name: row[name] for name in put_off if row[name] is not None}
    if left:
        later.append((table, {column.name: row[column.name] for column in table.primary_key.columns}, left))
    return {column.name: _value(column, None if column.name in left else row[column.name]) for column in table.c}


def _value(column: sa.Column[Any], text: Any) -> Any:
    if text is None:
        return None
    if isinstance(column.type, Moment | sa.DateTime):
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if isinstance(column.type, sa.Date) else text


def _bound(column: sa.Column[Any], connection: sa.Connection) -> Any:
    if not isinstance(column.type, sa.JSON):
        return sa.bindparam(column.name, type_=column.type)
    bound = sa.bindparam(column.name, type_=sa.Text)
    return sa.cast(bound, sa.JSON) if connection.dialect.name == "postgresql" else bound


def _count_on(connection: sa.Connection, tables: Iterable[sa.Table]) -> None:
    """PostgreSQL gives the next numbers after those that are there. SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        if "id" in table.c:
            last = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            connection.execute(sa.select(sa.func.setval(sequence, last, False)))


def _line(name: str, row: Row) -> bytes:
    return f"{json.dumps([name, row], sort_keys=True, separators=(',', ':'))}\n".encode()
