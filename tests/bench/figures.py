"""Figures that are only worth something beside each other: ours, a floor and peers, measured in alternating rounds."""

from __future__ import annotations

import gc
import json
import os
import platform
import sqlite3
import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
JSON_FILE = Path("build") / "bench.json"
NUMBERS = (1, 2, 3)


@dataclass(frozen=True)
class Figure:
    """One row of the table. `ratio` is ours by the floor; `bar` is what the design wants of it, in words."""

    name: str
    ours: float
    floor: float | None
    unit: str
    on: str
    peers: Mapping[str, float] = field(default_factory=dict)
    bar: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    def as_json(self) -> dict[str, Any]:
        numbers = {"ours": self.ours, "floor": self.floor, "ratio": self.ratio}
        rounded = {name: None if number is None else round(number, 4) for name, number in numbers.items()}
        peers = {name: round(number, 4) for name, number in self.peers.items()}
        return {"name": self.name, **rounded, "peers": peers, "unit": self.unit, "on": self.on}


def interleaved(rounds: int, *measures: Callable[[], T]) -> list[list[T]]:
    """What each measure gave in each round; in every round all are measured, so that a noisy minute hits all alike."""
    found: list[list[T]] = [[] for _measure in measures]
    for _round in range(rounds):
        for results, measure in zip(found, measures, strict=True):
            results.append(measure())
    return found


async def interleaved_async(rounds: int, *measures: Callable[[], Awaitable[T]]) -> list[list[T]]:
    """`interleaved`, for what is awaited."""
    found: list[list[T]] = [[] for _measure in measures]
    for _round in range(rounds):
        for results, measure in zip(found, measures, strict=True):
            results.append(await measure())
    return found


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]


@contextmanager
def as_a_running_bot() -> Any:
    """What was imported is left out of garbage collection, as a running Hearback does."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def machine() -> str:
    """What all this was measured on."""
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    return (
        f"{os.cpu_count()} cores · Python {platform.python_version()} · SQLite {sqlite3.sqlite_version} · "
        f"{platform.system()} {platform.machine()} · load average at the start {load}"
    )


def print_table(figures: Sequence[Figure]) -> None:
    rows = [("what", "ours", "floor", "ratio", "to reach", "unit", "on", "peers")]
    for one in figures:
        peers = " · ".join(f"{name} {_short(number)}" for name, number in one.peers.items())
        rows.append(
            (one.name, _short(one.ours), _short(one.floor), _short(one.ratio), one.bar, one.unit, one.on, peers)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        columns = enumerate(zip(row, widths, strict=True))
        cells = [cell.rjust(width) if at in NUMBERS else cell.ljust(width) for at, (cell, width) in columns]
        print("  ".join(cells).rstrip(), flush=True)


def write_json(figures: Sequence[Figure]) -> None:
    JSON_FILE.parent.mkdir(exist_ok=True)
    rows = [figure.as_json() for figure in figures]
    JSON_FILE.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")


def _short(number: float | None) -> str:
    if number is None:
        return "–"
    if abs(number) >= 100:
        return f"{number:,.0f}"
    if abs(number) >= 10:
        return f"{number:.1f}"
    return f"{number:.2f}" if abs(number) >= 0.1 or number == 0 else f"{number:.4f}"
