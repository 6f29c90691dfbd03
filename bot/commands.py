"""What the command line does for a programme: invite, migrate, sign lists of words, approve languages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import AiogramError
from sqlmodel import Session

from bot import build, errors, offered, pack
from bot.clock import Clock
from bot.language_names import english_name
from bot.loop import erasing, invitations, letter, signing, urgent_words
from bot.loop.signing import Signed
from bot.safety import lists
from bot.settings import Settings
from bot.store.session import Work
from bot.upkeep import backups, shelf
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


def erased(settings: Settings, *, keep: bool = False) -> list[str]:
    """A line for everybody who was erased: the mark, and when. `keep`: they are written beside the backups."""
    if keep:
        backups.keep_marks(settings)
    return [f"{mark} {at.isoformat()}" for mark, at in backups.marks(settings)]


def erase_again(settings: Settings, lines: list[str]) -> str:
    """Erase, in a restored copy, those whom the lines name; returns what to print."""
    marks = shelf.read_marks(lines)
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


async def _username(settings: Settings) -> str | None:
    bot: Bot = build.telegram(settings)
    try:
        return (await bot.get_me(request_timeout=10)).username
    except (AiogramError, TypeError):
        return None
    finally:
        await bot.session.close()
