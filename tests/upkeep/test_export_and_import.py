"""All rows go from one kind of database to the other and back, and every byte of them is the same."""

from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from bot import errors
from bot.settings import Settings
from bot.store.columns import Moment
from bot.store.session import Work
from bot.upkeep import portable
from tests.upkeep.conftest import in_database, settings_of
from tests.upkeep.test_backup_and_restore import row_texts

NOW = datetime(2026, 11, 23, 4, 5, 6, 789, tzinfo=UTC)
WORDS = 'کلینک, Łódź, a "quoted"\nline, \u2068isolated\u2069, 💉'


def value(column: sa.Column[Any], at: int) -> Any:
    """Something that a column can hold, another one in each row."""
    if column.foreign_keys:
        return 1
    if isinstance(column.type, Moment):
        return NOW + timedelta(hours=at)
    if isinstance(column.type, sa.Date):
        return date(2026, 10, 25)
    if isinstance(column.type, sa.Boolean):
        return at % 2 == 0
    if isinstance(column.type, sa.JSON):
        return {"text": WORDS, "b": [1, None, {"a": 2.5}], "a": None}
    if isinstance(column.type, sa.Integer):
        return 7 + at
    length = getattr(column.type, "length", None)
    return f"{column.name[:8]}{at}"[:length] if length else f"{WORDS} {column.name} {at}"


def full(work: Work) -> None:
    """A row or two in every table; the first refers to the second where a table refers to itself."""
    connection, later = work.session.connection(), list[tuple[sa.Table, dict[str, Any]]]()
    for table in portable._tables().values():
        if table.name == "programme":
            continue
        own = {column.name for column in table.columns if column.foreign_keys and column.nullable}
        for at in (1, 2):
            row = {column.name: value(column, at) for column in table.columns if column.name not in own}
            with (
                suppress(sa.exc.IntegrityError),
                connection.begin_nested(),
            ):  # there may be one only
                connection.execute(table.insert().values(row | ({"id": at} if "id" in table.c else {})))
        if table.name != "audit":
            later.append((table, {name: 2 if _is_own(table.c[name]) else 1 for name in own}))
    for table, values in later:
        for name, to in values.items():
            with suppress(sa.exc.IntegrityError), connection.begin_nested():
                connection.execute(sa.update(table).where(table.c.id == 1).values({name: to}))


def _is_own(column: sa.Column[Any]) -> bool:
    return any(key.column.table is column.table for key in column.foreign_keys)


@pytest.mark.postgres
def test_all_rows_go_there_and_back_to_the_byte(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    small = settings_of(sqlite_url, tmp_path)
    large = settings_of(postgres_url, tmp_path)
    third = settings_of(f"sqlite:///{tmp_path}/third.db", tmp_path)
    in_database(small, full)
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    out = portable.write(small, first)
    assert set(out.tables) == set(SQLModel.metadata.tables), "of every table something"
    assert first.stat().st_mode & 0o077 == 0
    assert portable.read(large, first).sha256 == out.sha256
    assert portable.write(large, second).sha256 == out.sha256
    portable.read(third, second)
    lines = [gzip.decompress(one.read_bytes()).splitlines()[1:] for one in (first, second)]
    assert lines[0] == lines[1]
    assert row_texts(third) == row_texts(small)
    new = in_database(large, lambda work: work.session.execute(sa.text("SELECT nextval('outbox_id_seq')")).scalar_one())
    assert new == 3, "new rows get new numbers"


def test_half_a_file_another_one_and_a_full_database_change_nothing(on_sqlite: Settings, tmp_path: Path) -> None:
    in_database(on_sqlite, lambda work: None)
    path = tmp_path / "out.gz"
    portable.write(on_sqlite, path)
    before = row_texts(on_sqlite)
    with pytest.raises(errors.Permanent, match="a programme in this database already"):
        portable.read(on_sqlite, path)
    assert row_texts(on_sqlite) == before
    empty = settings_of(f"sqlite:///{tmp_path}/empty.db", tmp_path)
    whole = path.read_bytes()
    lines = gzip.decompress(whole).splitlines(keepends=True)
    wrong = {
        "cut": whole[:-20],
        "no end": gzip.compress(b"".join(lines[:-1])),
        "a row less": gzip.compress(b"".join([lines[0], *lines[2:]])),
        "another's": gzip.compress(b'["head",{"format":"minutes"}]\n'),
        "older": gzip.compress(lines[0].replace(b'"revision":"', b'"revision":"0') + b"".join(lines[1:])),
        "no gzip": b"Dear Samina",
    }
    for how, given in wrong.items():
        path.write_bytes(given)
        with pytest.raises(errors.Permanent):
            portable.read(empty, path)
        assert row_texts(empty) == [], how
