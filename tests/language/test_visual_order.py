"""What the eye meets: each number, code, link and name stands whole, in its own order, in a line that runs right.

Every text of every language is laid out by the Unicode bidirectional algorithm, as a phone does it.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from string import Formatter
from typing import Any, NamedTuple

import pytest
from babel.messages.pofile import read_po
from bidi import get_base_level, get_display

from bot import pseudo
from bot.language import FSI, LRI, NBSP, PDI, RLI, Code, Text
from tests.languages import EVERY_LANGUAGE, LOCALES

CODES = ("H-12", "020 7946 0018", "+44 20 7946 0018", "https://example.org/a?b=1", "7Q4-KX", "09:30")
NAMES = ("Ada Lovelace", "سمیرا خان", "O'Brien (Mrs)", "12", "Żółć")
NO_SIGN = dict.fromkeys(map(ord, (FSI, LRI, RLI, PDI)))
RIGHT_TO_LEFT = [code for code in EVERY_LANGUAGE.offered if EVERY_LANGUAGE.is_right_to_left(code)]


class Message(NamedTuple):
    """A text of the catalogs."""

    message: str
    plural: str | None
    context: str | None

    def with_values(self, turn: int, *, codes: bool) -> tuple[Text, list[str]]:
        """With values that differ from each other, and how each of them is shown."""
        named = sorted({name for _l, name, *_ in Formatter().parse(self.plural or self.message) if name})
        of = CODES if codes else NAMES
        chosen = {name: of[(turn + at) % len(of)] for at, name in enumerate(named)}
        values: dict[str, Any] = {name: Code(value) if codes else value for name, value in chosen.items()}
        shown = [value for name, value in chosen.items() if name != "n" or self.plural is None]
        if self.plural is not None:
            values["n"] = 3
        return Text(self.message, values, self.context, self.plural), shown


@cache
def messages() -> list[Message]:
    """All of them."""
    with (LOCALES / "pl" / "LC_MESSAGES" / "hearback.po").open("rb") as file:
        catalog = [one for one in read_po(file, locale="pl") if one.id]
    ids = [(one.id if isinstance(one.id, (tuple, list)) else (one.id, None), one.context) for one in catalog]
    return [Message(message, plural, context) for (message, plural), context in ids]


def shown(line: str) -> str:
    """A line as it is laid out, from left to right."""
    return str(get_display(line)).translate(NO_SIGN).replace(NBSP, " ")


def as_it_is_shown(value: str) -> str:
    """A value by itself."""
    return str(get_display(value)).translate(NO_SIGN)


@pytest.mark.parametrize("codes", [True, False], ids=["codes", "names"])
@pytest.mark.parametrize("language", EVERY_LANGUAGE.offered)
def test_each_value_stands_whole_and_in_its_own_order(language: str, codes: bool) -> None:
    wrong = []
    with_values = [one for one in messages() if "{" in (one.plural or one.message)]
    for turn, message in enumerate(with_values):
        text, values = message.with_values(turn, codes=codes)
        laid_out = "\n".join(shown(line) for line in EVERY_LANGUAGE.read(text, language).split("\n"))
        wrong += [(message.message, value, laid_out) for value in values if as_it_is_shown(value) not in laid_out]
    assert len(with_values) > 1_000
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_each_line_runs_as_its_language_does(language: str) -> None:
    """A line that begins with a name in Latin letters still begins at the right."""
    wrong = []
    for turn, message in enumerate(messages()):
        read = EVERY_LANGUAGE.read(message.with_values(turn, codes=False)[0], language)
        lines = [line for line in read.split("\n") if has_own_letters(line)]
        wrong += [(message.message, line) for line in lines if get_base_level(line) != 1]
    assert not wrong, wrong[:50]


def has_own_letters(line: str) -> bool:
    """Whether there is a letter of the language's own script in it, outside of values."""
    depth, own = 0, False
    for before, sign in pairwise(" " + line):
        depth += (before in (FSI, LRI, RLI)) - (sign == PDI)
        own = own or (depth == 0 and sign.isalpha() and not sign.isascii())
    return own


def test_without_isolation_it_would_be_found() -> None:
    assert as_it_is_shown("020 7946 0018") not in shown("فون 020 7946 0018 پر")
    assert "C++" not in shown("یہ C++ ہے"), "signs go to the wrong side"
    assert get_base_level("Ada نے کہا") == 0
    assert pseudo.MIRRORED in RIGHT_TO_LEFT
