"""The loop at a glance and the report of a year, among many groups and much that was heard, beside a bare count."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.loop import evidence, figures, glance, periods, report
from bot.loop.glance import Span
from bot.loop.report import Form
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Telling, Update
from tests.bench.figures import Figure, interleaved, median
from tests.bench.places import GROUP, START, Engines, Place, add_groups, place

GROUPS, INSIGHTS, ISSUES, AT_ONCE, ROUNDS = 10_000, 200_000, 4_000, 10_000, 3
YEAR = timedelta(days=365)
NOW = START + YEAR
COMMUNITIES = [f"Community {number}" for number in range(60)]


def figures_of_a_year(engines: Engines) -> Iterator[Figure]:
    """On both databases."""
    with engines.sqlite() as url, place(url) as ours:
        yield from _measured(ours, "SQLite")
    with engines.postgres() as url, place(url) as ours:
        yield from _measured(ours, "PostgreSQL")


def _measured(ours: Place, on: str) -> Iterator[Figure]:
    ours.store.write_now(lambda session: _fill(session, ours))
    with ours.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    today, zone = NOW.date(), ours.programme.time_zone
    year = periods.days_up_to(today, 365, zone)

    def page(work: Work) -> bytes:
        return report.content("Mare Street", evidence.of(work, year, figures.of(work, year)), Form.MARKDOWN)

    counted, week, ninety, whole = interleaved(
        ROUNDS,
        lambda: _seconds(ours, lambda work: _count(work, year)),
        lambda: _seconds(ours, lambda work: glance.lines(work, Span.WEEK)),
        lambda: _seconds(ours, lambda work: glance.lines(work, Span.NINETY_DAYS)),
        lambda: _seconds(ours, page),
    )
    floor = median(counted) * 1_000
    what = f"{INSIGHTS:,} heard in {GROUPS:,} groups"
    for name, found in (("/loop, this week", week), ("/loop, 90 days", ninety), ("report of a year", whole)):
        yield Figure(f"{name}, {what}", median(found) * 1_000, floor, "ms (floor: a bare count)", on)


def _seconds(ours: Place, rule: Callable[[Work], Any]) -> float:
    """How long a rule takes on a connection that only reads."""
    started = time.perf_counter()
    ours.store._glance(lambda session: rule(Work(session, ours.programme, NOW)))
    return time.perf_counter() - started


def _count(work: Work, period: periods.Period) -> int:
    told = Insight.__table__.c.told_at  # type: ignore[attr-defined]
    mine = Insight.__table__.c.programme_id == work.programme_id  # type: ignore[attr-defined]
    here = sa.select(sa.func.count()).where(mine, told >= period.since, told < period.until)
    return int(work.session.execute(here).scalar_one())


def _fill(session: Session, ours: Place) -> None:
    """Groups, and what they told over a year: most of it answered, half of it taken up, changed and judged by none."""
    chats = add_groups(session, ours.programme_id, GROUPS)
    numbers = list(session.execute(sa.select(GROUP.c.id).order_by(GROUP.c.id)).scalars())
    for at, community in enumerate(COMMUNITIES):
        some = numbers[at :: len(COMMUNITIES)]
        named = {"communities": [community, COMMUNITIES[(at * 7) % len(COMMUNITIES)]]}
        session.execute(sa.update(GROUP).where(GROUP.c.id.in_(some)).values(**named))
    _insert(session, ours, Issue, (_issue(number) for number in range(ISSUES)))
    _insert(session, ours, Insight, (_insight(number, numbers, chats) for number in range(INSIGHTS)))
    _insert(session, ours, Promise, (_promise(number) for number in range(INSIGHTS)))
    _insert(session, ours, Update, (_update(number) for number in range(2 * ISSUES)))
    pairs = sorted({(1 + number % ISSUES, number % GROUPS) for number in range(0, INSIGHTS, 2)})
    _insert(session, ours, Raiser, (_raiser(issue, group, numbers, chats) for issue, group in pairs))
    tellings = (
        _telling(raiser, update, chats[group])
        for raiser, (issue, group) in enumerate(pairs, 1)
        for update in (2 * issue - 1, 2 * issue)
    )
    _insert(session, ours, Telling, tellings)


def _insert(session: Session, ours: Place, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    """Rows, a chunk at a time."""
    chunk: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        chunk.append({"id": number, "programme_id": ours.programme_id, **row})
        if len(chunk) == AT_ONCE:
            session.execute(sa.insert(table.__table__), chunk)
            chunk = []
    if chunk:
        session.execute(sa.insert(table.__table__), chunk)


def _told_at(number: int) -> Any:
    return START + YEAR * number / INSIGHTS


def _issue(number: int) -> dict[str, Any]:
    scope = ("ours", "cannot", "not_ours", "ours")[number % 4]
    return {"title": "A door", "state": "open", "scope": scope, "opened_at": START + YEAR * number / ISSUES}


def _insight(number: int, groups: list[int], chats: list[int]) -> dict[str, Any]:
    return {
        "group_id": groups[number % GROUPS],
        "in_private": False,
        "language": ("en", "ur", "pl")[number % 3],
        "words": "The door is shut.",
        "media": [],
        "kind": ("problem", "question", "rumour", None)[number % 4],
        "is_forwarded": False,
        "source_chat_id": chats[number % GROUPS],
        "told_at": _told_at(number),
        "first_word_by": _told_at(number) + timedelta(days=2),
        "issue_id": 1 + number % ISSUES if number % 2 == 0 else None,
    }


def _promise(number: int) -> dict[str, Any]:
    due = _told_at(number) + timedelta(days=2)
    kept = None if number % 10 == 0 else _told_at(number) + timedelta(hours=number % 70)
    return {"kind": "first_word", "about": "insight", "about_id": number + 1, "due_at": due, "kept_at": kept}


def _update(number: int) -> dict[str, Any]:
    kind = ("taken_up", "changed")[number % 2]
    made = {"by_id": 1, "source_language": "en", "source_hash": "", "made_at": START + YEAR * number / (2 * ISSUES)}
    return {"issue_id": 1 + number // 2, "kind": kind, **made}


def _raiser(issue: int, group: int, groups: list[int], chats: list[int]) -> dict[str, Any]:
    return {
        "issue_id": issue,
        "group_id": groups[group],
        "chat_id": chats[group],
        "quote": "The door is shut.",
        "since": START,
    }


def _telling(raiser: int, update: int, chat: int) -> dict[str, Any]:
    at = NOW - timedelta(hours=(raiser * 7 + update) % (365 * 24))
    code = f"b{update}-{raiser}"
    whose = {"update_id": update, "raiser_id": raiser, "chat_id": chat, "code": code}
    return {**whose, "state": "sent", "state_at": at, "owed_at": at}
