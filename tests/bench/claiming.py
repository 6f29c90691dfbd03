"""The courier's bookkeeping alone: rows taken in hand and marked as said, thirty at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session

from bot.clock import Clock
from bot.courier.ledger import Ledger
from bot.courier.outcome import Cause, Outcome
from bot.courier.saying import Result, Saying
from bot.store.outbox import TABLE
from bot.words import OutboxState
from tests.bench.figures import Figure, as_a_running_bot, interleaved, median
from tests.bench.owing import owe
from tests.bench.places import LANGUAGES, Engines, Place, add_groups, place

ROWS, BATCH, ROUNDS, EPOCH = 600, 30, 3, 1
CLAIM = sa.text(
    "UPDATE outbox SET state = 'sending', epoch = 1, attempts = attempts + 1 WHERE id IN"
    " (SELECT id FROM outbox WHERE programme_id = 1 AND state = 'waiting' ORDER BY lane, due_at, id LIMIT 30)"
    " RETURNING id, what, telling_id"
)
MARK = sa.text("UPDATE outbox SET state = 'sent', message_id = 1 WHERE id = :id AND epoch = 1")
TOLD = sa.text("UPDATE telling SET state = 'sent' WHERE id = :telling_id")


def claiming(engines: Engines) -> Iterator[Figure]:
    """On both databases, beside SQL by hand."""
    with engines.sqlite() as url, place(url) as ours:
        yield _claiming(ours, "SQLite FULL")
    with engines.postgres() as url, place(url) as ours:
        yield _claiming(ours, "PostgreSQL")


def _claiming(ours: Place, on: str) -> Figure:
    chats = ours.store.write_now(lambda session: add_groups(session, ours.programme_id, ROWS))
    ledger = Ledger(ours.programme_id, LANGUAGES, "bench")
    epoch = ours.store.write_now(lambda session: ledger.take_lease(session, Clock().now()))
    assert epoch == EPOCH

    def by_the_ledger() -> float:
        ours.store.write_now(lambda session: owe(session, ours.programme_id, chats))
        started, sayings = time.perf_counter(), list[Saying]()
        for _batch in range(ROWS // BATCH + 1):
            sayings = turn(ours, ledger, sayings)
        return ROWS / (time.perf_counter() - started)

    def by_hand() -> float:
        ours.store.write_now(lambda session: owe(session, ours.programme_id, chats))
        started = time.perf_counter()
        for _batch in range(ROWS // BATCH):
            _by_hand(ours)
        return ROWS / (time.perf_counter() - started)

    with as_a_running_bot():
        found, floor = interleaved(ROUNDS, by_the_ledger, by_hand)
    left = sa.select(sa.func.count()).where(TABLE.c.state != OutboxState.SENT)
    assert ours.store.write_now(lambda session: session.execute(left).scalar_one()) == 0
    name = "claiming, rendering and marking, by 30"
    return Figure(name, median(found), median(floor), "rows/s", on, {}, "never the limit")


def turn(ours: Place, ledger: Ledger, said: list[Saying]) -> list[Saying]:
    """As in a courier's turn: the last batch is written down with the claiming of the next."""
    now = Clock().now()
    results = [Result(saying, Outcome(Cause.SAID, chat=1, message_id=1)) for saying in said]
    due = ours.store.write_now(lambda session: ledger.due(session, now, ())).rows
    wanted = [row.id for row in due[:BATCH]]
    return ours.store.write_now(lambda session: ledger.turn(session, now, EPOCH, results, wanted))


def _by_hand(ours: Place) -> None:
    claimed = ours.store.write_now(lambda session: session.execute(CLAIM).mappings().all())
    rows = [dict(row) for row in claimed]

    def mark(session: Session) -> None:
        session.execute(MARK, rows)
        session.execute(TOLD, rows)

    ours.store.write_now(mark)
