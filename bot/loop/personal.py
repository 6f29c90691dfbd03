"""Telephone numbers, NHS numbers, e-mail addresses and postcodes in what people write: found, and masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import phonenumbers
from stdnum.gb import nhs

from bot.language import Text, _

HOME = "GB"
LEAST_DIGITS = 7
_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_CALLED_NHS = re.compile(r"\bNHS\b[^\d+\n]{0,24}(?<!\d)([1-9](?:[ -]?\d){9})(?!\d)", re.IGNORECASE)
_BRITISH = re.compile(r"(?<!\d)(?:\+44[ .-]?\(?0?\)?|0044[ .-]?|\(?0)(?:[ ().-]{0,2}\d){9,10}(?!\d)")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_ENDS_LIKE_A_POSTCODE = re.compile(r"\d[A-Za-z]{2}(?![A-Za-z0-9])")
_POSTCODE = re.compile(r"(?<![A-Z0-9])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0AA)(?![A-Z0-9])", re.IGNORECASE)


class Personal(StrEnum):
    """What sort of thing was found; the value stands in its place when it is masked."""

    NHS = "[NHS number]"
    EMAIL = "[e-mail address]"
    PHONE = "[phone number]"
    POSTCODE = "[postcode]"


NAMES: dict[Personal, Text] = {
    Personal.NHS: _("an NHS number"),
    Personal.EMAIL: _("an e-mail address"),
    Personal.PHONE: _("a phone number"),
    Personal.POSTCODE: _("a postcode"),
}


class Found(NamedTuple):
    """A place in the words."""

    start: int
    end: int
    kind: Personal


def found(words: str) -> list[Found]:
    """What of the kind stands in the words, from front to back; where two overlap, the surer one."""
    kept: list[Found] = []
    for one in _candidates(words):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept)


def kinds(words: str) -> list[Personal]:
    """Which kinds stand in the words, each once."""
    there = {one.kind for one in found(words)}
    return [kind for kind in Personal if kind in there]


def masked(words: str) -> str:
    """The words with each of these replaced by what it is, for instance "[phone number]"."""
    for one in reversed(found(words)):
        words = f"{words[: one.start]}{one.kind.value}{words[one.end :]}"
    return words


def shown(words: str, may_stay: bool | None) -> str:
    """The words as staff read them: masked, unless their teller let them stay."""
    return words if may_stay else masked(words)


def _candidates(words: str) -> Iterator[Found]:
    """The surest first. Looking for numbers costs something, so words with few digits are not looked through.

    Ten digits that are called an NHS number are one, mistyped or not.
    """
    words = _with_western_digits(words)
    digits = sum(map(str.isdigit, words))
    if digits >= LEAST_DIGITS:
        for match in _NHS.finditer(words):
            if nhs.is_valid(match[0]):
                yield Found(*match.span(), Personal.NHS)
        yield from (Found(*match.span(1), Personal.NHS) for match in _CALLED_NHS.finditer(words))
    if "@" in words:
        yield from (Found(*match.span(), Personal.EMAIL) for match in _EMAIL.finditer(words))
    if digits >= LEAST_DIGITS:
        for number in phonenumbers.PhoneNumberMatcher(words, HOME):
            yield Found(number.start, number.end, Personal.PHONE)
        yield from (Found(*match.span(), Personal.PHONE) for match in _BRITISH.finditer(words))
    if digits and _ENDS_LIKE_A_POSTCODE.search(words):
        yield from (Found(*match.span(), Personal.POSTCODE) for match in _POSTCODE.finditer(words))


def _with_western_digits(words: str) -> str:
    """The same, letter by letter, with the digits of any script as 0 to 9."""
    if words.isascii():
        return words
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in words)
