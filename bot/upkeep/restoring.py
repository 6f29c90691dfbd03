"""`hearback restore`: a backup in the place of the database, and what has to follow before anybody is spoken to."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from bot import build, errors
from bot.clock import Clock
from bot.courier import uncertain
from bot.courier.lease import database_time
from bot.loop import erasing, record, trusted
from bot.message_words import MessageState
from bot.settings import Settings
from bot.store.leases import Lease
from bot.store.programme import Programme
from bot.store.session import Store, Work
from bot.store.trusted import TrustedMessage
from bot.upkeep import backups, postgres, progress, shelf
from bot.upkeep.machine import sqlite_file
from bot.upkeep.progress import Tell
from bot.upkeep.shelf import Mark

T = TypeVar("T")
BESIDE = ("", "-wal", "-shm")
FREE_OF_HANDS = "Stop Hearback first (`systemctl stop hearback`), wherever it runs: it speaks at this moment."


@dataclass(slots=True)
class Restored:
    """What a restoring did. `set_aside`: where the database that stood there before is now."""

    file: str
    made: str
    erased_again: int = 0
    perhaps_said: int = 0
    paused: list[str] = field(default_factory=list)
    set_aside: str | None = None

    def to_json(self) -> dict[str, Any]:
        """For a script."""
        return asdict(self)

    def lines(self) -> list[str]:
        """For a person."""
        told = [f"{self.file}, made {self.made}, stands in the place of the database."]
        told.append(f"Erased again, as they were erased since: {self.erased_again}.")
        told.append(f"Waited to be said then, and perhaps was: {self.perhaps_said}. It is not blindly said again.")
        if self.paused:
            told.append(f"Paused, until somebody of the team goes on with them: {', '.join(self.paused)}.")
        if self.set_aside:
            told.append(f"What stood there before is {self.set_aside}. It holds people's words: remove it soon.")
        return [*told, "What came in after the backup is not in it. Start Hearback, then run `hearback doctor`."]


def restore(settings: Settings, path: Path, tell: Tell = progress.silent) -> Restored:
    """Put a backup in the place of the database. Raises `errors.Permanent` where it cannot be, having changed nothing.

    Whoever was erased since is erased again, before the first start. Needs nobody's token: it is for all programmes.
    """
    backup, file = shelf.one_of(path), sqlite_file(settings)
    if backup.kind != ("postgresql" if file is None else "sqlite"):
        raise errors.Permanent(
            f"{path.name} is of {backup.kind}, and HEARBACK_DATABASE_URL names another kind of database. "
            "To move from one to the other: `hearback export`, `hearback import`."
        )
    _must_be_still(settings)
    marks = [*shelf.erased(path.parent), *shelf.erased(settings.backups), *_still_readable(settings)]
    done = Restored(backup.file, f"{backup.made_at:%Y-%m-%d %H:%M:%S} UTC")
    if file is None:
        postgres.load(settings, path, tell)
    else:
        done.set_aside = _exchange(path, file)
    _after(settings, marks, done)
    with suppress(errors.HearbackError):
        shelf.keep_erased(shelf.made(settings.backups), marks)
    return done


def _must_be_still(settings: Settings) -> None:
    """Nobody may be speaking. Where the database cannot even be read, nobody is."""

    def held(session: Session) -> bool:
        until = session.exec(select(Lease.until).where(Lease.holder != "")).all()
        return any(one > database_time(session) for one in until)

    if _glanced(settings, held):
        raise errors.Permanent(FREE_OF_HANDS)


def _still_readable(settings: Settings) -> Iterable[Mark]:
    """Who was erased, as far as the database that is to go can still say."""
    try:
        return backups.marks(settings)
    except (errors.HearbackError, DBAPIError):
        return []


def _glanced(settings: Settings, rule: Callable[[Session], T]) -> T | None:
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        return None
    store = Store(settings.database_url)
    try:
        with Session(store.engine) as session:
            return rule(session)
    except DBAPIError:
        return None
    finally:
        store.close()


def _exchange(path: Path, file: Path) -> str | None:
    """The file takes its place at once; what stood there before lies beside it. Returns where."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.touch(mode=0o600)
    try:
        shutil.copyfile(path, new)
        shelf.sync(new)
        with sqlite3.connect(new) as copied:
            told = copied.execute("PRAGMA integrity_check(1)").fetchone()[0]
        copied.close()
        if told != "ok":
            raise errors.Permanent(f"{path} is damaged. Take another one; nothing was changed.")
        aside = file.with_name(f"{file.name}.before-{datetime.now(UTC):{shelf.STAMP}}")
        was_there = [ending for ending in BESIDE if Path(f"{file}{ending}").exists()]
        for ending in was_there:
            Path(f"{file}{ending}").replace(f"{aside}{ending}")
        new.replace(file)
        return str(aside) if was_there else None
    finally:
        new.unlink(missing_ok=True)


def _after(settings: Settings, marks: list[Mark], done: Restored) -> None:
    """What the database does not know of the time since, it is told: in one transaction."""
    store, now = build.database(settings), Clock(settings.clock_file).now()

    def rule(session: Session) -> None:
        session.execute(sa.update(Lease).values(holder=""))
        for programme in session.exec(select(Programme)).all():
            work = Work(session, programme, now)
            done.perhaps_said += uncertain.restored(session, work.programme_id, now)
            done.paused += _pause(work)
            done.erased_again += erasing.erase_again(work, marks)

    try:
        store.write_now(rule)
    finally:
        store.close()


def _pause(work: Work) -> list[str]:
    """A trusted message that was on its way may have arrived since: only a person lets it go on."""
    mine = (TrustedMessage.programme_id == work.programme_id, TrustedMessage.state == MessageState.SENDING)
    paused = []
    for message in work.session.exec(select(TrustedMessage).where(*mine).order_by(col(TrustedMessage.id))).all():
        message.state = MessageState.PAUSED
        states = {"before": MessageState.SENDING, "after": MessageState.PAUSED}
        record.act(work, None, "hold_message", trusted.ABOUT, message.number, **states, why="restored")
        paused.append(message.reference)
    return paused
