"""Which languages of the settings are spoken, from the catalogs that were shipped (or lie in the source tree)."""

from __future__ import annotations

from pathlib import Path

from bot import errors, pack, pseudo
from bot.language import SOURCE, Languages
from bot.loop import signing
from bot.loop.signing import Signed
from bot.settings import Settings
from bot.store.session import Work

SHIPPED, IN_TREE = Path(__file__).parent / "locales", Path(__file__).parent.parent / "locales"


def languages(settings: Settings) -> Languages:
    """All languages that the settings name.

    Raises `errors.WrongSetting` for one that there is no catalog of: it would silently be English.
    """
    folder = SHIPPED if SHIPPED.is_dir() else IN_TREE
    for code in settings.offered:
        if code != SOURCE and code not in pseudo.LOCALES and not list(folder.glob(f"{code}/LC_MESSAGES/*.mo")):
            raise errors.WrongSetting(f"HEARBACK_LANGUAGES names {code!r}, of which there is no catalog: leave it out.")
    return Languages(folder, settings.offered, settings.time_zone)


def to_people(work: Work, settings: Settings) -> Languages:
    """Those that people are offered. Practice offers all of them, and says which are drafts."""
    left_out = not_yet(work, settings)
    codes = [code for code in settings.offered if code not in left_out] or [SOURCE]
    return languages(settings.model_copy(update={"languages": ",".join(codes)}))


def not_yet(work: Work, settings: Settings) -> list[str]:
    """Those that people are not offered, as no speaker has approved the texts that matter most as they are now."""
    if settings.is_local:
        return []
    wanted, approved = languages(settings), signing.signed(work, Signed.LANGUAGE)
    return [code for code in settings.offered if code != SOURCE and approved.get(code) != pack.digest(wanted, code)]
