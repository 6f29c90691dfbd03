"""Days as people type them, read day-first: 27/11, 27.11.2026, 27 November, 2026-11-27, tomorrow, Friday."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from bot.language import SOURCE
from bot.language_names import locale
from bot.talk import wording, writing
from bot.talk.labels import Labels

Bounds = tuple[date | None, date | None]

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?[-/.]?")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_CENTURY = 2000
_LONGEST = 60


def from_iso(text: str) -> date | None:
    """The day that stands in `text` as 2026-11-27 or 20261127, if one does."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read(typed: str, labels: Labels, language: str, today: date, bounds: Bounds) -> date | None:
    """The day that somebody typed, in their language or another that is offered; nothing where none can be read.

    A year that is missing is the one that brings the day within `bounds`, or next to come where they leave it open.
    """
    if len(typed) > _LONGEST:
        return None
    if not any(letter.isalpha() for letter in typed):
        return _in_figures(writing.western_digits(typed).strip(), today, bounds)
    words = " " + _ORDINAL.sub(r"\1", writing.fold(typed, marks=False)) + " "
    for spoken in dict.fromkeys((language, *labels.languages.offered, SOURCE)):
        day = _in_words(words, labels, spoken, today, bounds)
        if day:
            return day
    return None


def _in_figures(figures: str, today: date, bounds: Bounds) -> date | None:
    if found := _YEAR_FIRST.fullmatch(figures):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if not (found := _DAY_FIRST.fullmatch(figures)):
        return None
    first, second, year = int(found[1]), int(found[2]), found[3]
    return _dated(first, second, year, today, bounds) or _dated(second, first, year, today, bounds)


def _in_words(words: str, labels: Labels, language: str, today: date, bounds: Bounds) -> date | None:
    for text, days in ((wording.TODAY, 0), (wording.TOMORROW, 1)):
        if words.strip() == labels.folded(text, language, False):
            return today + timedelta(days=days)
    months, weekdays = _names(language)
    for name, month in months.items():
        before, found, after = words.partition(f" {name} ")
        if found and any(letter.isdecimal() for letter in words):
            return _around_month(re.findall(r"\d+", before), month, re.findall(r"\d+", after), today, bounds)
    weekday = weekdays.get(words.strip())
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1) if weekday is not None else None


def _around_month(before: list[str], month: int, after: list[str], today: date, bounds: Bounds) -> date | None:
    figures = before + after
    day, *year = figures if len(figures[0]) <= 2 else figures[::-1]
    if len(before) > 1 or len(day) > 2 or len(year) > 1:
        return None
    return _dated(int(day), month, year[0] if year else None, today, bounds)


@lru_cache(maxsize=64)
def _names(language: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The months (1 to 12) and weekdays (0 to 6, Monday first) of a language, the longest names first."""
    return _folded(locale(language).months), _folded(locale(language).days)


def _folded(names: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Mapping[str, int]:
    found = {
        writing.fold(name, marks=False): number
        for use in ("stand-alone", "format")
        for width in ("abbreviated", "wide")
        for number, name in names[use][width].items()
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _dated(day: int, month: int, year: str | None, today: date, bounds: Bounds) -> date | None:
    if year:
        return _day(int(year) if len(year) == 4 else _CENTURY + int(year), month, day)
    first, last = bounds
    if last and not first:
        return next((found for ago in range(9) if (found := _day(last.year - ago, month, day)) and found <= last), None)
    start = first or today
    return next(
        (found for ahead in range(9) if (found := _day(start.year + ahead, month, day)) and found >= start), None
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
