"""What the command line reads for the desk: it writes nothing, and may run beside a Hearback that runs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from bot import build, errors, offered
from bot.clock import Clock
from bot.language import SOURCE
from bot.loop import history as told
from bot.loop import periods, report_files
from bot.loop.report import Form
from bot.settings import Settings
from bot.store import migrate
from bot.store.programme import Programme
from bot.store.session import Store, Work

T = TypeVar("T")
_ISOLATES = re.compile("[\u2066-\u2069]")


def report(settings: Settings, first: date, last: date, form: str) -> bytes:
    """The report from one day to another, both in it. Raises `errors.WrongSetting` for days that cannot be."""

    def make(work: Work) -> bytes:
        try:
            period = periods.between(first, last, work.programme.time_zone)
        except ValueError as error:
            raise errors.WrongSetting(f"--from and --to: {error}.") from error
        if period.since > work.now:
            raise errors.WrongSetting("--from: those days are still to come.")
        return report_files.of(work, period, Form(form))[1]

    return _read(settings, make)


def history(settings: Settings, reference: str) -> list[str]:
    """Everything that was done with one thing (H-12) or one matter (M-3), a few lines each."""
    languages = offered.languages(settings)

    def read(work: Work) -> list[str]:
        try:
            return [_plain(languages.read(told.line(step), SOURCE)) for step in told.of(work, reference)]
        except errors.NoLongerThere as none:
            raise errors.WrongSetting(f"There is no {reference}.") from none
        except errors.Mistake as mistake:
            raise errors.WrongSetting("Name it by its number, for instance H-12 or M-3.") from mistake

    return _read(settings, read)


def _plain(words: str) -> str:
    """Words for a terminal, without the marks that keep directions apart."""
    return _ISOLATES.sub("", words)


def _read(settings: Settings, rule: Callable[[Work], T]) -> T:
    """Run a rule on a connection that cannot write, in one snapshot of what was committed."""
    if settings.token is None:
        raise errors.WrongSetting("HEARBACK_TOKEN is not set: a database may hold several bots.")
    store = Store(settings.database_url)
    now = Clock(settings.clock_file).now()

    def read(session: Session) -> T:
        return rule(Work(session, _programme(session, settings), now))

    try:
        if store.is_sqlite and not Path(store.url.database or "").exists():
            raise errors.Permanent("There is no database yet: Hearback has never run here.")
        return asyncio.run(store.read(read))
    except DBAPIError as error:
        raise build.no_database(error) from error
    finally:
        store.close()


def _programme(session: Session, settings: Settings) -> Programme:
    """The programme of this token's bot, as it is: nothing is brought up to date here."""
    connection = session.connection()
    if not migrate.is_at_head(connection):
        raise errors.Permanent("The database is not up to date: run `hearback migrate`, or just start.")
    token = settings.token.get_secret_value() if settings.token else ""
    found = session.exec(select(Programme).where(Programme.bot_key == token.partition(":")[0])).first()
    if found is None:
        raise errors.Permanent("This bot has no programme in the database yet: Hearback has never run with its token.")
    return found
