"""The months that stand in the dates of a text, by the names that a language has for them."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

ENGLISH = "en"
SHORTEST = 3


def named(text: str, language: str) -> dict[int, str]:
    """The months that stand beside a day or a year, with how that is written."""
    names = _names(language)
    shape = _shape(language)
    found: dict[int, str] = {}
    for match in shape.finditer(text.lower()):
        name = match["after"] or match["before"]
        found.setdefault(names[name], match[0].strip())
    return found


@lru_cache(maxsize=64)
def _names(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for code in (ENGLISH, language):
        try:
            months = Locale.parse(code.replace("-", "_")).months
        except (UnknownLocaleError, ValueError):
            continue
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                read = {name.lower().rstrip("."): number for number, name in months[use][width].items()}
                names |= {name: number for name, number in read.items() if len(name) >= SHORTEST}
    return {name: number for name, number in names.items() if not name.isdecimal()}


@lru_cache(maxsize=64)
def _shape(language: str) -> re.Pattern[str]:
    """A month's name after a day, or before a day or a year."""
    any_name = "|".join(re.escape(name) for name in sorted(_names(language), key=len, reverse=True))
    day = r"(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)?\s*(?:of|de)?\s*"
    return re.compile(
        rf"{day}(?P<after>{any_name})(?!\w)|(?<!\w)(?P<before>{any_name})\.?\s+(?:\d{{4}}|\d{{1,2}})(?!\d)"
    )
