"""A trusted message for a hundred thousand groups: its copies brought into the outbox, while updates come in."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import Session

from bot.clock import Clock
from bot.courier.ledger import Ledger
from bot.courier.sizing import Sizing
from bot.courier.unfold import Unfolded
from bot.loop.trusted_going import Copies, Sort
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from tests.bench.brought import tells
from tests.bench.figures import Figure, as_a_running_bot, percentile
from tests.bench.places import FIRST_PERSON, LANGUAGES, Engines, Place, add_groups, place
from tests.courier import broadcast

GROUPS, MEANWHILE, EPOCH = int(os.environ.get("BENCH_BROADCAST", "100000")), 30_000, 1
BETWEEN_SECONDS = 0.02
RAW = (
    "INSERT INTO outbox (programme_id, chat_id, lane, state, what, key, trusted_id, copy_id, is_repeat, queued_at,"
    " due_at, attempts, state_at) SELECT programme_id, chat_id, 4, 'sent', {what}, 'raw:' || id,"
    " message_id, id, false, :now, :now, 0, :now FROM trusted_copy WHERE message_id = :message ORDER BY id"
)
SAID_AT_ONCE = 100
SAID = sa.text(
    "UPDATE outbox SET state = 'sent' WHERE id IN (SELECT id FROM outbox WHERE programme_id = 1 AND state = 'waiting'"
    f" ORDER BY id LIMIT {SAID_AT_ONCE})"
)
GONE = sa.text("DELETE FROM outbox")


def to_many_groups(engines: Engines) -> Iterator[Figure]:
    """On both databases."""
    with engines.sqlite() as url, place(url) as ours:
        yield from _unfolded(ours, "SQLite FULL")
    with engines.postgres() as url, place(url) as ours:
        yield from _unfolded(ours, "PostgreSQL")


def _unfolded(ours: Place, on: str) -> Iterator[Figure]:
    ours.store.write_now(lambda session: add_groups(session, ours.programme_id, GROUPS))
    ledger = Ledger(ours.programme_id, LANGUAGES, "bench")
    assert ours.store.write_now(lambda session: ledger.take_lease(session, Clock().now())) == EPOCH
    raw = _raw(ours, _message(ours))
    _message(ours)
    before = _megabytes()
    with as_a_running_bot():
        seconds = _ours(ours, ledger)
    grown = _megabytes() - before
    yield Figure(
        f"unfolding a message to {GROUPS:,} groups", GROUPS / sum(seconds), GROUPS / raw, "copies/s", on, {}, "≥ 0.67"
    )
    yield Figure("longest lock of it", max(seconds) * 1000, None, "ms", on, {"one INSERT": raw * 1000}, "≤ 50 ms")
    yield Figure("memory that it takes", grown, None, "MB", on, {}, "flat")
    _message(ours, MEANWHILE)
    with as_a_running_bot():
        waited = asyncio.run(_meanwhile(ours, ledger))
        alone = asyncio.run(_updates(ours, lambda done: len(done) >= len(waited)))
    p50 = {"p50": percentile(waited, 50) * 1000, "p50 alone": percentile(alone, 50) * 1000}
    name = "update meanwhile, p99 (floor: alone)"
    yield Figure(name, percentile(waited, 99) * 1000, percentile(alone, 99) * 1000, "ms", on, p50, "≤ 50 ms")


def _message(ours: Place, copies: int | None = None) -> int:
    """A message that is about to go, in a tidy outbox without rows."""
    ours.store.write_now(lambda session: session.execute(GONE))
    asyncio.run(ours.store.scrub())
    if not ours.store.is_sqlite:
        with ours.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM outbox")
    message = broadcast.message(ours.store, Clock().now())
    broadcast.copies(ours.store, message)
    too_many = sa.text("DELETE FROM trusted_copy WHERE message_id = :message AND group_id > :most")
    ours.store.write_now(lambda session: session.execute(too_many, {"message": message, "most": copies or GROUPS}))
    return message


def _said_in_english(ours: Place, session: Session, message: TrustedMessage) -> dict[str, Any]:
    return Copies(Work(session, ours.programme, Clock().now()), message).said(Sort("en"))


def _raw(ours: Place, message: int) -> float:
    """Seconds of one `INSERT … SELECT`."""
    what = json.dumps(broadcast.held(ours.store, partial(_said_in_english, ours), message))
    raw = RAW.format(what=":what" if ours.store.is_sqlite else "CAST(:what AS JSON)")
    insert = sa.text(raw).bindparams(sa.bindparam("now", type_=sa.DateTime(timezone=True)))
    started = time.perf_counter()
    ours.store.write_now(
        lambda session: session.execute(insert, {"now": Clock().now(), "message": message, "what": what})
    )
    over = sa.text("UPDATE trusted_message SET state = 'sent'")
    seconds = time.perf_counter() - started
    ours.store.write_now(lambda session: session.execute(over))
    return seconds


def _ours(ours: Place, ledger: Ledger) -> list[float]:
    """Seconds of each of the courier's turns, until all copies are there; in between, what waits is said."""
    seconds, size = [], Sizing()
    while True:
        turn = partial(ledger.unfold, now=Clock().now(), epoch=EPOCH, most=size.rows)
        started = time.perf_counter()
        unfolded: Unfolded = ours.store.write_now(turn)
        seconds.append(time.perf_counter() - started)
        size.took(unfolded.rows, seconds[-1])
        while ours.store.write_now(_said):
            pass
        if not unfolded.is_more:
            return seconds


async def _meanwhile(ours: Place, ledger: Ledger) -> list[float]:
    """Seconds that updates take while copies are brought in without a pause."""

    async def unfolding() -> None:
        size, is_more = Sizing(), True
        while is_more:
            turn = partial(ledger.unfold, now=Clock().now(), epoch=EPOCH, most=size.rows)
            unfolded, seconds = await ours.store.write(partial(_timed, turn))
            size.took(unfolded.rows, seconds)
            is_more = unfolded.is_more
            while await ours.store.write(_said):
                pass

    running = asyncio.create_task(unfolding())
    waited = await _updates(ours, lambda _done: running.done())
    await running
    return waited


async def _updates(ours: Place, are_enough: Callable[[Sequence[float]], bool]) -> list[float]:
    """Seconds that updates take, one after the other."""
    took = list[float]()
    while not are_enough(took):
        started = time.perf_counter()
        await ours.intake.take(json.loads(tells(FIRST_PERSON + len(took) % 10)))
        took.append(time.perf_counter() - started)
        await asyncio.sleep(BETWEEN_SECONDS)
    return took


def _timed(turn: Callable[[Session], Unfolded], session: Session) -> tuple[Unfolded, float]:
    started = time.perf_counter()
    return turn(session), time.perf_counter() - started


def _said(session: Session) -> bool:
    """Some of what waits was said; false once nothing waits."""
    return bool(cast(sa.CursorResult[Any], session.execute(SAID)).rowcount)


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6
