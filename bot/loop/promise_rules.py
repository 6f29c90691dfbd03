"""What the programme promises, as an administrator set it; usual lengths where nobody has."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot.loop.working_time import Calendar
from bot.store.promise_rules import PromiseRules
from bot.store.session import Work

LONDON, ENGLAND = "Europe/London", "GB-ENG"
WORKING_DAYS = (0, 1, 2, 3, 4)
_READ = "promise rules"
_THEIRS = select(PromiseRules).where(col(PromiseRules.programme_id) == sa.bindparam("programme"))
_TABLE: sa.Table = PromiseRules.__table__  # type: ignore[attr-defined]
_MAKE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing(index_elements=("programme_id",))
    for dialect in (sqlite, postgresql)
}


def of(work: Work) -> PromiseRules:
    """The rules as they are now; read once in a transaction."""
    found: PromiseRules | None = work.session.info.get(_READ)
    if found is None or found.programme_id != work.programme_id:
        row = work.session.execute(_THEIRS, {"programme": work.programme_id}).scalars().first()
        found = row if row is not None else PromiseRules(**_usual(work))
        work.session.info[_READ] = found
    return found


def calendar(work: Work) -> Calendar:
    """When the team works."""
    rules = of(work)
    zone = work.programme.time_zone
    away = None
    if rules.away_since is not None and rules.away_until is not None:
        plain = Calendar(zone, "", (), 0, 0)
        away = (plain.day_of(rules.away_since), rules.away_until)
    return Calendar(zone, rules.nation, tuple(rules.days), rules.begins, rules.ends, away)


def kept(work: Work) -> PromiseRules:
    """The rules as a row to be changed; nobody else changes them until the transaction ends."""
    work.session.flush()
    work.session.execute(
        _MAKE[work.session.get_bind().dialect.name], PromiseRules(**_usual(work)).model_dump(exclude={"id"})
    )
    held = _THEIRS.with_for_update().execution_options(populate_existing=True)
    found: PromiseRules = work.session.execute(held, {"programme": work.programme_id}).scalars().one()
    work.session.info[_READ] = found
    return found


def choose_duty_anew(work: Work) -> None:
    """Who is on duty is chosen again: somebody left, or the rota is another."""
    if of(work).duty_id is not None:
        kept(work).duty_id = None
        work.session.flush()


def _usual(work: Work) -> dict[str, Any]:
    nation = ENGLAND if work.programme.time_zone == LONDON else ""
    return {"programme_id": work.programme_id, "nation": nation, "days": list(WORKING_DAYS)}
