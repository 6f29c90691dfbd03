"""Follow-ups to ten thousand groups, of three matters each: making and rendering them beside sending them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.clock import Clock
from bot.courier.ledger import Ledger
from bot.courier.pace import BOT_MESSAGES_PER_SECOND
from bot.courier.saying import Saying
from bot.loop import followups
from bot.store.issues import Issue, Raiser
from bot.store.outbox import TABLE
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import IssueState, OutboxState, TellingState, UpdateKind
from tests.bench.claiming import EPOCH, turn
from tests.bench.figures import Figure, as_a_running_bot, percentile
from tests.bench.owing import version
from tests.bench.places import LANGUAGES, Engines, Place, add_groups, place

GROUPS = int(os.environ.get("BENCH_FOLLOWUPS", "10000"))
MATTERS, IN_EACH = 200, 3
WORDS = "The door was measured, and a ramp is ordered. It comes in the week of 9 March."
RAISER: sa.Table = Raiser.__table__  # type: ignore[attr-defined]
TELLING: sa.Table = Telling.__table__  # type: ignore[attr-defined]


def of_many_groups(engines: Engines) -> Iterator[Figure]:
    """On both databases. The floor is what Telegram allows: thirty a second."""
    for on, engine in (("SQLite FULL", engines.sqlite), ("PostgreSQL", engines.postgres)):
        with engine() as url, place(url) as ours:
            yield from _of_many_groups(ours, on)


def _of_many_groups(ours: Place, on: str) -> Iterator[Figure]:
    chats = ours.store.write_now(lambda session: add_groups(session, ours.programme_id, GROUPS))
    ours.store.write_now(lambda session: _owe(session, ours, chats))
    ledger = Ledger(ours.programme_id, LANGUAGES, "bench")
    assert ours.store.write_now(lambda session: ledger.take_lease(session, Clock().now())) == EPOCH
    with as_a_running_bot():
        held = list(_made(ours))
        rendering = _rendered(ours, ledger)
    told = sa.select(sa.func.count()).where(TABLE.c.followup_id.is_not(None), TABLE.c.state == OutboxState.SENT)
    assert ours.store.write_now(lambda session: session.execute(told).scalar_one()) == GROUPS
    allowed, making = 1_000 / BOT_MESSAGES_PER_SECOND, sum(held) * 1_000 / GROUPS
    each = f"each of {GROUPS:,} follow-ups of {IN_EACH} matters"
    peers = {"longest transaction ms": max(held) * 1_000, "p50": percentile(held, 50) * 1_000}
    yield Figure(f"making {each} (floor: sending it)", making, allowed, "ms", on, peers, "< 1")
    both = making + rendering * 1_000 / GROUPS
    yield Figure(f"making, claiming, rendering and marking {each}", both, allowed, "ms", on, {}, "< 1")


def _made(ours: Place) -> Iterator[float]:
    """The seconds of each look, until nothing is due."""
    while True:
        started = time.perf_counter()
        made = ours.store.write_now(lambda session: followups.send(Work(session, ours.programme, Clock().now())))
        if made == 0:
            return
        yield time.perf_counter() - started


def _rendered(ours: Place, ledger: Ledger) -> float:
    started, sayings = time.perf_counter(), list[Saying]()
    while sayings := turn(ours, ledger, sayings):
        pass
    return time.perf_counter() - started


def _owe(session: Session, ours: Place, chats: Sequence[int]) -> None:
    """Something moved in each matter; each group raised three of them, and its hour has come."""
    now = Clock().now()
    about = [_matter(session, ours.programme_id, at) for at in range(MATTERS)]
    raised = [(chat, about[(at + more) % MATTERS]) for at, chat in enumerate(chats) for more in range(IN_EACH)]
    base: dict[str, Any] = {"programme_id": ours.programme_id}
    rows = [
        {**base, "issue_id": issue, "chat_id": chat, "quote": "The door is too narrow", "since": now}
        for chat, (issue, _update) in raised
    ]
    raisers = session.execute(sa.insert(RAISER).returning(RAISER.c.id, sort_by_parameter_order=True), rows)
    owed = {**base, "state": TellingState.OWED, "state_at": now, "owed_at": now, "joins_at": now - timedelta(minutes=1)}
    tellings = [
        {**owed, "update_id": update, "raiser_id": raiser, "chat_id": chat, "code": f"f{raiser}"}
        for raiser, (chat, (_issue, update)) in zip(raisers.scalars(), raised, strict=True)
    ]
    session.execute(sa.insert(TELLING), tellings)


def _matter(session: Session, programme_id: int, at: int) -> tuple[int, int]:
    """A matter and news of it: their numbers."""
    now = Clock().now()
    issue = Issue(programme_id=programme_id, title=f"A door {at}", state=IssueState.OPEN, opened_at=now)
    session.add(issue)
    session.flush()
    update = Update(
        programme_id=programme_id,
        issue_id=issue.id,
        kind=UpdateKind.PROGRESS,
        by_id=1,
        source_language="en",
        source_hash="",
        made_at=now,
    )
    session.add(update)
    session.flush()
    session.add(version(programme_id, update.number, WORDS, now))
    return issue.number, update.number
