"""A borough lives a year in injected time; a table of every way that something told has gone. `make year` runs it long.

No debt is lost, no telling doubled, none in quiet hours, none in a wrong language; everybody hears within a day of what
was promised; the figures are those of an independent recount.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.store.session import Store
from tests.year import books, checks, recount, rows, tampering
from tests.year.books import YearTown
from tests.year.borough import Borough, Size
from tests.year.life import Life

SHORT = Size(groups=6, without_chat=1, insights=24, issues=5, weeks=5, troubled=1, is_short=True)
LONG = Size(groups=60, without_chat=8, insights=1_500, issues=220, weeks=52, troubled=5)
SIZE = LONG if os.environ.get("YEAR") == "long" else SHORT
SEED = int(os.environ.get("YEAR_SEED", "1"))


async def test_a_year_in_a_borough(sqlite_url: str, open_store: Callable[[str], Store], tmp_path: Path) -> None:
    town = YearTown(open_store(sqlite_url))
    size = Size(**{**SIZE.__dict__, "seed": SEED})
    borough = Borough(town, size)
    await borough.comes_together()
    life = Life(borough)
    await life.is_lived()
    found = town.store.write_now(rows.read)
    all_ways = recount.ways(borough, found)
    _shows(borough, found, all_ways, tmp_path / "ways.csv", life.watch.looked)
    checks.nothing_is_lost(borough, found)
    checks.nothing_is_doubled(borough, found)
    checks.nothing_in_quiet_hours(borough, found)
    checks.nothing_in_a_wrong_language(borough)
    checks.none_over_the_ceiling(life.watch, borough, found)
    tampering.every_check_bites(life.watch, borough, found)
    await town.does(partial(recount.must_agree, borough, all_ways))


def _shows(borough: Borough, found: rows.Rows, all_ways: dict[int, recount.Way], path: Path, looked: int) -> None:
    """The table as a file, and in short."""
    books.write_csv(path, recount.table(all_ways, found))
    counts, _waits = recount.counted(all_ways)
    print(f"\n{path}")
    print(f"{len(borough.town.updates)} updates in, {len(borough.town.done)} calls out, looked {looked} times")
    print("told:", dict(counts))
    print("decided:", dict(Counter(way.told.by_word or "waits" for way in all_ways.values())))
    print("matters:", dict(Counter(str(one.state) for one in found.issues.values())))
    print("tellings:", dict(Counter(one.state for one in found.tellings)))
    print("of a kind:", dict(Counter(found.updates[one.update_id].kind for one in found.tellings)))
    weeks = Counter(len(calls) for calls in checks.begun(borough, found).values())
    print("begun in one group in one week, and how often that was:", dict(sorted(weeks.items())))
