"""What the programme promises, as an administrator set it; usual lengths where nobody has."""

from __future__ import annotations

from sqlmodel import select

from bot.loop.working_time import Calendar
from bot.store.promise_rules import PromiseRules
from bot.store.session import Work

LONDON, ENGLAND = "Europe/London", "GB-ENG"
WORKING_DAYS = (0, 1, 2, 3, 4)
_READ = "promise rules"


def of(work: Work) -> PromiseRules:
    """The rules as they are now; read once in a transaction."""
    found: PromiseRules | None = work.session.info.get(_READ)
    if found is None or found.programme_id != work.programme_id:
        theirs = select(PromiseRules).where(PromiseRules.programme_id == work.programme_id)
        found = work.session.exec(theirs).first() or _usual(work)
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
    theirs = select(PromiseRules).where(PromiseRules.programme_id == work.programme_id).with_for_update()
    found = work.session.exec(theirs.execution_options(populate_existing=True)).first()
    if found is None:
        found = _usual(work)
        work.session.add(found)
        work.session.flush()
    work.session.info[_READ] = found
    return found


def _usual(work: Work) -> PromiseRules:
    nation = ENGLAND if work.programme.time_zone == LONDON else ""
    return PromiseRules(programme_id=work.programme_id, nation=nation, days=list(WORKING_DAYS))
