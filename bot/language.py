"""Texts that are translated when they are read, and the languages to read them in.

A text written in the code, `_("Thank you, {name}.", name="Asha")`, is a `Text`: a message and its values, not yet
words. It becomes words in `Languages.read`, in the reader's language at that moment. Every value is isolated there,
because a telephone number or a Latin name inside an Urdu sentence is otherwise shown in the wrong order.
"""

from __future__ import annotations

import gettext
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, get_datetime_format, get_day_names
from babel.lists import format_list

from bot import direction, drafts, pseudo
from bot.language_names import locale, own_name, with_script

DOMAIN = "hearback"
SOURCE = "en"
FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"
NBSP = "\u00a0"

_OWN_WORDS = "{words}"
_FORMATTER = string.Formatter()
_ISOLATES = re.compile("[\u2066-\u2069]")


class Code(str):
    """A reference, telephone number, time or address: shown left to right and on one line, whatever stands round it."""

    __slots__ = ()


class Weekday(int):
    """A day of the week, 0 for Monday: its name in the language that it is read in."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Something to be said, not yet in any language: a message of the catalogs and the values that go into it."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    context: str | None = None
    plural: str | None = None

    def __hash__(self) -> int:
        return hash((self.message, self.context, self.plural, tuple(sorted(self.values))))

    def __str__(self) -> str:
        raise TypeError(f"a Text is not words yet; read it with Languages.read: {self.message!r}")

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values, for a table's column; `Text.from_json` takes it back."""
        row: dict[str, Any] = {"m": self.message}
        if self.values:
            row["v"] = {name: _value_to_json(value) for name, value in self.values.items()}
        if self.context is not None:
            row["c"] = self.context
        if self.plural is not None:
            row["p"] = self.plural
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Text:
        """What `to_json` wrote."""
        values = {name: _value_from_json(value) for name, value in row.get("v", {}).items()}
        return cls(row["m"], values, row.get("c"), row.get("p"))


def _(message: str, **values: Any) -> Text:
    """A text of the catalogs."""
    return Text(message, values)


def n_(one: str, many: str, n: int, **values: Any) -> Text:
    """A text whose form depends on the number `n`."""
    return Text(one, {"n": n, **values}, None, many)


def p_(context: str, message: str, **values: Any) -> Text:
    """A text whose translation depends on where it stands; `context` says where."""
    return Text(message, values, context)


def own_words(words: str) -> Text:
    """What a person wrote, said as they wrote it in every language."""
    return Text(_OWN_WORDS, {"words": words})


_begun_at_the_right = lru_cache(maxsize=4096)(direction.begun_at_the_right)


def _value_to_json(value: Any) -> Any:
    match value:
        case Text():
            return {"text": value.to_json()}
        case Code():
            return {"code": str(value)}
        case Weekday():
            return {"weekday": int(value)}
        case str() | int():
            return value
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case list() | tuple():
            return [_value_to_json(item) for item in value]
    raise TypeError(f"a text cannot hold {type(value).__name__}")


def _value_from_json(value: Any) -> Any:
    match value:
        case {"text": row}:
            return Text.from_json(row)
        case {"code": code}:
            return Code(code)
        case {"weekday": day}:
            return Weekday(day)
        case {"at": moment}:
            return datetime.fromisoformat(moment)
        case {"day": day}:
            return date.fromisoformat(day)
        case list():
            return [_value_from_json(item) for item in value]
    return value


