"""A translation as it will look, before it is kept: its direction, its length, and what of it differs."""

from __future__ import annotations

from collections.abc import Mapping

from bot import direction
from bot.language import Languages, Text, _
from bot.loop import approval_screen, as_read, trusted, trusted_lines, trusted_translations, trusted_words
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

UNITS_AT_ONCE = 4096
"""Telegram's limit of a message's text, in UTF-16 code units."""


def shown(
    work: Work, languages: Languages, message: TrustedMessage, language: str, words: Mapping[str, str]
) -> list[Text]:
    """What its readers will see, and what the writer should know."""
    parts = trusted_lines.parts(work, message, is_easy=trusted.EASY in words)
    said = as_read.plain(languages, approval_screen.with_words(parts, words), language)
    length = _units("\n".join(languages.read(one, language) for one in said))
    mine, theirs = _length(words), sum(_units(one.text) for one in trusted_words.texts(work, message).values())
    said.append(_("Your words are {n} letters long, the first ones {m}.", n=mine, m=theirs))
    if direction.is_right_to_left("".join(words.values())):
        said.append(_("They read from right to left."))
    if length > UNITS_AT_ONCE:
        said.append(_("This is too long for one message: it goes out in two."))
    differs = trusted_words.differences(work, message, language, words)
    return [*said, *trusted_translations.told_differences(differs)]


def _length(words: Mapping[str, str]) -> int:
    return sum(map(_units, words.values()))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
