"""One update unfolded to everyone who raised the matter: the rule as it is, beside two `INSERT … SELECT`."""

from __future__ import annotations

import time
from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, select

from bot.loop import tellings, updates
from bot.store.issues import Issue
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import IssueState, UpdateKind
from tests.bench.figures import Figure, interleaved, median
from tests.bench.owing import version
from tests.bench.places import START, Engines, Place, add_groups, place
from tests.bench.senders import TEXT

RAISERS, ROUNDS = 1_000, 1
TELLINGS = sa.text(
    "INSERT INTO telling (programme_id, update_id, raiser_id, chat_id, code, state, state_at, owed_at)"
    " SELECT programme_id, :update_id, id, chat_id, 'r' || :update_id || '-' || id, 'queued', since, since"
    " FROM raiser WHERE issue_id = :issue"
)
SAID = sa.text(
    "INSERT INTO outbox (programme_id, chat_id, lane, state, what, telling_id, is_repeat, queued_at, due_at, attempts,"
    " state_at) SELECT programme_id, chat_id, 3, 'waiting', '{}', id, false, owed_at, owed_at, 0, owed_at"
    " FROM telling WHERE update_id = :update_id"
)


def to_raisers(engines: Engines) -> Iterator[Figure]:
    """On both databases."""
    with engines.sqlite() as url, place(url) as ours:
        yield _to_raisers(ours, "SQLite FULL")
    with engines.postgres() as url, place(url) as ours:
        yield _to_raisers(ours, "PostgreSQL")


def _to_raisers(ours: Place, on: str) -> Figure:
    issue = ours.store.write_now(lambda session: _raised(session, ours))

    def by_the_rule() -> float:
        update = ours.store.write_now(lambda session: _update(session, ours, issue))
        return _seconds(ours, lambda session: _owe(session, ours, update, issue))

    def by_sets() -> float:
        update = ours.store.write_now(lambda session: _update(session, ours, issue))
        return _seconds(ours, lambda session: _insert(session, update, issue))

    found, floor = interleaved(ROUNDS, by_the_rule, by_sets)
    rates = [RAISERS / median(seconds) for seconds in (found, floor)]
    return Figure(f"unfolding a telling to {RAISERS:,} raisers", rates[0], rates[1], "tellings/s", on, {}, "≥ 0.67")


def _seconds(ours: Place, work: object) -> float:
    started = time.perf_counter()
    ours.store.write_now(work)  # type: ignore[arg-type]
    return time.perf_counter() - started


def _raised(session: Session, ours: Place) -> int:
    issue = Issue(programme_id=ours.programme_id, title="The door", state=IssueState.OPEN, opened_at=START)
    session.add(issue)
    session.flush()
    chats = add_groups(session, ours.programme_id, RAISERS)
    raisers = sa.text(
        "INSERT INTO raiser (programme_id, issue_id, group_id, chat_id, quote, since)"
        " SELECT programme_id, :issue, id, chat_id, 'The door is shut', :since FROM community_group"
    ).bindparams(sa.bindparam("since", type_=sa.DateTime(timezone=True)))
    session.execute(raisers, {"issue": issue.number, "since": START})
    assert len(chats) == RAISERS
    return issue.number


def _update(session: Session, ours: Place, issue: int) -> int:
    update = Update(
        programme_id=ours.programme_id,
        issue_id=issue,
        kind=UpdateKind.PROGRESS,
        source_language="en",
        source_hash="",
        made_at=START,
    )
    session.add(update)
    session.flush()
    session.add(version(ours.programme_id, update.number, TEXT, START))
    return update.number


def _owe(session: Session, ours: Place, update: int, issue: int) -> None:
    work = Work(session, ours.programme, START)
    raisers = updates.raisers(work, session.exec(select(Issue).where(Issue.id == issue)).one())
    tellings.owe(work, session.get_one(Update, update), raisers)


def _insert(session: Session, update: int, issue: int) -> None:
    session.execute(TELLINGS, {"update_id": update, "issue": issue})
    session.execute(SAID, {"update_id": update})
