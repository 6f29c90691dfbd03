"""How alike a telling and a title are, by the pieces of words that they share. It offers, a person decides."""

from __future__ import annotations

from bot.ports.pieces import SHORTEST_TITLE_WORD, Pieces

_PIECES = Pieces(SHORTEST_TITLE_WORD)


def likeness(one: str, other: str) -> float:
    """From 0 (nothing shared) to 1 (the same): how far the three-letter pieces of two texts agree.

    Titles are matched by pieces whatever the embedder for questions is: their thresholds were chosen for these.
    """
    mine, theirs = _PIECES.embed([one, other])
    return _PIECES.similarity(mine, theirs)
