"""The table of taps in docs/taps.md says what it really takes, and no job takes more than it may.

`HEARBACK_WRITE_TAPS=1 python -m pytest tests/whole/test_taps.py` writes the table anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bot.store.session import Store
from tests.handlers.town import Town
from tests.whole.efforts import Count, Effort, Job
from tests.whole.jobs import JOBS
from tests.whole.plain_words import ROOT

PAGE = ROOT / "docs" / "taps.md"
WRITE = "HEARBACK_WRITE_TAPS"
ROW = re.compile(r"^\| (?P<name>[^|]+?) \| (?P<taps>\d+) \| (?P<messages>\d+) \| (?P<at_most>\d+) \|$", re.MULTILINE)


@pytest.fixture
def new_town(sqlite_template: Path, tmp_path: Path, open_store: Callable[[str], Store]) -> Callable[[], Town]:
    """Makes towns, each with a database of its own."""
    numbers = count()

    def make() -> Town:
        path = tmp_path / f"{next(numbers)}.db"
        path.write_bytes(sqlite_template.read_bytes())
        return Town(open_store(f"sqlite:///{path}"))

    return make


@pytest.mark.usefixtures("with_digest")
async def test_the_table_says_what_each_job_takes(new_town: Callable[[], Town]) -> None:
    taken = {job.name: await effort(job, new_town()) for job in JOBS}
    if os.environ.get(WRITE):
        write(taken)
    written = {row["name"]: Effort(int(row["taps"]), int(row["messages"])) for row in ROW.finditer(PAGE.read_text())}
    assert taken and written == taken


def test_no_job_takes_more_than_it_may() -> None:
    rows = {row["name"]: row for row in ROW.finditer(PAGE.read_text())}
    assert [name for name, row in rows.items() if int(row["taps"]) > int(row["at_most"])] == []
    assert {name: int(row["at_most"]) for name, row in rows.items()} == {job.name: job.at_most for job in JOBS}


async def effort(job: Job, town: Town) -> Effort:
    """What a job takes in a town of its own."""
    counted = Count(town)
    await job.walk(town, counted)
    return counted.effort()


def write(taken: dict[str, Effort]) -> None:
    at_most = {job.name: job.at_most for job in JOBS}
    rows = "".join(f"| {name} | {one.taps} | {one.messages} | {at_most[name]} |\n" for name, one in taken.items())
    head = PAGE.read_text().partition("| --- |")[0]
    PAGE.write_text(f"{head}| --- | --- | --- | --- |\n{rows}")
