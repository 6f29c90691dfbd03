"""The default embedder: the three-letter pieces of words, counted. It needs nothing, and knows no language."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

PIECE = 3
SHORTEST_TITLE_WORD = 4
_GAPS = re.compile(r"[\W_]+")
Sparse = Mapping[int, float]


class Pieces:
    """Likeness by shared pieces: good for words that are spelt alike, blind to words that only mean the same.

    `shortest`: words with fewer letters are passed over.
    """

    name = "pieces"
    near = 0.55
    near_across: float | None = None
    perhaps = 0.35
    at_once = 5_000

    def __init__(self, shortest: int = 1) -> None:
        self._shortest = shortest

    def embed(self, texts: Sequence[str]) -> list[Sparse]:
        """A vector of length 1 for each text: hashes of pieces, and how much of each there is."""
        return [self._vector(text) for text in texts]

    def similarity(self, one: Sparse, other: Sparse) -> float:
        """The cosine of the two."""
        return sum(weight * other.get(piece, 0.0) for piece, weight in one.items())

    def shelf(self) -> Postings:
        """An empty inverted index."""
        return Postings()

    def _vector(self, text: str) -> Sparse:
        counts = Counter(map(_hashed, self._pieces(text)))
        length = math.sqrt(sum(count * count for count in counts.values()))
        return {piece: count / length for piece, count in counts.items()}

    def _pieces(self, text: str) -> Iterable[str]:
        """Of each word with a gap before and behind it."""
        words = [word for word in _GAPS.sub(" ", text.casefold()).split() if len(word) >= self._shortest]
        return (
            padded[at : at + PIECE]
            for word in words
            for padded in (f" {word} ",)
            for at in range(len(padded) - PIECE + 1)
        )


class Postings:
    """An inverted index: for each piece, which vectors have it. Only those that share a piece are looked at."""

    def __init__(self) -> None:
        self._having: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._count = 0

    def add(self, vectors: Iterable[Sparse]) -> None:
        """Lay more of them down."""
        for vector in vectors:
            for piece, weight in vector.items():
                self._having[piece].append((self._count, weight))
            self._count += 1

    def likenesses(self, vector: Sparse) -> dict[int, float]:
        """How like each is that shares anything."""
        found: dict[int, float] = defaultdict(float)
        for piece, weight in vector.items():
            for place, other in self._having.get(piece, ()):
                found[place] += weight * other
        return found


def _hashed(piece: str) -> int:
    """The same number in every process, unlike `hash`."""
    return zlib.crc32(piece.encode())
