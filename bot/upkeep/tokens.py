"""`hearback new-token`: another token for the same bot, tried before it is written down."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from pathlib import Path

from aiogram.exceptions import AiogramError
from pydantic import SecretStr

from bot import build, errors
from bot.settings import Settings

NAME = "HEARBACK_TOKEN"
ASK_SECONDS = 10
_LINE = re.compile(rf"^\s*(?:export\s+)?{NAME}\s*=.*$", re.MULTILINE)
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+", re.ASCII)


def renew(settings: Settings, token: str, into: Path) -> str:
    """Write a new token into the file of settings, once Telegram knows it as this bot's; returns what to print.

    Raises `errors.Permanent` where it is another bot's: its people and groups would not be found again.
    """
    if not _TOKEN.fullmatch(token):
        raise errors.WrongSetting("That is not a token: it should be digits, a colon, letters.")
    if not into.is_file():
        raise errors.WrongSetting(f"{into} is not there: it is the file that HEARBACK_TOKEN stands in.")
    before = (settings.token.get_secret_value() if settings.token else "").partition(":")[0]
    if before and before != token.partition(":")[0]:
        raise errors.Permanent("That is another bot's token. A programme belongs to its bot: nothing was changed.")
    asyncio.run(_try(settings.model_copy(update={"token": SecretStr(token)})))
    _write(into, token)
    return f"The new token stands in {into}. Restart Hearback now (`systemctl restart hearback`): nothing is lost."


async def _try(settings: Settings) -> None:
    bot = build.telegram(settings)
    try:
        await bot.get_me(request_timeout=ASK_SECONDS)
    except (AiogramError, TypeError) as error:
        raise errors.Permanent(
            f"Telegram does not take this token ({type(error).__name__}); nothing was changed."
        ) from error
    finally:
        await bot.session.close()


def _write(into: Path, token: str) -> None:
    """The file keeps its owner and rights, and is there as a whole at every moment."""
    words, line = into.read_text(), f"{NAME}={token}"
    words = _LINE.sub(line, words) if _LINE.search(words) else f"{words.rstrip()}\n{line}\n"
    part, status = into.with_name(f".{into.name}.{os.getpid()}"), into.stat()
    part.touch(mode=0o600)
    part.write_text(words)
    shutil.copymode(into, part)
    os.chown(part, status.st_uid, status.st_gid)
    part.replace(into)
