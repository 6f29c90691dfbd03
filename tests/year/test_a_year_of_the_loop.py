"""A borough lives."""

from __future__ import annotations

from bot.store.session import Store
from collections.abc import Callable
import time

from tests.year.books import YearTown
from tests.year.borough import Borough, Size
from tests.year.life import Life

SHORT = Size(groups=7, without_chat=1, insights=40, issues=8, weeks=8, troubled=1)


async def test_a_year(sqlite_url: str, open_store: Callable[[str], Store]) -> None:
    t = time.process_time()
    borough = Borough(YearTown(open_store(sqlite_url)), SHORT)
    await borough.comes_together()
    print("together", time.process_time() - t, len(borough.town.updates))
    life = Life(borough)
    await life.is_lived()
    print("lived", time.process_time() - t, len(borough.town.updates), len(borough.town.done))
