"""What the command line does beside running: invite, migrate, look for faults."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import AiogramError
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot import build, errors, offered, pack
from bot.clock import Clock
from bot.language_names import english_name
from bot.loop import erasing, invitations, letter, rota, saying, signing, urgent_words
from bot.loop.signing import Signed
from bot.safety import lists
from bot.settings import Settings
from bot.store import migrate as migrations
from bot.store.session import Store, Work
from bot.words import DESK, Role

T = TypeVar("T")


def invite(settings: Settings, role: str, *, uses: int, group_id: int | None) -> str:
    """A link for one role. An administrator's is for one person."""
    if settings.token is None:
        raise errors.WrongSetting("HEARBACK_TOKEN is not set: the link is for one particular bot.")
    store = build.database(settings)
    name = asyncio.run(_username(settings))
    wanted = Role(role)
    uses = 1 if wanted is Role.ADMINISTRATOR else uses

    def make(session: Session) -> str:
        work = Work(session, build.programme_of(session, settings), Clock(settings.clock_file).now())
        if wanted not in DESK and not letter.is_ready(work):
            raise errors.Permanent(
                "Champions cannot be invited yet: an administrator writes the letter that they read first, "
                "by /letter to the bot, and confirms that it is true."
            )
        return invitations.make(work, wanted, by=None, uses=uses, group_id=group_id)[1]

    try:
        secret = store.write_now(make)
    finally:
        store.close()
    if name is None:
        return f"Telegram could not be asked for the bot's name. Write this to the bot in private: /start {secret}"
    return f"https://t.me/{name}?start={secret}"


def migrate(settings: Settings) -> str:
    """Bring the database up to date; returns what to print."""
    build.database(settings).close()
    return "The database is up to date."


def erased(settings: Settings) -> list[str]:
    """A line for everybody who was erased: the mark, and when. To be kept beside the backups."""
    return [f"{mark} {at.isoformat()}" for mark, at in _worked(settings, erasing.listed)]


def erase_again(settings: Settings, lines: list[str]) -> str:
    """Erase, in a restored copy, those whom the lines name; returns what to print."""
    try:
        marks = [(mark, datetime.fromisoformat(at)) for mark, at in (line.split() for line in lines if line.strip())]
    except ValueError as error:
        raise errors.WrongSetting("That is not what `hearback erased` printed.") from error
    again = _worked(settings, lambda work: erasing.erase_again(work, marks))
    return f"Erased again: {again}. The rest is done when Hearback starts."


def _worked(settings: Settings, rule: Callable[[Work], T]) -> T:
    """Run a rule over the database of the settings."""
    if settings.token is None:
        raise errors.WrongSetting("HEARBACK_TOKEN is not set: a database may hold several bots.")
    store = build.database(settings)
    now = Clock(settings.clock_file).now()
    try:
        return store.write_now(lambda session: rule(Work(session, build.programme_of(session, settings), now)))
    finally:
        store.close()


def doctor(settings: Settings) -> list[str]:
    """What is wrong, a sentence each."""
    faults = _database_faults(settings)
    if settings.token is None:
        faults.append("HEARBACK_TOKEN is not set: only practice is possible.")
    else:
        faults += asyncio.run(_telegram_faults(settings))
    return faults


def sign_words(settings: Settings, language: str, reviewer: str) -> str:
    """Sign a list of urgent words in a reviewer's name. Raises `errors.WrongSetting` without a list or a name."""
    one = lists.of(language)
    if one is None:
        raise errors.WrongSetting(f"There is no list of urgent words in {language!r}: {', '.join(lists.languages())}.")
    if not reviewer.strip():
        raise errors.WrongSetting('A list is signed by a named person: --reviewer "Name, role".')
    _write(settings, lambda work: urgent_words.sign(work, language, reviewer.strip()))
    return f"{len(one.phrases)} phrases in {language}, signed by {reviewer.strip()}. They are looked for from now on."


def unsign_words(settings: Settings, language: str) -> str:
    """Stop a list of urgent words."""
    _write(settings, lambda work: urgent_words.unsign(work, language))
    return f"The urgent words in {language} are not looked for any more."


def language_pack(settings: Settings, language: str) -> str:
    """The texts that matter most in a language, as a page to print. Raises `errors.WrongSetting` without a catalog."""
    return pack.page(offered.languages(settings.model_copy(update={"languages": language})), language)


