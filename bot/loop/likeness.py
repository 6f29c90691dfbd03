"""How alike two texts are, by the pieces of words that they share. Plain counting: it offers, a person decides."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

K = TypeVar("K")
PIECE, LEAST_LETTERS = 3, 4
_GAPS = re.compile(r"[\W_]+")


def likeness(one: str, other: str) -> float:
    """From 0 (nothing shared) to 1 (the same): how far the three-letter pieces of two texts agree."""
    return _agree(_pieces(one), _pieces(other))


def likest(one: str, others: Mapping[K, str], *, least: float) -> list[K]:
    """Those of some titles that are like a text, the likest first. Each is taken to pieces only once."""
    mine = _pieces(one)
    found = [(_agree(mine, _of_title(title)), key) for key, title in others.items()]
    return [key for alike, key in sorted(found, key=lambda one: one[0], reverse=True) if alike >= least]


@lru_cache(maxsize=1024)
def _of_title(title: str) -> Counter[str]:
    return _pieces(title)


def _agree(mine: Counter[str], theirs: Counter[str]) -> float:
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
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
