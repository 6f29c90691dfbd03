"""What the programme promises, as an administrator set it; usual lengths where nobody has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot.language import Code, Text, _, n_, own_words
from bot.loop import hours, people, record
from bot.loop.working_time import Calendar
from bot.store.people import Person
from bot.store.promise_rules import PromiseRules
from bot.store.session import Work

LONDON, ENGLAND = "Europe/London", "GB-ENG"
WORKING_DAYS = (0, 1, 2, 3, 4)
HALF_A_YEAR = 6
"""In months."""
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


def change(work: Work, by: Person, changed: Mapping[str, Any]) -> None:
    """An administrator changes some of the rules. What is promised already stays as it was said."""
    people.must_be_administrator(work, by)
    rules = kept(work)
    before = {name: getattr(rules, name) for name in changed}
    for name, value in changed.items():
        setattr(rules, name, value)
    if "senior_name" in changed:
        rules.senior_id = None
    work.session.flush()
    record.act(work, by, "change_rules", "programme", work.programme_id, before=before, after=dict(changed))


def told(work: Work) -> list[Text]:
    """The rules in words."""
    rules = of(work)
    return [
        _("Public holidays: {nation}", nation=Code(rules.nation or "–")),
        _("Working hours: {hours}", hours=hours.told(rules)),
        _(
            "First word: {first} working days. On what goes round: {hours} working hours.",
            first=rules.first_word_days,
            hours=rules.urgent_hours,
        ),
        _(
            "Can it be changed: {answer} working days. News: each {update} days at most.",
            answer=rules.scope_days,
            update=rules.update_days,
        ),
        _(
            "Words in one more language: {words} working days. Voice notes: {voice} working days.",
            words=rules.translation_days,
            voice=rules.listening_days,
        ),
        n_(
            "I start {n} thing in a group in a week at most.",
            "I start {n} things in a group in a week at most.",
            rules.started_a_week,
        ),
        _(
            "I ask whether it is still better after {still} days, and what it led to after {led} days. 0: never.",
            still=rules.still_so_days,
            led=rules.ripple_days,
        ),
        _heard(rules),
        _("Who hears of what is late: {who}", who=own_words(rules.senior_name or "–")),
    ]


def _heard(rules: PromiseRules) -> Text:
    if not rules.heard_month:
        return _("I ask nobody whether they feel heard.")
    first = (rules.heard_month - 1) % HALF_A_YEAR + 1
    return _(
        "I ask people whether they feel heard in months {first} and {second}.", first=first, second=first + HALF_A_YEAR
    )


def forget(work: Work, person: Person) -> None:
    """Somebody is erased: the rules name them no more, neither as who is on duty nor as somebody senior."""
    rules = of(work)
    if person.id in (rules.duty_id, rules.senior_id, rules.away_by):
        rules = kept(work)
        if rules.senior_id == person.id:
            rules.senior_id = rules.senior_name = rules.senior_role = rules.senior_address = None
        rules.duty_id = None if rules.duty_id == person.id else rules.duty_id
        rules.away_by = None if rules.away_by == person.id else rules.away_by
        work.session.flush()


def choose_duty_anew(work: Work) -> None:
    """Who is on duty is chosen again: somebody left, or the rota is another."""
    if of(work).duty_id is not None:
        kept(work).duty_id = None
        work.session.flush()


def _usual(work: Work) -> dict[str, Any]:
    nation = ENGLAND if work.programme.time_zone == LONDON else ""
    return {"programme_id": work.programme_id, "nation": nation, "days": list(WORKING_DAYS)}
