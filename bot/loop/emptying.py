"""Which columns hold somebody's words, and emptying them, whatever tables there are.

A row is about the person that its `person_id` names; every column of it that can hold words of any length is emptied.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, get_origin

import sqlalchemy as sa
from sqlmodel import SQLModel, select

from bot import action_words, card_words, words
from bot.language_names import english_name
from bot.store.audit import Audit
from bot.store.people import Person
from bot.store.session import Work

DELETED = ("conversation", "membership", "grant", "preferences", "about_me", "language_offer", "rota_turn")
OWNER, LANGUAGE = "person_id", "language"
EXPLAINS = frozenset(
    {"before", "after", "insight", "insights", "owner", "into", "new", "other", "asked", "kind", "scope"}
)
"""What an act is kept with when the one who did it is erased: numbers and codes, never words."""
OURS: tuple[type[StrEnum], ...] = (
    words.AlertCause,
    words.AnswerState,
    words.Came,
    words.Danger,
    words.HowHeard,
    words.IssueState,
    words.Kind,
    words.Need,
    words.PromiseKind,
    words.ReferralState,
    words.Role,
    words.Scope,
    words.TellingState,
    words.UpdateKind,
    words.Verdict,
    card_words.Binned,
    card_words.Risk,
    card_words.Spread,
    action_words.MovedWhy,
    action_words.PlanWord,
)
CODES = frozenset(str(code) for kind in OURS for code in kind) | {"on", "off", "ended"}
"""The codes that stay: our own, each of them named; any other text may be somebody's."""


def empty_rows(work: Work, person: Person) -> None:
    """Rows about a person lose their words; those that only say what the person belongs to, go."""
    for table in about_somebody():
        mine = table.c[OWNER] == person.number
        if table.name in DELETED:
            work.session.execute(sa.delete(table).where(mine))
        elif table.name == "audit":
            _empty_log(work, person)
        elif wordy := {column.name: nothing(column) for column in table.columns if holds_words(column)}:
            work.session.execute(sa.update(table).where(mine).values(wordy))
    work.session.expire_all()


def _empty_log(work: Work, person: Person) -> None:
    """What somebody did stays written down by number and code, so that the log still explains what came of it."""
    for audit in work.session.exec(select(Audit).where(Audit.person_id == person.number)).all():
        audit.detail = {name: said for name, said in audit.detail.items() if _explains(name, said)}
    work.session.flush()


def _explains(name: str, said: Any) -> bool:
    if name == LANGUAGE and isinstance(said, str):
        return english_name(said) != said
    return name in EXPLAINS and _is_no_words(said)


def _is_no_words(said: Any) -> bool:
    if isinstance(said, list):
        return all(isinstance(one, int) for one in said)
    if isinstance(said, dict):
        return all(_is_no_words(one) for one in said.values())
    return said is None or isinstance(said, int) or said in CODES


def about_somebody() -> list[sa.Table]:
    """The tables whose rows are about one person."""
    people = Person.__table__  # type: ignore[attr-defined]
    return [
        table
        for table in SQLModel.metadata.sorted_tables
        if OWNER in table.columns and table.c[OWNER].references(people.c.id)
    ]


def holds_words(column: sa.Column[Any]) -> bool:
    """Whether a column can hold words of any length; our own codes are short."""
    if isinstance(column.type, sa.JSON | sa.Text):
        return True
    return isinstance(column.type, sa.String) and column.type.length is None


def nothing(column: sa.Column[Any]) -> Any:
    """What stands in a column that was emptied."""
    if column.nullable:
        return sa.null()
    if not isinstance(column.type, sa.JSON):
        return ""
    return [] if get_origin(_annotation(column)) is list else {}


def _annotation(column: sa.Column[Any]) -> Any:
    models = (mapper.class_ for mapper in SQLModel._sa_registry.mappers)
    model = next(one for one in models if one.__table__ is column.table)
    return model.model_fields[column.name].annotation
