"""How alike a telling and a title are, by the pieces of words that they share. It offers, a person decides.

Titles are matched by pieces whatever the embedder for questions is: their thresholds were chosen for these.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from bot.ports.pieces import SHORTEST_TITLE_WORD, Pieces, Sparse

K = TypeVar("K")
_PIECES = Pieces(SHORTEST_TITLE_WORD)


def likeness(one: str, other: str) -> float:
    """From 0 (nothing shared) to 1 (the same): how far the three-letter pieces of two texts agree."""
    mine, theirs = _PIECES.embed([one, other])
    return _PIECES.similarity(mine, theirs)


def likest(one: str, titles: Mapping[K, str], *, least: float) -> list[K]:
    """Those of some titles that are like a text, the likest first. Each is taken to pieces only once."""
    found = [(alike, key) for key, alike in likenesses(one, titles).items() if alike >= least]
    return [key for _alike, key in sorted(found, key=lambda each: each[0], reverse=True)]


def likenesses(one: str, titles: Mapping[K, str]) -> dict[K, float]:
    """`likeness` of a text to each of some titles."""
    mine = _PIECES.embed([one])[0]
    return {key: _PIECES.similarity(mine, _of_title(title)) for key, title in titles.items()}


@lru_cache(maxsize=2_000)
def _of_title(title: str) -> Sparse:
    """Kept, unlike what people told: it is staff's, and is asked for again and again."""
    return _PIECES.embed([title])[0]
