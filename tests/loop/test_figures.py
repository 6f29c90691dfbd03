"""Figures of small worlds, by hand and once more row by row: nothing counts twice, and small ones stay hidden."""

from __future__ import annotations

import csv
import io
import itertools
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bot.loop import cohort, debts, evidence, figures, markdown, periods, report, report_lines, tellings
from bot.loop.figures import COLUMNS, Figures, Tally
from bot.loop.periods import Period
from bot.loop.raisers import NOT_MEANT
from bot.loop.report import Form
from bot.store.issues import Raiser
from bot.store.programme import Programme
from bot.store.session import Store, Work
from bot.store.updates import Update
from bot.words import UpdateKind
from tests.loop import world as worlds

START = datetime(2026, 2, 1, tzinfo=UTC)
NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
LONDON = "Europe/London"
numbers = itertools.count()
QUERIES_AT_MOST = 27


def of_world(store: Store, seed: int, period: Period) -> tuple[Figures, dict[str, Any], dict[str, Any]]:
    """The figures of a drawn world, and the same worked out row by row. Nothing of it stays."""
    found: list[Any] = []

    class Undo(Exception):
        pass

    def play(session: Any) -> None:
        programme = Programme(name="x", bot_key=f"k{next(numbers)}", time_zone=LONDON)
        session.add(programme)
        session.flush()
        work = Work(session, programme, NOW)
        world = worlds.made(work, seed, START)
        everything = list(cohort.of(work, period))
        assert len(everything) == len({one.number for one in everything}), "counted twice"
        team = worlds.naive_team(world, period)
        team["debt"] = [worlds.naive_debt(world, at) for _day, at in periods.steps(period, NOW)]
        team["written_off"] = worlds.naive_written_off(world, period)
        team["evidence"] = evidence.of(work, period, figures.of(work, period))
        found.extend((team["evidence"].figures, worlds.naive(world, period), team))
        raise Undo

    with pytest.raises(Undo):
        store.write_now(play)
    return found[0], found[1], found[2]


