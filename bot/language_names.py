"""What languages are called, by themselves and by staff, and what CLDR knows about each."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot import pseudo

MORE_THAN_ONE_SCRIPT = {"zh": ("hans", "hant")}
_DATES_AS_IN = {"en": "en_GB", "pt": "pt_PT", pseudo.ACCENTED: "en_GB", pseudo.MIRRORED: "ar"}


def own_name(language: str) -> str:
    """What a language calls itself, for instance اردو or Polski."""
    if language in pseudo.LOCALES:
        return pseudo.LOCALES[language]
    try:
        display = Locale.parse(language.replace("-", "_")).get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
    return display[:1].upper() + display[1:]


def english_name(language: str) -> str:
    """What staff call a language, for instance Urdu; its code where nobody knows a name."""
    try:
        return Locale.parse(language.replace("-", "_")).get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language


@lru_cache(maxsize=256)
def locale(language: str) -> Locale:
    """What CLDR knows about a language; English's rules where it knows nothing."""
    try:
        return Locale.parse(_DATES_AS_IN.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_DATES_AS_IN["en"])


@lru_cache(maxsize=256)
def with_script(code: str) -> str | None:
    """The script that a language has where nothing else is said ("zh" is "zh_hans", "zh_tw" is "zh_hant")."""
    subtags = {known.lower(): full for known, full in get_global("likely_subtags").items()}
    language, _, rest = subtags.get(code, "").lower().partition("_")
    script = rest.partition("_")[0]
    return f"{language}_{script}" if script in MORE_THAN_ONE_SCRIPT.get(language, ()) else None
