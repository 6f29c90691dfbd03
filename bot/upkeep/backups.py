"""`hearback backup`: a copy of the whole database, made while Hearback runs."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from bot import build, errors
from bot.loop import erasing
from bot.settings import Settings
from bot.store.programme import Programme
from bot.store.session import Store, Work
from bot.upkeep import postgres, progress, shelf
from bot.upkeep.machine import sqlite_file
from bot.upkeep.progress import Tell
from bot.upkeep.shelf import Backup, Mark

PAGES_A_STEP = 2_000


@dataclass(frozen=True, slots=True)
class Done:
    """What was made, what was too old and went, and how many marks of erased people lie beside."""

    backup: Backup
    folder: Path
    gone: list[Backup]
    marks: int

    def to_json(self) -> dict[str, Any]:
        """For a script."""
        gone = [one.file for one in self.gone]
        return {**asdict(self.backup), "folder": str(self.folder), "gone": gone, "marks": self.marks}

    def line(self) -> str:
        """For a person."""
        gone = f" {len(self.gone)} that were too old are gone." if self.gone else ""
        return f"{self.folder / self.backup.file}: {self.backup.bytes:,} bytes, looked through and whole.{gone}"


def make(settings: Settings, tell: Tell = progress.silent) -> Done:
    """Copy the database into the folder of backups, and let old ones go. It may run beside a running Hearback."""
    folder, now = shelf.made(settings.backups), datetime.now(UTC)
    part = folder / f".part-{os.getpid()}"
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    path = sqlite_file(settings)
    try:
        if path is None:
            kind, revision = "postgresql", postgres.dump(settings, part, tell)
        else:
            kind, revision = "sqlite", _copy(path, part, tell)
        backup = shelf.put(part, kind, revision, now)
    finally:
        part.unlink(missing_ok=True)
    marks = keep_marks(settings)
    return Done(backup, folder, shelf.thin_out(folder, now, settings.keep_backups_days), marks)


def keep_marks(settings: Settings) -> int:
    """Write the marks of everybody who was erased beside the backups; returns how many lie there."""
    return shelf.keep_erased(shelf.made(settings.backups), marks(settings))


def marks(settings: Settings) -> list[Mark]:
    """The marks of everybody who was erased, in every programme of this database."""
    path = sqlite_file(settings)
    if path is not None and not path.exists():
        return []
    store = Store(settings.database_url)
    try:
        with Session(store.engine) as session:
            return list(_marks(session))
    except DBAPIError as error:
        raise build.no_database(error) from error
    finally:
        store.close()


def _marks(session: Session) -> Iterable[Mark]:
    now = datetime.now(UTC)
    for programme in session.exec(select(Programme)).all():
        yield from erasing.listed(Work(session, programme, now))


def _copy(path: Path, part: Path, tell: Tell) -> str:
    """Copy a file that is being written to: what is copied is how it stood at one moment; returns its revision."""
    if not path.exists():
        raise errors.Permanent("There is no database yet: Hearback has never run here.")
    try:
        source, target = sqlite3.connect(path), sqlite3.connect(part)
        try:
            # In a transaction of its own nothing that is written meanwhile makes it begin anew.
            source.execute("BEGIN")
            revision = source.execute("SELECT version_num FROM alembic_version").fetchone()
            source.backup(
                target, pages=PAGES_A_STEP, progress=lambda _, left, total: tell(total - left, total), sleep=0
            )
            target.execute("PRAGMA journal_mode=DELETE")
            told = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            source.close()
            target.close()
    except sqlite3.Error as error:
        raise errors.Permanent(
            f"The database cannot be copied ({type(error).__name__}): see `hearback doctor`."
        ) from error
    if told != "ok":
        raise errors.Permanent("The copy is damaged, as the database is: run `hearback doctor`.")
    return str(revision[0]) if revision else ""
