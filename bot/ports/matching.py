"""Finding, among questions that were laid down once, those that are like another. Kept in memory, per programme."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.ports.embedder import Embedder, Shelf

MOST_DEAD = 100


class Form(NamedTuple):
    """A question as somebody wrote it down: its number, its language, its words."""

    number: int
    language: str
    words: str


class Near(NamedTuple):
    """A question that is like another, and how like. `is_same`: like enough to be offered as the same."""

    form: Form
    likeness: float
    is_same: bool


@dataclass
class _Laid:
    """What is laid down, what of it still counts, what waits to be laid down, and of when all that is."""

    shelf: Shelf[Any]
    stamp: Hashable = None
    forms: list[Form] = field(default_factory=list)
    alive: set[Form] = field(default_factory=set)
    waiting: list[Form] = field(default_factory=list)


class Matching:
    """An embedder with what it has embedded. What does not fit into half a second is found from the next time on."""

    def __init__(self, embedder: Embedder[Any]) -> None:
        self.embedder = embedder
        self._laid: dict[Hashable, _Laid] = {}
        self._one_at_a_time = threading.Lock()

    def nearest(
        self, where: Hashable, stamp: Hashable, read: Callable[[], Sequence[Form]], words: str, language: str | None
    ) -> list[Near]:
        """Those that may ask the same, the likest first.

        `read` is called where the `stamp` is another one than the last time: it returns what is there now.
        """
        with self._one_at_a_time:
            laid = self._up_to_date(where, stamp, read)
            forms, found = laid.forms, laid.shelf.likenesses(self.embedder.embed([words])[0])
            alive = laid.alive
        there = [(forms[place], likeness) for place, likeness in found.items() if forms[place] in alive]
        near = [self._near(form, likeness, language) for form, likeness in there]
        able = [one for one in near if one.likeness >= self.embedder.perhaps]
        return sorted(able, key=lambda one: (one.is_same, one.likeness), reverse=True)

    def is_behind(self, where: Hashable) -> bool:
        """Whether there is more to be laid down than was done so far."""
        return where in self._laid and bool(self._laid[where].waiting)

    def _near(self, form: Form, likeness: float, language: str | None) -> Near:
        is_across = language is not None and form.language != language
        least = self.embedder.near_across if is_across else self.embedder.near
        return Near(form, likeness, least is not None and likeness >= least)

    def _up_to_date(self, where: Hashable, stamp: Hashable, read: Callable[[], Sequence[Form]]) -> _Laid:
        laid = self._laid.get(where)
        if laid is None or laid.stamp != stamp:
            laid = self._laid[where] = self._laid_anew(laid, stamp, read())
        now, laid.waiting = laid.waiting[: self.embedder.at_once], laid.waiting[self.embedder.at_once :]
        laid.shelf.add(self.embedder.embed([form.words for form in now]))
        laid.forms += now
        return laid

    def _laid_anew(self, before: _Laid | None, stamp: Hashable, forms: Sequence[Form]) -> _Laid:
        """What is laid down already stays, until most of it counts no more."""
        alive = set(forms)
        if before is None or len(before.forms) > MOST_DEAD + 2 * len(alive):
            return _Laid(self.embedder.shelf(), stamp, [], alive, list(forms))
        there = set(before.forms)
        return _Laid(before.shelf, stamp, before.forms, alive, [form for form in forms if form not in there])
