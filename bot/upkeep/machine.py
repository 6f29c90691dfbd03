"""The machine that Hearback runs on: its clock, its disk, its backups, its database as such."""

from __future__ import annotations

import shutil
import stat
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import sqlalchemy as sa

from bot.settings import TELEGRAM, Settings
from bot.upkeep import shelf
from bot.upkeep.finding import About, Finding

LEAST_FREE_BYTES = 1 << 30
CLOCK_OFF = timedelta(seconds=30)
ASK_SECONDS = 5
OLDEST_BACKUP = timedelta(hours=36)


def sqlite_file(settings: Settings) -> Path | None:
    """The database's file, where it is one."""
    url = sa.make_url(settings.database_url)
    return Path(url.database or "").absolute() if url.get_backend_name() == "sqlite" else None


def disk(settings: Settings) -> list[Finding]:
    """Room for the database and the backups; and that nobody else on the machine may read them."""
    path, found = sqlite_file(settings), []
    size = path.stat().st_size if path is not None and path.exists() else 0
    for folder in {one for one in (path and path.parent, settings.backups.absolute()) if one is not None}:
        free = shutil.disk_usage(_there(folder)).free
        if free < max(LEAST_FREE_BYTES, 2 * size):
            wrong = f"There is little room left where {folder} is: {free >> 20} MiB."
            mend = "Make room, or move to a larger disk: when it is full, nothing more is taken in."
            found.append(Finding(About.DISK, wrong, mend, is_urgent=True))
    if path is not None and path.exists() and path.stat().st_mode & stat.S_IROTH:
        wrong = f"Everybody on this machine may read {path}, which holds people's words."
        found.append(Finding(About.DISK, wrong, f"chmod 600 {path}"))
    return found


def backups(settings: Settings) -> list[Finding]:
    """Whether there is a backup, and how old the newest is."""
    newest = shelf.newest(settings.backups)
    mend = "Run `hearback backup`, and see that the timer does so each night (docs/operate.md)."
    if newest is None:
        return [Finding(About.BACKUPS, f"There is no backup in {settings.backups}.", mend)]
    age = datetime.now(UTC) - newest.made_at
    if age > OLDEST_BACKUP:
        return [Finding(About.BACKUPS, f"The newest backup is {age.days} days old.", mend, is_urgent=True)]
    return []


def clock(settings: Settings) -> list[Finding]:
    """The machine's clock beside that of the Bot API server. What is promised for an hour hangs on it."""
    theirs = _their_time(settings.api_base)
    if theirs is None:
        return []
    off = datetime.now(UTC) - theirs
    if abs(off) < CLOCK_OFF:
        return []
    way = "ahead" if off > timedelta(0) else "behind"
    wrong = f"This machine's clock is {abs(round(off.total_seconds()))} seconds {way} of Telegram's."
    return [Finding(About.CLOCK, wrong, "Let it be set by the network: `timedatectl set-ntp true`.", is_urgent=True)]


def database(connection: sa.Connection, settings: Settings) -> list[Finding]:
    """Whether it is whole, and set up as it should be."""
    found = []
    if connection.dialect.name == "sqlite":
        told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if told != "ok":
            wrong = "The database's file is damaged."
            found.append(Finding(About.DATABASE, wrong, "Stop Hearback and put the newest backup back.", True))
        if not settings.durable and settings.api_base == TELEGRAM:
            wrong = "HEARBACK_DURABLE is 0: a power cut may lose what was taken in last."
            found.append(Finding(About.DATABASE, wrong, "Unset it."))
        return found
    if connection.exec_driver_sql("SHOW is_superuser").scalar_one() == "on":
        wrong = "Hearback signs in to PostgreSQL as a superuser."
        found.append(Finding(About.DATABASE, wrong, "Give it a user of its own that owns only its database."))
    if (encoding := connection.exec_driver_sql("SHOW server_encoding").scalar_one()) != "UTF8":
        wrong = f"The database's encoding is {encoding}, which cannot hold every language."
        found.append(Finding(About.DATABASE, wrong, "Make it anew with ENCODING 'UTF8', and import into it.", True))
    return found


def _their_time(address: str) -> datetime | None:
    request = urllib.request.Request(address, method="HEAD")
    try:
        with urllib.request.urlopen(request, timeout=ASK_SECONDS) as answer:
            told = answer.headers["Date"]
    except urllib.error.HTTPError as error:
        told = error.headers["Date"]
        error.close()
    except (OSError, ValueError):
        return None
    try:
        return parsedate_to_datetime(told).astimezone(UTC)
    except (TypeError, ValueError):
        return None


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(one for one in (folder, *folder.parents) if one.exists())
