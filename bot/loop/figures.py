"""The figures of a period: what was heard and told back, how long that took, and for whom; small ones are hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter

from bot.loop import cohort, communities, debts, hiding, tallies
from bot.loop.about_me import LEAST
from bot.loop.cohort import Heard
from bot.loop.communities import Place
from bot.loop.debts import Debt, WrittenOff
from bot.loop.hiding import Cell
from bot.loop.periods import Period
from bot.loop.tallies import Kept, Left
from bot.store.session import Work

Key = Hashable
WAITS = ("first_word", "decided", "told_back", "changed", "judged")
JUDGED = ("better", "not_better")
COLUMNS = ("heard", *WAITS[:-1], *JUDGED, "not_judged", "owed")
NINE_IN_TEN = 90


@dataclass(frozen=True, slots=True)
class Spread:
    """How long some things took: the one in the middle, the one that nine in ten did not pass, the longest, and which
    that was. Never of fewer than five.
    """

    median: timedelta
    ninth: timedelta
    worst: timedelta
    worst_number: int


@dataclass(slots=True)
class Tally:
    """What came of some of what was heard: counts by column, and how long each wait was."""

    counts: Counter[str] = field(default_factory=Counter)
    waits: dict[str, list[tuple[timedelta, int]]] = field(default_factory=lambda: {name: [] for name in WAITS})

    def add(self, outcome: _Outcome) -> None:
        """Count one thing, once."""
        for name in outcome.counted:
            self.counts[name] += 1
        for name, wait in outcome.waits:
            self.waits[name].append(wait)

    def spread(self, name: str) -> Spread | None:
        """How long a wait was; nothing where too few have it behind them."""
        waits = sorted(self.waits[name], key=itemgetter(0))
        if len(waits) < LEAST:
            return None
        middle = (waits[(len(waits) - 1) // 2][0] + waits[len(waits) // 2][0]) / 2
        ninth, worst = waits[-(-len(waits) * NINE_IN_TEN // 100) - 1][0], waits[-1][0]
        return Spread(middle, ninth, worst, min(number for wait, number in waits if wait == worst))


class _Outcome:
    """What came of one thing that was heard: in which columns it counts, and how long each of its waits was."""

    __slots__ = ("counted", "waits")

    def __init__(self, heard: Heard) -> None:
        ends = (heard.first_word_at, heard.decided_at, heard.told_back_at, heard.changed_at, heard.judged_at)
        over = [(name, end - heard.told_at) for name, end in zip(WAITS, ends, strict=True) if end is not None]
        self.waits = [(name, (wait, heard.number)) for name, wait in over]
        self.counted = ["heard", *(name for name, _wait in over)]
        if heard.is_better is not None:
            self.counted.append("better" if heard.is_better else "not_better")
        if heard.is_unjudged:
            self.counted.append("not_judged")
        if heard.is_owed:
            self.counted.append("owed")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is about, its counts as they may be shown, and its waits where they may be."""

    key: Key
    cells: Mapping[str, Cell]
    waits: Mapping[str, Spread | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period. `tables`: by community, group, kind and language. What staff owe is never hidden."""

    period: Period
    made_at: datetime
    total: Tally
    taken_back: int
    tables: Mapping[str, list[Row]]
    places: Mapping[int, Place]
    told: Counter[str]
    owed: Counter[str]
    debt: list[Debt]
    written_off: list[WrittenOff]
    kept: Mapping[str, Kept]
    judged: Counter[str]
    matters: Counter[str]
    not_changed: list[Left]
    silent_groups: list[str]
    silent_communities: list[str]


def of(work: Work, period: Period) -> Figures:
    """The figures of a period, as they stand now: so many questions to the database, however much there is."""
    places = communities.places(work)
    total, by = _tallied(cohort.of(work, period))
    silent = communities.silent(work, places, min(period.until, work.now))
    return Figures(
        period=period,
        made_at=work.now,
        total=total,
        taken_back=cohort.taken_back(work, period),
        tables=_tables(by, places),
        places=places,
        told=tallies.told(work, period),
        owed=tallies.owed_now(work),
        debt=debts.series(work, period),
        written_off=debts.written_off(work, period),
        kept=tallies.kept(work, period),
        judged=tallies.judged(work, period),
        matters=tallies.matters(work, period),
        not_changed=tallies.not_changed(work, period),
        silent_groups=silent.groups,
        silent_communities=silent.communities,
    )


def _tallied(everything: Iterable[Heard]) -> tuple[Tally, dict[str, dict[Key, Tally]]]:
    total = Tally()
    by: dict[str, dict[Key, Tally]] = {"group": {}, "kind": {}, "language": {}}
    for heard in everything:
        outcome = _Outcome(heard)
        total.add(outcome)
        for name, key in (("group", heard.group_id), ("kind", heard.kind), ("language", heard.language)):
            tallies = by[name]
            if key not in tallies:
                tallies[key] = Tally()
            tallies[key].add(outcome)
    return total, by


def _tables(by: Mapping[str, Mapping[Key, Tally]], places: Mapping[int, Place]) -> dict[str, list[Row]]:
    """The tables by group and by community are hidden together, since the one could be worked out from the other."""
    groups: dict[Key, Tally] = {number: Tally() for number, place in places.items() if not place.is_over}
    groups |= by["group"]
    of = communities.groups_of(places, groups)
    group_rows, community_rows = _hidden(groups, of)
    return {
        "community": community_rows,
        "group": group_rows,
        "kind": _hidden(by["kind"], {})[0],
        "language": _hidden(by["language"], {})[0],
    }


def _hidden(tallies: Mapping[Key, Tally], sums: Mapping[Key, list[Key]]) -> tuple[list[Row], list[Row]]:
    shown: dict[Key, dict[str, Cell]] = {key: {} for key in tallies}
    summed: dict[Key, dict[str, Cell]] = {name: {} for name in sums}
    counts = {name: {key: tally.counts[name] for key, tally in tallies.items()} for name in COLUMNS}
    for name in COLUMNS:
        least, most = _bounds(name, counts)
        cells, sum_cells = hiding.protected(counts[name], sums, least=least, most=most)
        if sums and set(cells.values()) == {hiding.NOT_SHOWN}:
            sum_cells = hiding.protected_sums(counts[name], sums, least=least, most=most)
        for key, one in cells.items():
            shown[key][name] = one
        for key, one in sum_cells.items():
            summed[key][name] = one
    together = {name: _together(tallies[key] for key in keys) for name, keys in sums.items()}
    return _rows(tallies, shown), _rows(together, summed)


def _bounds(name: str, counts: Mapping[str, Mapping[Key, int]]) -> tuple[dict[Key, int], dict[Key, int]]:
    """What one column says of another: none is answered or told who was not heard, none judges who was not told."""
    heard = counts["heard"]
    after = (*JUDGED, "not_judged")
    match name:
        case "heard":
            columns = ("first_word", "decided", "told_back", "owed")
            return {key: max(counts[column][key] for column in columns) for key in heard}, {}
        case "first_word" | "decided" | "owed":
            return {}, dict(heard)
        case "told_back":
            return dict(counts["changed"]), dict(heard)
        case "changed":
            return {key: sum(counts[column][key] for column in after) for key in heard}, dict(counts["told_back"])
    others = [column for column in after if column != name]
    return {}, {key: counts["changed"][key] - sum(counts[column][key] for column in others) for key in heard}


def _together(several: Iterable[Tally]) -> Tally:
    whole = Tally()
    for one in several:
        whole.counts += one.counts
        for name in WAITS:
            whole.waits[name] += one.waits[name]
    return whole


def _rows(tallies: Mapping[Key, Tally], cells: Mapping[Key, Mapping[str, Cell]]) -> list[Row]:
    """The most heard first."""
    order = sorted(tallies, key=lambda key: (-_at_least(cells[key]["heard"]), str(key)))
    return [
        Row(
            key, cells[key], {name: tallies[key].spread(name) if _counted(cells[key], name) else None for name in WAITS}
        )
        for key in order
    ]


def _counted(cells: Mapping[str, Cell], wait: str) -> bool:
    """Whether a wait may stand: only beside counts that are shown."""
    return all(isinstance(cells[name], int) for name in (JUDGED if wait == "judged" else (wait,)))


def _at_least(cell: Cell) -> int:
    """Where a cell stands in a table: the order must not say what the cell does not."""
    return cell if isinstance(cell, int) else 1
