"""How alike a telling and a title are, by the pieces of words that they share. It offers, a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.ports.pieces import SHORTEST_TITLE_WORD, Pieces, Sparse

_PIECES = Pieces(SHORTEST_TITLE_WORD)


def likeness(told: str, title: str) -> float:
    """From 0 (nothing shared) to 1 (the same): how far the three-letter pieces of two texts agree.

    Titles are matched by pieces whatever the embedder for questions is: their thresholds were chosen for these.
    """
    return likenesses(told, [title])[0]


def likenesses(told: str, titles: Sequence[str]) -> list[float]:
    """`likeness` to each of several titles."""
    words = _PIECES.embed([told])[0]
    return [_PIECES.similarity(words, _of_title(title)) for title in titles]


@lru_cache(maxsize=2_000)
def _of_title(title: str) -> Sparse:
    """Kept, unlike what people told: it is staff's, and is asked for again and again."""
    return _PIECES.embed([title])[0]
