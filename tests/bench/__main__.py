"""Measure, and print a table: `python -m tests.bench [row ...]`. Written to `build/bench.json` as well."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from tests.bench import (
    broadcasting,
    claiming,
    figures,
    flooding,
    following,
    guessing,
    handling,
    looking,
    matching,
    reporting,
    sending,
    starting,
    talking,
    unfolding,
    webhook,
)
from tests.bench.figures import Figure
from tests.bench.places import Engines

ROWS: dict[str, Callable[[Engines], Iterator[Figure]]] = {
    "sqlite": handling.on_sqlite,
    "postgres": handling.on_postgres,
    "webhook": webhook.over_http,
    "flood": flooding.beside_a_flood,
    "window": sending.against_the_window,
    "speed": sending.at_full_speed,
    "unfolding": unfolding.to_raisers,
    "broadcast": broadcasting.to_many_groups,
    "claiming": claiming.claiming,
    "followups": following.of_many_groups,
    "looks": looking.looks_among_many,
    "figures": reporting.figures_of_a_year,
    "start": starting.start_and_memory,
    "talking": talking.engine_and_texts,
    "guessing": guessing.of_short_messages,
    "matching": matching.of_questions,
}


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - ROWS.keys()
    if unknown:
        print(f"There is no row {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}.")
        return 2
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(f"On {figures.machine()}", flush=True)
    found: list[Figure] = []
    with TemporaryDirectory(prefix="hb-bench-") as folder:
        engines = Engines(Path(folder))
        for name in wanted or ROWS:
            started = time.monotonic()
            found += ROWS[name](engines)
            print(f"  measured {name} in {time.monotonic() - started:.0f} s", flush=True)
    print(f"PostgreSQL {engines.postgres_version}, what it commits is on disk; SQLite at its default of FULL\n")
    figures.print_table(found)
    figures.write_json(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
