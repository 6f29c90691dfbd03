"""The looks of the clock among a million matters, beside the same among ten thousand: what is due is what they cost."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from bot.build import name_of
from bot.loop import rhythm
from bot.store.session import Store, Work
from tests.bench.figures import Figure, median
from tests.bench.places import START, Engines, Place, add_groups, place

MANY, FEW, GROUPS, ROUNDS = int(os.environ.get("BENCH_ISSUES", "1000000")), 10_000, 10_000, 5
DUE = (20, 200)
NOW = START + timedelta(days=365)
BIG = ("issue", "raiser", "issue_update", "telling", "promise", "outbox", "insight")
WHOLE = re.compile(r"(?:SCAN|Seq Scan on) (" + "|".join(BIG) + r")\b(?! USING)")
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
CHAT = "(SELECT min(id) FROM chat WHERE purpose = 'group') + i % {groups}"
FILL = (
    """INSERT INTO issue (id, programme_id, title, state, opened_at, closed_at)
    {numbers} SELECT i, :programme, 'A door', CASE WHEN i % 4 = 0 THEN 'open' ELSE 'closed_judged' END, :long_ago,
    CASE WHEN i % 4 = 0 THEN NULL ELSE :long_ago END FROM n""",
    """INSERT INTO raiser (id, programme_id, issue_id, group_id, chat_id, quote, since, next_news_by)
    {numbers} SELECT i, :programme, i, (SELECT min(id) FROM community_group) + i % {groups}, {chat}, 'A door',
    :long_ago, CASE WHEN i % 4 = 0 THEN :later END FROM n""",
    """INSERT INTO issue_update (id, programme_id, issue_id, kind, by_id, source_language, source_hash, made_at)
    {numbers} SELECT i, :programme, i, 'taken_up', 1, 'en', '', :long_ago FROM n""",
    """INSERT INTO telling (id, programme_id, update_id, raiser_id, chat_id, code, state, state_at, owed_at)
    {numbers} SELECT i, :programme, i, i, {chat}, 'c' || i, 'sent', :long_ago, :long_ago FROM n""",
    """INSERT INTO promise (id, programme_id, kind, about, about_id, owner_id, due_at, nudge_at, nudged, kept_at)
    {numbers} SELECT i, :programme, 'next_news', 'issue', i, 1, :later, :later, 0,
    CASE WHEN i % 4 = 0 THEN NULL ELSE :long_ago END FROM n""",
    """INSERT INTO outbox (id, programme_id, chat_id, lane, state, what, telling_id, is_repeat, queued_at, due_at,
    attempts, state_at) {numbers} SELECT i, :programme, {chat}, 3, 'sent', '{{}}', i, :no, :long_ago, :long_ago, 1,
    :long_ago FROM n""",
)


def looks_among_many(engines: Engines) -> Iterator[Figure]:
    """On both databases."""
    for on, engine in (("SQLite", engines.sqlite), ("PostgreSQL", engines.postgres)):
        found = {}
        for count in (FEW, MANY):
            with engine() as url, place(url) as ours:
                _fill(ours, count)
                found[count] = _tick(ours)
                if count == MANY:
                    yield _scans(ours, on)
                    yield from _with_due(ours, on)
        (few, _slowest), (many, slowest) = found[FEW], found[MANY]
        what = f"a tick of {len(rhythm.LOOKS)} looks, nothing due, {MANY:,} matters (floor: {FEW:,})"
        yield Figure(what, many, few, "ms", on, peers=slowest, bar="≤ 1.5")


def _fill(ours: Place, count: int) -> None:
    ours.store.write_now(lambda session: add_groups(session, ours.programme_id, GROUPS))
    given = {"programme": ours.programme_id, "no": False}
    moments = {"long_ago": START - timedelta(days=200), "later": NOW + timedelta(days=5)}
    chat, numbers = CHAT.format(groups=GROUPS), NUMBERS.format(count=count)
    with ours.store.engine.begin() as connection:
        if not ours.store.is_sqlite:
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        for statement in FILL:
            text = statement.format(numbers=numbers, chat=chat, groups=GROUPS)
            wanted = {name: value for name, value in {**given, **moments}.items() if f":{name}" in text}
            typed = [sa.bindparam(name, type_=sa.DateTime(timezone=True)) for name in wanted if name in moments]
            connection.execute(sa.text(text).bindparams(*typed), wanted)
        if not ours.store.is_sqlite:
            for table in BIG:
                connection.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 1)) FROM {table}"
                )
    with ours.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _tick(ours: Place) -> tuple[float, dict[str, float]]:
    """How long all looks take, in milliseconds, and the slowest three by name."""
    by_name = {name_of(look): _milliseconds(ours, look) for look in rhythm.LOOKS}
    slowest = sorted(by_name, key=lambda name: by_name[name], reverse=True)[:3]
    return sum(by_name.values()), {name: by_name[name] for name in slowest}


def _milliseconds(ours: Place, look: Callable[[Work], int]) -> float:
    _once(ours, look)  # what is due but once a day is done
    return median([_once(ours, look) for _round in range(ROUNDS)])


def _once(ours: Place, look: Callable[[Work], int]) -> float:
    started = time.perf_counter()
    ours.store.write_now(lambda session: look(Work(session, ours.programme, NOW)))
    return (time.perf_counter() - started) * 1_000


def _with_due(ours: Place, on: str) -> Iterator[Figure]:
    """News that is late: each raiser is told so. The floor is what one more costs, by the number of them."""
    floor = None
    for count in DUE:
        some = "SELECT id FROM raiser WHERE next_news_by = :later LIMIT :count"
        late = f"UPDATE raiser SET next_news_by = :late WHERE id IN ({some})"
        moments = {"late": NOW - timedelta(hours=1), "later": NOW + timedelta(days=5)}
        typed = [sa.bindparam(name, type_=sa.DateTime(timezone=True)) for name in moments]
        with ours.store.engine.begin() as connection:
            connection.execute(sa.text(late).bindparams(*typed), {**moments, "count": count})
        took = _once(ours, rhythm.nothing_moved) / count
        yield Figure(f"each of {count} raisers whose news is late, {MANY:,} matters", took, floor, "ms", on)
        floor = floor or took


def _scans(ours: Place, on: str) -> Figure:
    """How many steps of the plans of all looks read the whole of a big table."""
    found = [
        (name_of(look), step.strip())
        for look in rhythm.LOOKS
        for step in _plans(ours.store, partial(_once, ours, look))
        if WHOLE.search(step)
    ]
    for name, step in found:
        print(f"    {on}: {name}: {step}", flush=True)
    return Figure("whole tables read by the looks of a tick", len(found), None, "steps", on, bar="0")


def _plans(store: Store, run: Callable[[], Any]) -> list[str]:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    run()
    event.remove(store.engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if store.is_sqlite else "EXPLAIN"
    steps: list[str] = []
    with store.engine.connect() as connection:
        for statement, parameters in asked:
            if statement.startswith(("SELECT", "UPDATE", "WITH")):
                rows = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
                steps += [str(row[-1]) for row in rows]
        connection.rollback()
    return steps
