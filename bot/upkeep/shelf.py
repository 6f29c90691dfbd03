"""The folder in which backups lie: what is there, which are kept, and the marks of those who were erased."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import errors

START, NOTE = "hearback-", ".json"
ERASED = "erased.txt"
STAMP = "%Y%m%dT%H%M%SZ"
KEEP_ALL = timedelta(hours=48)
PIECE_BYTES = 1 << 20
Mark = tuple[str, datetime]


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: a file, and a note beside it. `kind`: of which database; `revision`: of its tables."""

    file: str
    kind: str
    revision: str
    made: str
    bytes: int
    sha256: str

    @property
    def made_at(self) -> datetime:
        """When it was begun: what is in it is older."""
        return datetime.strptime(self.made, STAMP).replace(tzinfo=UTC)


def put(part: Path, kind: str, revision: str, made_at: datetime) -> Backup:
    """A finished file takes its name, and gets its note. Whoever sees the note can rely on the file."""
    ending = "sqlite" if kind == "sqlite" else "dump"
    path = part.with_name(f"{START}{made_at:{STAMP}}.{ending}")
    sync(part)
    backup = Backup(path.name, kind, revision, f"{made_at:{STAMP}}", part.stat().st_size, digest(part))
    part.replace(path)
    write(Path(f"{path}{NOTE}"), json.dumps(asdict(backup), indent=1) + "\n")
    return backup


def all_of(folder: Path) -> list[Backup]:
    """What lies there, the oldest first."""
    found = [_noted(note) for note in folder.glob(f"{START}*{NOTE}")]
    return sorted((one for one in found if one is not None and (folder / one.file).exists()), key=lambda one: one.made)


def newest(folder: Path) -> Backup | None:
    """The newest one."""
    return next(reversed(all_of(folder)), None)


def one_of(path: Path) -> Backup:
    """The backup in this file. Raises `errors.Permanent` where it is none, or not as it was made."""
    backup = _noted(Path(f"{path}{NOTE}"))
    if backup is None or not path.exists():
        raise errors.Permanent(f"{path} is no backup of Hearback: it lies beside a note, {path.name}{NOTE}.")
    if path.stat().st_size != backup.bytes or digest(path) != backup.sha256:
        raise errors.Permanent(f"{path} is not as it was made: it is damaged. Take another one.")
    return backup


def thin_out(folder: Path, now: datetime, days: int) -> list[Backup]:
    """Of two days all are kept, of earlier ones the first of each day, none that is older; returns what went.

    The newest one always stays.
    """
    there, gone, seen = all_of(folder), [], set[str]()
    for one in there[:-1]:
        age, day = now - one.made_at, f"{one.made_at:%Y%m%d}"
        is_kept = age <= KEEP_ALL or (age <= timedelta(days=days) and day not in seen)
        seen.add(day)
        if not is_kept:
            Path(f"{folder / one.file}{NOTE}").unlink(missing_ok=True)
            (folder / one.file).unlink(missing_ok=True)
            gone.append(one)
    return gone


def erased(folder: Path) -> list[Mark]:
    """The marks that lie beside the backups."""
    path = folder / ERASED
    return read_marks(path.read_text().splitlines()) if path.exists() else []


def keep_erased(folder: Path, marks: Iterable[Mark]) -> int:
    """Add marks to those that lie there; returns how many lie there now."""
    there = sorted({*erased(folder), *marks}, key=lambda one: (one[1], one[0]))
    write(folder / ERASED, "".join(f"{mark} {at.isoformat()}\n" for mark, at in there))
    return len(there)


def read_marks(lines: Iterable[str]) -> list[Mark]:
    """What `hearback erased` printed. Raises `errors.WrongSetting` for anything else."""
    try:
        return [(mark, datetime.fromisoformat(at)) for mark, at in (line.split() for line in lines if line.strip())]
    except ValueError as error:
        raise errors.WrongSetting("That is not what `hearback erased` printed.") from error


def made(folder: Path) -> Path:
    """The folder, which nobody else may read. Raises `errors.WrongSetting` where it cannot be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".{START}{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise errors.WrongSetting(f"HEARBACK_BACKUPS: {folder} cannot be written ({type(error).__name__}).") from error
    return folder


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    found = hashlib.sha256()
    for piece in _pieces(path):
        found.update(piece)
    return found.hexdigest()


def write(path: Path, words: str) -> None:
    """Write a small file so that it is there as a whole or not at all, for its owner alone."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.touch(mode=0o600)
    part.write_text(words)
    sync(part)
    part.replace(path)


def sync(path: Path) -> None:
    """What was written is on the disk when this returns."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _noted(note: Path) -> Backup | None:
    try:
        return Backup(**json.loads(note.read_text()))
    except (OSError, ValueError, TypeError):
        return None