def approve_language(settings: Settings, language: str, reader: str) -> str:
    """Approve a language in a speaker's name. Raises `errors.WrongSetting` without a catalog or a name."""
    if not reader.strip():
        raise errors.WrongSetting('A language is approved by a named speaker: --reader "Name, role".')
    now = pack.digest(offered.languages(settings.model_copy(update={"languages": language})), language)
    _write(settings, lambda work: signing.sign(work, Signed.LANGUAGE, language, now, reader.strip()))
    return (
        f"{english_name(language)}, number {now[: pack.SHORT]}, approved by {reader.strip()}. "
        "It is offered to people from the next start on."
    )


def withdraw_language(settings: Settings, language: str) -> str:
    """Offer a language to people no more."""
    _write(settings, lambda work: signing.unsign(work, Signed.LANGUAGE, language))
    return f"{english_name(language)} is not offered to people any more, from the next start on."


def _write(settings: Settings, rule: Callable[[Work], None]) -> None:
    if settings.token is None:
        raise errors.WrongSetting("HEARBACK_TOKEN is not set: it is signed for one particular bot.")
    store = build.database(settings)
    now = Clock(settings.clock_file).now()
    store.write_now(lambda session: rule(Work(session, build.programme_of(session, settings), now)))
    store.close()


def _database_faults(settings: Settings) -> list[str]:
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return ["There is no database yet: run `hearback migrate`, or just start."]
    store = Store(settings.database_url)
    try:
        current = migrations.is_current(store.engine)
        faults = [] if current else ["The database is not up to date: run `hearback migrate`."]
        if current and settings.token is not None:
            faults += store.write_now(lambda session: _staff_faults(session, settings))
        return faults
    except DBAPIError as error:
        return [str(build.no_database(error))]
    except errors.Temporary as error:
        return [f"HEARBACK_DATABASE_URL: {error}."]
    finally:
        store.close()


def _staff_faults(session: Session, settings: Settings) -> list[str]:
    work = Work(session, build.programme_of(session, settings), datetime.now(UTC))
    faults = []
    if saying.staff_room(work) is None:
        faults.append("There is no staff room yet: an administrator adds the bot to the team's group, says what it is.")
    if letter.newest(work) is None:
        faults.append("There is no letter to newcomers yet: an administrator writes it, by /letter to the bot.")
    elif not letter.is_ready(work):
        faults.append("The letter to newcomers names a day that is past: an administrator changes it, by /letter.")
    if not rota.turns(work):
        faults.append("There is no rota: urgent help promises no person. An administrator makes one with /rota.")
    unread = offered.not_yet(work, settings)
    faults += [_language_fault(unread)] if unread else []
    return faults + [fault for code in settings.offered if code not in unread and (fault := _words_fault(work, code))]


def _language_fault(unread: list[str]) -> str:
    """What is missing before people are offered some languages."""
    names = ", ".join(f"{english_name(code)} ({code})" for code in unread)
    return (
        f"Not offered to people, as no speaker has approved their most important texts as they are now: {names}. "
        "`hearback locales pack` makes the page to read, `hearback locales approve` notes who stands for it."
    )


def _words_fault(work: Work, language: str) -> str | None:
    """What is missing before urgent words are looked for in a language."""
    one = lists.of(language)
    if one is None:
        return f"There is no list of urgent words in {language}: bot/safety/words/ says how one is written."
    if urgent_words.runs(work, language):
        return None
    read = f"was read by {one.reviewer} on {one.reviewed_on}" if one.reviewer else "is a draft that nobody has reviewed"
    return (
        f"The list of urgent words in {language} {read}: it runs once it is signed (`hearback words sign {language}`)."
    )


async def _telegram_faults(settings: Settings) -> list[str]:
    bot = build.telegram(settings)
    try:
        await bot.get_me(request_timeout=10)
        return []
    except (AiogramError, TypeError) as error:
        return [f"Telegram does not answer for this token at {settings.api_base} ({type(error).__name__})."]
    finally:
        await bot.session.close()


async def _username(settings: Settings) -> str | None:
    bot: Bot = build.telegram(settings)
    try:
        return (await bot.get_me(request_timeout=10)).username
    except (AiogramError, TypeError):
        return None
    finally:
        await bot.session.close()