def drawn(examples: int) -> settings:
    """So many worlds, the same each time, and none of them made smaller where one fails."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


@given(seed=st.integers(0, 10**9), first=st.integers(0, 50), days=st.integers(0, 60))
@drawn(10)
def test_figures_are_what_counting_row_by_row_gives(store: Store, seed: int, first: int, days: int) -> None:
    day = date(2026, 2, 1) + timedelta(days=first)
    found, naive, team = of_world(store, seed, periods.between(day, day + timedelta(days=days), LONDON))
    counts = naive["counts"]
    assert found.total.counts == counts.get(("all", None), Counter())
    assert found.taken_back == naive["taken_back"]
    for name, waits in naive["waits"].items():
        spread = found.total.spread(name)
        expected = (median(waits), _nine_in_ten(waits), max(waits)) if len(waits) >= 5 else None
        assert (None if spread is None else (spread.median, spread.ninth, spread.worst)) == expected
    for table in ("group", "kind", "language"):
        for row in found.tables[table]:
            there = counts.get((table, row.key), Counter())
            assert all(row.cells[name] in (there[name], "few", "not shown") for name in COLUMNS)
            assert all(isinstance(row.cells[name], str) for name in COLUMNS if 0 < there[name] < 5)
    assert worlds.counted(found) == {name: value for name, value in team.items() if name != "evidence"}


def _nine_in_ten(waits: list[timedelta]) -> timedelta:
    """The shortest wait that at least nine in ten did not pass."""
    return min(one for one in waits if sum(other <= one for other in waits) >= 0.9 * len(waits))


@given(seed=st.integers(0, 10**9))
@drawn(3)
def test_no_report_shows_anybodys_words_or_name(sqlite_store: Store, seed: int) -> None:
    period = periods.between(date(2026, 2, 1), date(2026, 4, 30), LONDON)
    _found, _naive, team = of_world(sqlite_store, seed, period)
    for form in Form:
        made = report.content("Mare Street", team["evidence"], form).decode()
        assert "CANARY" not in made
        assert "Person " not in made


@pytest.fixture
def sqlite_store(sqlite_url: str, open_store: Any) -> Store:
    return open_store(sqlite_url)  # type: ignore[no-any-return]


def test_how_many_questions_a_report_asks_does_not_grow(sqlite_store: Store) -> None:
    """As many for an empty programme as for one with much in it."""
    period = periods.between(date(2026, 2, 1), date(2026, 4, 30), LONDON)

    def asked(session: Any, seed: int | None) -> int:
        programme = Programme(name="x", bot_key=f"q{seed}", time_zone=LONDON)
        session.add(programme)
        session.flush()
        work = Work(session, programme, NOW)
        if seed is not None:
            worlds.made(work, seed, START)
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            statements.append(statement)

        event.listen(sqlite_store.engine, "before_cursor_execute", note)
        figures.of(work, period)
        event.remove(sqlite_store.engine, "before_cursor_execute", note)
        return len(statements)

    counts = {sqlite_store.write_now(partial(asked, seed=seed)) for seed in (None, 1, 2)}
    assert len(counts) == 1
    assert counts.pop() <= QUERIES_AT_MOST


def test_what_was_settled_and_is_owed_anew_was_not_owed_between(sqlite_store: Store) -> None:
    """The rows alone would say that it was owed all the time: the log says from when to when it was not."""
    period = periods.between(date(2026, 4, 1), date(2026, 4, 5), LONDON)
    days = [datetime(2026, 4, day, 12, 0, tzinfo=UTC) for day in range(1, 6)]

    def play(session: Any) -> list[int]:
        programme = Programme(name="x", bot_key="anew", time_zone=LONDON)
        session.add(programme)
        session.flush()
        work = Work(session, programme, days[0])
        world = worlds.World(work, random.Random(1), days[0])
        worlds._settle(world)
        issue, somebody = world.issues[0], world.people[0]
        raiser = world.keep([], Raiser, issue_id=issue.id, person_id=somebody.id, chat_id=somebody.chat_id, since=START)
        words = {"source_language": "en", "source_hash": "", "by_id": somebody.id, "made_at": days[0]}
        update = world.keep([], Update, issue_id=issue.id, kind=UpdateKind.PROGRESS, **words)
        tellings.owe(work, update, [raiser])
        tellings.release(Work(session, programme, days[1]), raiser, somebody, NOT_MEANT)
        raiser.settled_by = raiser.settled_why = raiser.settled_at = None
        assert tellings.owe_anew(Work(session, programme, days[3]), update, raiser, NOT_MEANT)
        return [one.tellings for one in debts.series(Work(session, programme, NOW), period)]

    assert sqlite_store.write_now(play) == [1, 0, 0, 1, 1]


# Periods


@pytest.mark.parametrize(
    ("made", "first", "after"),
    [
        (periods.this_week, date(2026, 3, 30), date(2026, 4, 2)),
        (periods.last_month, date(2026, 3, 1), date(2026, 4, 1)),
        (periods.last_quarter, date(2026, 1, 1), date(2026, 4, 1)),
        (periods.last_year, date(2025, 1, 1), date(2026, 1, 1)),
    ],
)
def test_periods_are_half_open_and_in_the_programmes_zone(made: Any, first: date, after: date) -> None:
    period = made(date(2026, 4, 1), LONDON)
    assert (period.first, period.after) == (first, after)


def test_the_summer_clock_moves_its_edges() -> None:
    march = periods.last_month(date(2026, 4, 1), LONDON)
    assert (march.since.astimezone(UTC).hour, march.until.astimezone(UTC)) == (0, datetime(2026, 3, 31, 23, tzinfo=UTC))
    assert periods.last_quarter(date(2026, 1, 9), LONDON).first == date(2025, 10, 1)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        periods.between(date(2026, 3, 2), date(2026, 3, 1), LONDON)


# The files


def test_no_cell_is_a_formula_and_every_cell_survives() -> None:
    bad = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "x;=1",
        'a";=1+1,"',
        "fine, really",
        "Zażółć\nاردو",
    ]
    lines = [report_lines.Line("By group", one, "Heard", "5", "") for one in bad]
    text = report.sheet(lines)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[1].replace("'", "") for row in rows[1:]] == bad
    for _part, about, *_rest in rows[1:]:
        for piece in about.replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";"):
            assert not piece.strip().startswith(("=", "+", "-", "@", "＝"))
    assert text.count("\r\n") == len(bad) + 1
    assert report.sheet([]).startswith('"Part","About"')


def test_a_group_that_is_called_like_a_table_breaks_none() -> None:
    assert markdown.plain("a | b\n# c <b>") == "a \\| b \\# c \\<b\\>"


@pytest.mark.parametrize(
    ("wait", "reads"),
    [
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=3, hours=4, minutes=59), "3 days 4 h"),
    ],
)
def test_waits_read_well(wait: timedelta, reads: str) -> None:
    assert report_lines.spoken(wait) == reads


def test_a_wait_of_few_is_not_told() -> None:
    tally = Tally()
    for hours in range(4):
        tally.counts["first_word"] += 1
        tally.waits["first_word"].append((timedelta(hours=hours), hours))
    assert tally.spread("first_word") is None
    tally.waits["first_word"].append((timedelta(hours=9), 77))
    spread = tally.spread("first_word")
    assert spread is not None
    assert (spread.median, spread.worst, spread.worst_number) == (timedelta(hours=2), timedelta(hours=9), 77)
