"""Backups: whole, made beside a running Hearback, put back to the byte, and forgetting whoever was erased since."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from bot import errors
from bot.loop import erasing, people
from bot.message_words import MessageState
from bot.settings import Settings
from bot.store import outbox
from bot.store.audit import Audit
from bot.store.chats import Chat, Purpose
from bot.store.leases import Lease
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.upkeep import backups, doctor, postgres, restoring, shelf
from bot.upkeep.finding import About
from bot.words import Lane, OutboxState
from tests.upkeep.conftest import in_database, settings_of

SAMINA, ADEEL = 987654321, 123454321
CANARY = "a-name-that-stands-nowhere-else"


def row_texts(settings: Settings, *without: str) -> list[str]:
    """Every row of every table, as text."""
    engine = sa.create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            return [
                f"{table.name}: {row}"
                for table in SQLModel.metadata.sorted_tables
                if table.name not in without
                for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns)).all()
            ]
    finally:
        engine.dispose()


def comes(telegram_id: int, name: str = CANARY) -> Any:
    def meets(work: Work) -> None:
        people.meet(work, people.Sender(telegram_id, name)).name = name

    return meets


def numbers(work: Work) -> list[int]:
    return list(work.session.exec(select(Person.telegram_id)).all())


def the_newest(settings: Settings) -> Path:
    newest = shelf.newest(settings.backups)
    assert newest is not None
    return settings.backups / newest.file


def test_what_was_backed_up_stands_there_again_row_for_row(chosen: Settings) -> None:
    in_database(chosen, comes(SAMINA))
    before = row_texts(chosen)
    done = backups.make(chosen)
    assert (done.folder / done.backup.file).stat().st_mode & 0o077 == 0
    in_database(chosen, comes(ADEEL, "Adeel"))
    assert row_texts(chosen) != before
    restored = restoring.restore(chosen, the_newest(chosen))
    assert row_texts(chosen, "lease") == before
    assert restored.erased_again == restored.perhaps_said == 0
    in_database(chosen, comes(ADEEL, "Adeel"))  # and new rows get numbers of their own
    assert set(in_database(chosen, numbers)) == {SAMINA, ADEEL}


def test_whoever_was_erased_since_is_erased_again(chosen: Settings, tmp_path: Path) -> None:
    in_database(chosen, comes(SAMINA))
    in_database(chosen, comes(ADEEL, "Adeel"))
    backups.make(chosen)
    assert any(CANARY in row for row in row_texts(chosen))
    in_database(chosen, lambda work: erasing.erase(work, people.meet(work, people.Sender(SAMINA, CANARY))).number)
    restored = restoring.restore(chosen, the_newest(chosen))
    assert restored.erased_again == 1
    assert SAMINA not in in_database(chosen, numbers) and ADEEL in in_database(chosen, numbers)
    assert not any(CANARY in row or str(SAMINA) in row for row in row_texts(chosen))
    if restored.set_aside is not None:
        in_files = b"".join(path.read_bytes() for path in tmp_path.glob("hearback.db*") if "before" not in path.name)
        assert CANARY.encode() not in in_files and str(SAMINA).encode() not in in_files
        assert b"Adeel" in in_files


def test_the_marks_beside_the_backups_will_do_when_the_database_is_lost(sqlite_url: str, tmp_path: Path) -> None:
    chosen = settings_of(sqlite_url, tmp_path)
    in_database(chosen, comes(SAMINA))
    backups.make(chosen)
    in_database(chosen, lambda work: erasing.erase(work, people.meet(work, people.Sender(SAMINA, CANARY))).number)
    assert backups.keep_marks(chosen) == 1
    assert str(SAMINA) not in (chosen.backups / shelf.ERASED).read_text()
    for path in tmp_path.glob("hearback.db*"):
        path.unlink()
    assert restoring.restore(chosen, the_newest(chosen)).erased_again == 1
    assert SAMINA not in in_database(chosen, numbers)


def test_what_waited_then_is_not_blindly_said_again(on_sqlite: Settings) -> None:
    """It may have been said since; and a trusted message that was on its way goes on by a person's word alone."""
    now = datetime.now(UTC)

    def waits(work: Work) -> None:
        chat = Chat(programme_id=work.programme_id, telegram_id=-1, purpose=Purpose.GROUP, seen_at=now)
        work.session.add(chat)
        work.session.flush()
        for at in (now - timedelta(minutes=1), now + timedelta(hours=1)):
            outbox.say(
                work.session,
                programme_id=work.programme_id,
                chat_id=chat.number,
                lane=Lane.TELLING,
                now=now,
                parts=[],
                due_at=at,
            )
        later = now.date() + timedelta(days=9)
        work.session.add(
            TrustedMessage(
                programme_id=work.programme_id,
                state=MessageState.SENDING,
                code="A-CODE",
                language="en",
                audience={},
                buttons=[],
                made_at=now,
                changed_at=now,
                expires_on=later,
                review_on=later,
                left_out=[],
            )
        )

    in_database(on_sqlite, waits)
    backups.make(on_sqlite)
    restored = restoring.restore(on_sqlite, the_newest(on_sqlite))
    assert (restored.perhaps_said, restored.paused) == (1, ["T-1"])
    states = in_database(on_sqlite, lambda work: work.session.exec(select(Outbox.state).order_by(Outbox.id)).all())  # type: ignore[arg-type]
    assert states == [OutboxState.UNCERTAIN, OutboxState.WAITING]
    acts = in_database(on_sqlite, lambda work: work.session.exec(select(Audit.act)).all())
    assert acts == ["hold_message"]


