"""`hearback doctor`: looks at everything that can be wrong with an installation. It writes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from bot import build, errors
from bot.clock import Clock
from bot.settings import Settings
from bot.store import migrate
from bot.store.programme import Programme
from bot.store.session import Store, Work
from bot.upkeep import at_telegram, keeping_up, machine, set_up
from bot.upkeep.finding import About, Finding, Report

OF_PROGRAMME: dict[About, Callable[[Work, Settings], list[Finding]]] = {
    About.SET_UP: set_up.missing,
    About.LANGUAGES: set_up.languages,
    About.REVIEWS: set_up.reviews,
    About.SCHEDULE: keeping_up.schedule,
    About.OUTBOX: keeping_up.outbox,
    About.DEBTS: keeping_up.debts,
}


def look(settings: Settings) -> Report:
    """Look at everything that can be looked at."""
    report = Report()
    report.add(About.DISK, machine.disk(settings))
    report.add(About.BACKUPS, machine.backups(settings))
    rooms = _at_database(settings, report)
    if settings.token is None:
        mend = "Put the token that BotFather gave you into HEARBACK_TOKEN; without one only practice is possible."
        report.add(About.TOKEN, [Finding(About.TOKEN, "HEARBACK_TOKEN is not set.", mend, is_urgent=True)])
        report.cannot("there is no token", About.WEBHOOK, About.GROUPS)
    else:
        asyncio.run(at_telegram.look(settings, report, rooms))
    report.add(About.CLOCK, machine.clock(settings))
    return report


def _at_database(settings: Settings, report: Report) -> list[at_telegram.Room]:
    """What the database says; returns the chats in which the bot should be."""
    rest = (About.MIGRATIONS, *OF_PROGRAMME, About.GROUPS)
    path = machine.sqlite_file(settings)
    if path is not None and not path.exists():
        wrong = "There is no database yet."
        found = Finding(About.DATABASE, wrong, "Run `hearback migrate`, or just start.", is_urgent=True)
        report.add(About.DATABASE, [found])
        report.cannot("there is no database", *rest)
        return []
    store = Store(settings.database_url)
    try:
        return _looked_at(store, settings, report)
    except DBAPIError as error:
        _unusable(report, build.no_database(error), rest)
    except errors.Temporary as error:
        _unusable(report, error, rest)
    finally:
        store.close()
    return []


def _looked_at(store: Store, settings: Settings, report: Report) -> list[at_telegram.Room]:
    with store.engine.connect() as connection:
        is_current = migrate.is_at_head(connection)
        report.add(About.DATABASE, machine.database(connection, settings))
    wrong, mend = "The database is not up to date.", "Run `hearback migrate`, or just start this version."
    report.add(About.MIGRATIONS, [] if is_current else [Finding(About.MIGRATIONS, wrong, mend, is_urgent=True)])
    if not is_current or settings.token is None:
        report.cannot("the database is not up to date" if not is_current else "there is no token", *OF_PROGRAMME)
        return []

    def read(session: Session) -> list[at_telegram.Room]:
        work = Work(session, _programme(session, settings), Clock(settings.clock_file).now())
        for about, rule in OF_PROGRAMME.items():
            report.add(about, rule(work, settings))
        return at_telegram.rooms(work)

    return asyncio.run(store.read(read))


def _programme(session: Session, settings: Settings) -> Programme:
    """As it is stored; where it never ran, one that has nothing yet."""
    key = (settings.token.get_secret_value() if settings.token else "").partition(":")[0]
    found = session.exec(select(Programme).where(Programme.bot_key == key)).first()
    return found or Programme(id=0, name=settings.programme, bot_key=key, time_zone=settings.time_zone.key)


def _unusable(report: Report, error: errors.HearbackError, rest: tuple[About, ...]) -> None:
    mend = "See that it runs, that the address is right, and that its user may write."
    report.add(About.DATABASE, [Finding(About.DATABASE, f"{str(error).rstrip('.')}.", mend, is_urgent=True)])
    report.cannot("the database cannot be used", *rest)
