"""Small numbers are hidden, and so much beside them that none of them follows from what is left.

A cell from 1 to 4 reads "fewer than 5"; nought is nobody and stays. A hidden cell is safe where it could as well be one
more or one less without anything that is shown being different: then nobody can work it out, however they add and
subtract. Until that is so for each, the smallest cell that helps is not shown either. Where nothing helps, the whole
table is not shown.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.loop.about_me import LEAST

K = TypeVar("K", bound=Hashable)
FEW, NOT_SHOWN = "few", "not shown"
Cell = int | str


def cell(count: int) -> Cell:
    """One count that stands by itself: as it is, or hidden because it is small."""
    return FEW if 0 < count < LEAST else count


def protected(
    counts: Mapping[K, int],
    sums: Mapping[K, Collection[K]] | None = None,
    *,
    least: Mapping[K, int] | None = None,
    most: Mapping[K, int] | None = None,
) -> tuple[dict[K, Cell], dict[K, Cell]]:
    """What may be shown of a table whose total is known, and of the `sums` of some of its cells (which may overlap).

    `least`, `most`: what is known of a cell from another table, as more cannot have been answered than were heard.
    """
    given = {name: frozenset(of) for name, of in (sums or {}).items()}
    table = _Table(dict(counts), given, least or {}, most or {})
    if 0 < sum(counts.values()) < LEAST or not table.is_made_safe():
        return dict.fromkeys(counts, NOT_SHOWN), dict.fromkeys(given, NOT_SHOWN)
    return _cells(table.counts, table.gone), _cells(table.totals, table.gone_sums)


def protected_sums(
    counts: Mapping[K, int],
    sums: Mapping[K, Collection[K]],
    *,
    least: Mapping[K, int],
    most: Mapping[K, int],
) -> dict[K, Cell]:
    """What may be shown of the sums alone, where none of their cells is: those that stand in the same sums are one."""
    sums_of: dict[K, list[K]] = {}
    for name, of in sums.items():
        for key in of:
            sums_of.setdefault(key, []).append(name)
    alike: dict[K, Hashable] = {key: frozenset(sums_of.get(key, ())) for key in counts}
    merged = [_merged(values, alike) for values in (counts, least, most)]
    of_merged: dict[Hashable, set[Hashable]] = {name: {alike[key] for key in of} for name, of in sums.items()}
    _cells, shown = protected(merged[0], of_merged, least=merged[1], most=merged[2])
    return {name: shown[name] for name in sums}


def _merged(values: Mapping[K, int], alike: Mapping[K, Hashable]) -> dict[Hashable, int]:
    found: dict[Hashable, int] = {}
    for key, value in values.items():
        found[alike[key]] = found.get(alike[key], 0) + value
    return found


@dataclass
class _Table(Generic[K]):
    """A table while it is being made safe. `gone`, `gone_sums`: what is hidden for others' sake."""

    counts: dict[K, int]
    sums: dict[K, frozenset[K]]
    least: Mapping[K, int]
    most: Mapping[K, int]
    gone: set[K] = field(default_factory=set)
    gone_sums: set[K] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.totals = {name: sum(self.counts[key] for key in of) for name, of in self.sums.items()}
        self.sums_of: dict[K, list[K]] = {key: [] for key in self.counts}
        for name, of in self.sums.items():
            for key in of:
                self.sums_of[key].append(name)

    def is_made_safe(self) -> bool:
        """Hide more until every small number is safe; false where that cannot be had."""
        while (exposed := self._first_exposed()) is not None:
            if not self._hide_more(exposed):
                return False
        return True

    def _first_exposed(self) -> frozenset[K] | None:
        """The cells of the first small number, of one or of several, that could be worked out."""
        hidden = self._hidden()
        cells = (frozenset((key,)) for key, count in self.counts.items() if _is_small(count))
        small_sums = (of for name, of in self.sums.items() if _is_small(self.totals[name]))
        return next((of for of in (*cells, *small_sums) if not self._can_differ(of, hidden)), None)

    def _hide_more(self, exposed: frozenset[K]) -> bool:
        """Hide the smallest cell that makes what is exposed safe, else the smallest sum that pins it down."""
        if self._is_hopeless(exposed):
            return False
        classes = {self._class(key) for key in exposed if _is_small(self.counts[key])}
        near = [key for key in self.counts if self._is_shown(key) and key not in exposed]
        for key in sorted(near, key=lambda one: self.counts[one]):
            if self._class(key) in classes and self._can_differ(exposed, {self._class(key): _Movable(self, [key])}):
                self.gone.add(key)
                return True
        pinning = [name for name, of in self.sums.items() if self._pins(name) and of & exposed]
        if not pinning:
            return False
        self.gone_sums.add(min(pinning, key=lambda name: self.totals[name]))
        return True

    def _is_hopeless(self, exposed: frozenset[K]) -> bool:
        """Whether it could be worked out even if every other cell and every sum were hidden."""
        others = [key for key, count in self.counts.items() if count and key not in exposed]
        return not any(
            self.may_be(key, step) and any(self.may_be(other, -step) for other in others)
            for step in (1, -1)
            for key in exposed
            if self._is_hidden(key)
        )

    def _can_differ(self, of: frozenset[K], hidden: Mapping[frozenset[K], _Movable[K]]) -> bool:
        """Whether one could be moved between a hidden cell of these and one beside them, and nobody would see it."""
        for key in of:
            beside = hidden.get(self._class(key))
            if beside is None or not self._is_hidden(key):
                continue
            for step, others in ((1, beside.down), (-1, beside.up)):
                if self.may_be(key, step) and any(
                    other not in of and self._reads_alike(key, other, step) for other in others
                ):
                    return True
        return False

    def may_be(self, key: K, step: int) -> bool:
        """Whether a hidden cell could as well be one more or one less."""
        before, after = self.counts[key], self.counts[key] + step
        is_known = self.least.get(key, 0) <= after <= self.most.get(key, after)
        return is_known and _stays_hidden(before, after)

    def _reads_alike(self, key: K, other: K, step: int) -> bool:
        """Whether all sums would read the same if one were moved from one cell to another."""
        mine, theirs = set(self.sums_of[key]), set(self.sums_of[other])
        changed = {**dict.fromkeys(mine - theirs, step), **dict.fromkeys(theirs - mine, -step)}
        return all(_stays_hidden(self.totals[name], self.totals[name] + by) for name, by in changed.items())

    def _hidden(self) -> dict[frozenset[K], _Movable[K]]:
        """The hidden cells, by class."""
        found: dict[frozenset[K], list[K]] = {}
        for key in self.counts:
            if self._is_hidden(key):
                found.setdefault(self._class(key), []).append(key)
        return {one: _Movable(self, keys) for one, keys in found.items()}

    def _is_hidden(self, key: K) -> bool:
        return _is_small(self.counts[key]) or key in self.gone

    def _is_shown(self, key: K) -> bool:
        return self.counts[key] >= LEAST and key not in self.gone

    def _class(self, key: K) -> frozenset[K]:
        """The sums, shown as they are, that a cell is part of: what moves within a class changes none of them."""
        return frozenset(name for name in self.sums_of[key] if self._pins(name))

    def _pins(self, name: K) -> bool:
        return name not in self.gone_sums and not _is_small(self.totals[name])


class _Movable(Generic[K]):
    """Of some hidden cells, those that could as well be one more, and those that could be one less."""

    def __init__(self, table: _Table[K], keys: Collection[K]) -> None:
        self.up = [key for key in keys if table.may_be(key, 1)]
        self.down = [key for key in keys if table.may_be(key, -1)]


def _cells(counts: Mapping[K, int], gone: Collection[K]) -> dict[K, Cell]:
    return {key: NOT_SHOWN if key in gone else cell(count) for key, count in counts.items()}


def _is_small(count: int) -> bool:
    return 0 < count < LEAST


def _stays_hidden(before: int, after: int) -> bool:
    """Whether a hidden number could as well be another: small ones stay small, and others do not become so."""
    return 0 < after < LEAST if before < LEAST else after >= LEAST