def test_nothing_is_restored_under_one_that_speaks(on_sqlite: Settings) -> None:
    def speaks(work: Work) -> None:
        until = datetime.now(UTC) + timedelta(minutes=5)
        work.session.add(Lease(programme_id=work.programme_id, holder="somebody", epoch=1, until=until))

    backups.make(on_sqlite)
    in_database(on_sqlite, speaks)
    before = row_texts(on_sqlite)
    with pytest.raises(errors.Permanent, match="Stop Hearback first"):
        restoring.restore(on_sqlite, the_newest(on_sqlite))
    assert row_texts(on_sqlite) == before


@pytest.mark.parametrize("harm", ["a byte", "cut off", "no note"])
def test_a_damaged_backup_changes_nothing(on_sqlite: Settings, harm: str) -> None:
    in_database(on_sqlite, comes(SAMINA))
    backups.make(on_sqlite)
    path, before = the_newest(on_sqlite), row_texts(on_sqlite)
    whole = path.read_bytes()
    if harm == "a byte":
        path.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    elif harm == "cut off":
        path.write_bytes(whole[: len(whole) // 2])
    else:
        Path(f"{path}.json").unlink()
    with pytest.raises(errors.Permanent, match=re.escape(path.name)):
        restoring.restore(on_sqlite, path)
    assert row_texts(on_sqlite) == before


@pytest.mark.postgres
def test_a_restoring_that_fails_midway_changes_nothing(postgres_url: str, tmp_path: Path, tools: None) -> None:
    chosen = settings_of(postgres_url, tmp_path)
    in_database(chosen, comes(SAMINA))
    made = backups.make(chosen)
    whole = the_newest(chosen).read_bytes()
    part = tmp_path / "cut.dump"
    part.write_bytes(whole[:-2_000])
    cut = shelf.put(part, "postgresql", made.backup.revision, datetime.now(UTC) + timedelta(seconds=1))
    before = row_texts(chosen)
    with pytest.raises(errors.Permanent, match="nothing was changed"):
        restoring.restore(chosen, tmp_path / cut.file)
    assert row_texts(chosen) == before


@pytest.mark.postgres
def test_missing_or_old_tools_of_postgres_are_said_kindly(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = settings_of(postgres_url, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(errors.Permanent, match=r"pg_dump is not on this machine; install .* postgresql-client-\d+"):
        backups.make(chosen)
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n")
    old.chmod(0o755)
    with pytest.raises(errors.Permanent, match=r"pg_dump here is of version 9, the server of \d+"):
        backups.make(chosen)
    assert shelf.all_of(chosen.backups) == [], "no half of one stays"
    assert list(chosen.backups.glob(".part*")) == []


@pytest.mark.postgres
def test_the_password_is_in_no_command_line(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = sa.make_url(postgres_url).set(password="a-secret-word")
    assert "a-secret-word" not in postgres._address(url)
    seen: dict[str, Any] = {}

    class Tool:
        returncode, stderr = 0, iter(())

        def __init__(self, command: list[str], env: dict[str, str], **_more: Any) -> None:
            seen.update(command=command, env=env)

        def __enter__(self) -> Tool:
            return self

        def __exit__(self, *_error: object) -> None:
            """Nothing is left."""

    monkeypatch.setattr(subprocess, "Popen", Tool)
    postgres._run(["pg_dump", postgres._address(url)], url, lambda _done, _of: None)
    assert "a-secret-word" not in " ".join(seen["command"])
    assert seen["env"]["PGPASSWORD"] == "a-secret-word"


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who writes to a database, as a running Hearback does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        yield connection


def test_a_copy_is_of_one_moment_though_it_is_written_to_meanwhile(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "PAGES_A_STEP", 300)
    chosen = settings_of(sqlite_url, tmp_path)
    in_database(chosen, lambda work: None)
    with writing(tmp_path / "hearback.db") as connection:
        connection.execute("CREATE TABLE ballast (words TEXT)")
        connection.executemany("INSERT INTO ballast VALUES (?)", [("x" * 3_000,)] * 500)
        steps: list[int] = []

        def tell(done: int, _of: int) -> None:
            steps.append(done)
            connection.execute("INSERT INTO ballast VALUES ('meanwhile')")

        done = backups.make(chosen, tell)
    assert 1 < len(steps) < 20, "it goes on, and does not begin anew"
    with closing(sqlite3.connect(done.folder / done.backup.file)) as copied:
        assert copied.execute("SELECT count(*) FROM ballast WHERE words = 'meanwhile'").fetchone() == (0,)
        assert copied.execute("SELECT count(*) FROM ballast").fetchone() == (500,)


def test_old_backups_go_and_the_newest_always_stays(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 4, tzinfo=UTC)

    def made(at: datetime) -> None:
        part = tmp_path / ".part"
        part.write_bytes(b"rows")
        shelf.put(part, "sqlite", "1", at)

    for hours in range(0, 24 * 50, 6):
        made(now - timedelta(hours=hours))
    shelf.thin_out(tmp_path, now, 35)
    kept = [(now - one.made_at) / timedelta(days=1) for one in shelf.all_of(tmp_path)]
    assert sum(age <= 2 for age in kept) == 9, "of two days, all"
    assert sum(age > 2 for age in kept) == 33 and max(kept) <= 35, "of earlier ones, one a day"
    assert len(list(tmp_path.iterdir())) == 2 * len(kept)
    shelf.thin_out(tmp_path, now + timedelta(days=400), 35)
    assert len(shelf.all_of(tmp_path)) == 1


def test_the_doctor_misses_a_backup_and_says_when_it_is_old(on_sqlite: Settings) -> None:
    def told() -> list[str]:
        return [one.wrong for one in doctor.look(on_sqlite).findings if one.about is About.BACKUPS]

    assert "There is no backup" in told()[0]
    done = backups.make(on_sqlite)
    assert told() == []
    note = Path(f"{the_newest(on_sqlite)}.json")
    old = f"{datetime.now(UTC) - timedelta(days=3):{shelf.STAMP}}"
    note.write_text(json.dumps({**json.loads(note.read_text()), "made": old}))
    assert told() == ["The newest backup is 3 days old."]
    assert done.to_json()["sha256"] == done.backup.sha256