class Languages:
    """The languages offered, and the reading of texts in them.

    `directory` holds `<code>/LC_MESSAGES/hearback.mo`; `offered` are the codes that people may choose, the first the
    one for who has chosen none. A missing translation goes the chain `pt_BR → pt → en`, for interface texts only, and
    so does a language that is not offered (any more). `drafts` are those that no speaker has checked yet.
    """

    def __init__(self, directory: Path, offered: Sequence[str], zone: tzinfo = ZoneInfo("Europe/London")) -> None:
        self.directory = directory
        self.offered = tuple(offered)
        self.zone = zone
        self.drafts = drafts.among(directory)
        self._catalogs = {code: _catalog(directory, code) for code in self.offered}
        self._catalogs.setdefault(SOURCE, gettext.NullTranslations())

    def read(self, text: Text, language: str) -> str:
        """The words of `text` in `language`."""
        if text.message == _OWN_WORDS:
            return str(text.values["words"])
        if language not in self._catalogs:
            language = self.closest(language) or SOURCE
        pattern = self._pattern(text, self._catalogs[language])
        if self.is_right_to_left(language):
            pattern = _begun_at_the_right(pattern)
        return self._fill(pattern, text.values, language)

    def pattern(self, text: Text, language: str) -> str:
        """The words of `text` in an offered language, with the names of its values in braces."""
        return self._pattern(text, self._catalogs[language])

    def name(self, language: str) -> str:
        """What a language calls itself, for instance اردو or Polski."""
        return own_name(language)

    def is_right_to_left(self, language: str) -> bool:
        """Whether its script runs from right to left."""
        return locale(language).text_direction == "rtl"

    def closest(self, wanted: str | None) -> str | None:
        """The offered language nearest to a code as Telegram sends it ("pt-br", "en-raw", "" or nothing), if any."""
        parts = [part for part in re.split(r"[-_]", wanted or "") if part.isascii() and part.isalnum()]
        offered = {code.lower(): code for code in self.offered}
        for length in range(len(parts), 0, -1):
            candidate = "_".join(parts[:length]).lower()
            if candidate in offered:
                return offered[candidate]
            if (likely := with_script(candidate)) is not None:
                return offered.get(likely)
        return None

    def _pattern(self, text: Text, catalog: gettext.NullTranslations) -> str:
        count = text.values.get("n", 1)
        match text.context, text.plural:
            case None, None:
                return catalog.gettext(text.message)
            case None, str(plural):
                return catalog.ngettext(text.message, plural, count)
            case str(context), None:
                return catalog.pgettext(context, text.message)
            case str(context), str(plural):
                return catalog.npgettext(context, text.message, plural, count)
        raise TypeError("a text has a string as its context, or none")

    def _fill(self, pattern: str, values: Mapping[str, Any], language: str) -> str:
        filled = []
        for literal, name in _parts(pattern):
            filled.append(literal)
            if name is not None:
                filled.append(self._isolated(values[name], language) if name in values else f"{{{name}}}")
        return "".join(filled)

    def _isolated(self, value: Any, language: str) -> str:
        match value:
            case Text():
                read = self.read(value, language)
                return _isolate(read, self._opening(read, language))
            case Code():
                return _isolate(value.replace(" ", NBSP), LRI)
            case Weekday():
                return FSI + str(get_day_names("wide", "stand-alone", locale(language))[int(value)]) + PDI
            case datetime():
                return FSI + self.moment(value, language) + PDI
            case date():
                return FSI + self.day(value, language) + PDI
            case list() | tuple():
                return _isolate(_joined((self._isolated(item, language) for item in value), language))
        return _isolate(str(value))

    def _opening(self, read: str, language: str) -> str:
        """An isolate goes by letters of its own; where all are its values', it is told the way they run."""
        if not self.is_right_to_left(language) or direction.has_letters_of_its_own(read):
            return FSI
        return RLI if direction.is_right_to_left(read) else FSI

    def day(self, day: date, language: str) -> str:
        """A date as people write it: weekday, day, month."""
        return _day(day.year, day.month, day.day, language)

    def moment(self, at: datetime, language: str) -> str:
        """A date with its time of day, in the programme's zone."""
        here = at.astimezone(self.zone)
        pattern = str(get_datetime_format("medium", locale=locale(language)))
        return pattern.replace("{1}", self.day(here, language)).replace("{0}", f"{LRI}{here:%H:%M}{PDI}")

    def listed(self, items: Iterable[str], language: str) -> str:
        """Several things in one sentence, joined as the language joins them."""
        return _joined((_isolate(item) for item in items), language)


@lru_cache(maxsize=4096)
def _parts(pattern: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _spec, _conversion in _FORMATTER.parse(pattern))


@lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int, language: str) -> str:
    return format_skeleton("MMMMEd", datetime(year, month, day), locale=locale(language))


def _joined(isolated: Iterable[str], language: str) -> str:
    return format_list(list(isolated), locale=locale(language))


def _isolate(words: str, opening: str = FSI) -> str:
    """Line by line, since a line's end ends every isolation (Unicode's bidirectional algorithm, X8)."""
    if "\n" in words:
        return "\n".join(_isolate(line, opening) for line in words.split("\n"))
    return f"{opening}{_contained(words)}{PDI}"


def _contained(words: str) -> str:
    """Words whose own isolates cannot reach out of them: as they are when balanced, else without these marks."""
    depth = 0
    for mark in _ISOLATES.findall(words):
        depth += -1 if mark == PDI else 1
        if depth < 0:
            break
    return words if depth == 0 else _ISOLATES.sub("", words)


def _catalog(directory: Path, code: str) -> gettext.NullTranslations:
    if code in pseudo.LOCALES:
        return pseudo.Catalog(code)
    parts = code.split("_")
    catalog: gettext.NullTranslations | None = None
    for length in range(len(parts), 0, -1):
        path = directory / "_".join(parts[:length]) / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.exists():
            with path.open("rb") as source:
                found = gettext.GNUTranslations(source)
            if catalog is None:
                catalog = found
            else:
                catalog.add_fallback(found)
    return catalog or gettext.NullTranslations()
