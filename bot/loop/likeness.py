"""How alike two texts are, by the pieces of words that they share. Plain counting: it offers, a person decides."""

from __future__ import annotations

import math
import re
from collections import Counter

PIECE, LEAST_LETTERS = 3, 4
_GAPS = re.compile(r"[\W_]+")


def likeness(one: str, other: str) -> float:
    """From 0 (nothing shared) to 1 (the same): how far the three-letter pieces of two texts agree."""
    mine, theirs = _pieces(one), _pieces(other)
    shared = sum(count * theirs[piece] for piece, count in mine.items())
    return shared / (_length(mine) * _length(theirs)) if shared else 0.0


def _pieces(text: str) -> Counter[str]:
    """Of the words that are long enough to be about something."""
    words = [word for word in _GAPS.sub(" ", text.casefold()).split() if len(word) >= LEAST_LETTERS]
    return Counter(
        padded[at : at + PIECE] for word in words for padded in (f" {word} ",) for at in range(len(padded) - PIECE + 1)
    )


def _length(pieces: Counter[str]) -> float:
    return math.sqrt(sum(count * count for count in pieces.values()))
