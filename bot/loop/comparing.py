"""Whether a translation says the same as its source in all that can be counted: numbers, dates, phones, links, codes.

What is written in words ("two", "noon") is for its second reader to see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bot.loop import month_names

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
_ENDINGS = "uk|org|com|net|gov|info|eu|health|london|pl|ly|me|io|int"
_LINK = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"“”«»،؛]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b(?:/\S*)?",
    re.I,
)
_CODE = re.compile(r"(?<![\w-])(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*[0-9])[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w-])")
_NAMED = re.compile("[A-Z]{4,}-([0-9]{1,2})")
_HOURS = re.compile("(?:[0-9]{1,2}[AP]M-?)+")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})([./-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)")
_HALF = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b", re.I)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)(?!\d)")
_PHONE = r"(?:[ \u00a0\u202f().–-]{0,2}\d){6,}"
_DIALLED, _LONG = re.compile(rf"(?:\+\(?\d|\(?0){_PHONE}"), re.compile(rf"\d{_PHONE}")
_GROUPED = re.compile(r"(?<!\d)([1-9]\d{0,2})((?:([ \u00a0\u202f.,'])\d{3})(?:\3\d{3})*)(?:[.,](\d{1,2}))?(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NOON, _HOURS_OF_A_DAY, _MINUTES_OF_AN_HOUR = 12, 24, 60
_DAYS, _MONTHS = 31, 12


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be counted: as it is written, and what it means.

    `times`: the times of day that it may be; `numbers`: how such a time may be written as a mere number.
    """

    shown: str
    meant: str
    times: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    def agrees(self, other: Fact) -> bool:
        """Whether both may mean the same."""
        if self.times and other.times:
            return not self.times.isdisjoint(other.times)
        return self.meant == other.meant or self.meant in other.numbers or other.meant in self.numbers


@dataclass(frozen=True, slots=True)
class Differs:
    """What a translation lacks and what it has beside, as written; `months`: those that were not found again."""

    missing: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    months: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether it cannot go like this. A month may be there under a name that is not known here."""
        return bool(self.missing or self.beside)


def compared(source: str, language: str, words: str, into: str) -> Differs:
    """What differs between a source in a language and its translation into another."""
    wanted, months = facts(source, language)
    there, named = facts(words, into)
    missing = [one.shown for one in wanted if not any(one.agrees(other) for other in there)]
    beside = [one.shown for one in there if not any(one.agrees(other) for other in wanted)]
    beside += [shown for month, shown in named.items() if months and month not in months]
    unseen = [shown for month, shown in months.items() if month not in named]
    return Differs(*(tuple(dict.fromkeys(some)) for some in (missing, beside, unseen)))


def facts(text: str, language: str) -> tuple[list[Fact], dict[int, str]]:
    """All of a text that can be counted, and the months of its dates as they are written."""
    left, found = _plain(text), list[Fact]()
    months = month_names.named(left, language)

    def take(shape: re.Pattern[str], read: Callable[[re.Match[str]], list[Fact] | None]) -> None:
        nonlocal left

        def taken(match: re.Match[str]) -> str:
            facts_there = read(match)
            found.extend(facts_there or ())
            return match[0] if facts_there is None else "\n"

        left = shape.sub(taken, left)

    take(_LINK, lambda match: [_link(match[0])])
    for shape in (_YEAR_FIRST, _DAY_FIRST):
        take(shape, lambda match: _date(match, months))
    take(_CODE, lambda match: _code(match[0]))
    take(_HALF, _half)
    take(_CLOCK, _clock)
    take(_YEARS, lambda match: [_number(match[1]), _number(match[2])])
    take(_DIALLED, lambda match: [_phone(match[0])])
    take(_GROUPED, _grouped)
    take(_LONG, lambda match: [_phone(match[0])])
    take(_NUMBER, lambda match: [_number(match[0])])
    return found, months


def _plain(text: str) -> str:
    """Without signs that nobody sees, and with the digits 0 to 9 whatever the script."""
    seen = _UNSEEN.sub("", text).replace("٫", ".").replace("٬", ",")
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in seen)


def _link(shown: str) -> Fact:
    shown = shown.rstrip(".,;:!?)…'")
    bare = re.sub("^(?:https?://)?(?:www[.])?", "", shown, flags=re.I).rstrip("/")
    host, slash, path = bare.partition("/")
    return Fact(shown, f"{host.lower()}{slash}{path}")


def _date(match: re.Match[str], months: dict[int, str]) -> list[Fact] | None:
    day, month, year = (int(match[name]) for name in ("day", "month", "year"))
    if not (1 <= day <= _DAYS and 1 <= month <= _MONTHS):
        return None
    months.setdefault(month, match[0])
    in_full = match["year"] if len(match["year"]) > len("26") else f"20{year:02}"
    return [Fact(match[0], str(day)), Fact(match[0], in_full)]


def _code(shown: str) -> list[Fact] | None:
    if _HOURS.fullmatch(shown):
        return None
    named = _NAMED.fullmatch(shown)
    return [_number(named[1])] if named else [Fact(shown, shown)]


def _half(match: re.Match[str]) -> list[Fact] | None:
    """A time before or after noon."""
    hour, minute = int(match[1]), int(match[2] or 0)
    if not 1 <= hour <= _NOON or minute >= _MINUTES_OF_AN_HOUR:
        return None
    of_day = hour % _NOON + (_NOON if match[3].lower() == "p" else 0)
    return [_time(match[0], {of_day}, {hour, of_day}, minute)]


def _clock(match: re.Match[str]) -> list[Fact] | None:
    """A time of day; 9:00 may be in the evening, 09:00 and 21:00 say which."""
    hour, minute = int(match[1]), int(match[2])
    if hour > _HOURS_OF_A_DAY or minute >= _MINUTES_OF_AN_HOUR:
        return None
    is_open = 1 <= hour <= _NOON and not match[1].startswith("0")
    hours = {hour % _NOON, hour % _NOON + _NOON} if is_open else {hour % _HOURS_OF_A_DAY}
    return [_time(match[0], hours, {hour, (hour - 1) % _NOON + 1}, minute)]


def _time(shown: str, hours: set[int], written: set[int], minute: int) -> Fact:
    times = frozenset(f"{hour}:{minute:02}" for hour in hours)
    numbers = frozenset(f"{hour}.{minute:02}" if minute else str(hour) for hour in written)
    return Fact(shown, min(times), times, numbers)


def _phone(shown: str) -> Fact:
    digits = re.sub(r"\D", "", shown)
    if shown.startswith("+"):
        return Fact(shown, f"+{digits}")
    return Fact(shown, f"+{digits[2:]}" if digits.startswith("00") else digits)


def _grouped(match: re.Match[str]) -> list[Fact]:
    whole = match[1] + re.sub(r"\D", "", match[2])
    return [Fact(match[0], f"{whole}.{match[4]}" if match[4] else whole)]


def _number(shown: str) -> Fact:
    meant = shown.replace(",", ".")
    return Fact(shown, meant.lstrip("0") or "0" if len(meant) <= len("09") else meant)
