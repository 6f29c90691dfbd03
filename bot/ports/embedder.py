"""The port by which questions are found that ask the same. It offers; a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

V = TypeVar("V")
Laid = TypeVar("Laid", contravariant=True)


class Shelf(Protocol[Laid]):
    """Vectors laid out so that those like a given one are found fast, among thousands."""

    def add(self, vectors: Iterable[Laid]) -> None:
        """Lay more of them down, behind those that are there."""

    def likenesses(self, vector: Laid) -> dict[int, float]:
        """How like each is (by its place, from 0); those that share nothing may be missing."""


class Embedder(Protocol[V]):
    """Turns texts into vectors that are near each other where the texts ask the same.

    The likenesses from which on two questions are taken to be the same were measured (`make bench`, row "matching"):
    `near` in one language, `near_across` between two (nothing: it cannot tell). `perhaps` is enough for a list that
    staff choose from. `at_once`: how many texts it embeds within about half a second.
    """

    name: str
    near: float
    near_across: float | None
    perhaps: float
    at_once: int

    def embed(self, texts: Sequence[str]) -> list[V]:
        """A vector for each text."""

    def similarity(self, one: V, other: V) -> float:
        """From 0 (nothing shared) to 1 (the same)."""

    def shelf(self) -> Shelf[V]:
        """An empty shelf for vectors of this kind."""
