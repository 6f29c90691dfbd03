"""Which way words run: by their first letter."""

from __future__ import annotations

import re
import unicodedata

RIGHT = "\u200f"
_PLACES = re.compile(r"\{[a-z_]+\}")
_NUMBER = re.compile("[+(]?\\d[\\d \u00a0()-]{5,}\\d")
_CODES = re.compile("\u2066[^\u2069]*\u2069")
_INNERMOST = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def has_letters_of_its_own(words: str) -> bool:
    """Whether there is a letter that stands in no isolate: only by such a one does an isolate round them go."""
    count = 1
    while count:
        words, count = _INNERMOST.subn("", words)
    return any(map(str.isalpha, words))


def is_right_to_left(words: str) -> bool:
    """Whether the first letter, in an isolate or not, runs so; references and telephone numbers do not count."""
    ways = map(unicodedata.bidirectional, _CODES.sub("", words))
    return next((way for way in ways if way in ("L", "R", "AL")), None) in ("R", "AL")


def begun_at_the_right(words: str) -> str:
    """Words of a language that runs from right to left: so does each line, also one that begins with Latin letters."""
    return "\n".join(RIGHT + line if _begins_wrong(line) else line for line in words.split("\n"))


def _begins_wrong(line: str) -> bool:
    ways = [way for way in map(unicodedata.bidirectional, _PLACES.sub("", line)) if way in ("L", "R", "AL")]
    return bool(ways) and ways[0] == "L" and ways.count("L") < len(ways)


def with_numbers_whole(words: str) -> str:
    """Words that run from right to left, in which a telephone number reads on from left to right.

    Its groups would otherwise be shown in the opposite order: 020 7946 0018 as 0018 7946 020.
    """
    return _NUMBER.sub(lambda found: f"\u2066{found[0]}\u2069", words)
