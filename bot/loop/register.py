"""The list of people for staff: some at a time, by name, or those about whom something is to be done."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.language import Text, _, n_, own_words, p_
from bot.loop import naming, paging, people, saying, silence
from bot.store.chats import Chat, Group, Membership
from bot.store.erasures import Erasure
from bot.store.inductions import Induction
from bot.store.outbox import Button
from bot.store.people import Grant, Person
from bot.store.session import Work
from bot.words import DESK, Role

AT_ONCE = 8
LIST = "register:"
LABEL_AT_MOST = 26


class Which(StrEnum):
    """Which people are listed."""

    ALL = "all"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    PAUSED = "paused"
    NO_INDUCTION = "induction"
    LEFT = "left"


WHICH: dict[Which, Text] = {
    Which.ALL: _("Everybody"),
    Which.UNREACHABLE: _("Cannot be reached"),
    Which.SILENT: _("Nothing heard for 90 days"),
    Which.PAUSED: _("On a pause"),
    Which.NO_INDUCTION: _("No induction noted"),
    Which.LEFT: _("Stopped"),
}
BUTTONS: dict[Which, Text] = {
    Which.ALL: p_("button", "Everybody"),
    Which.UNREACHABLE: p_("button", "Not reached"),
    Which.SILENT: p_("button", "Silent"),
    Which.PAUSED: p_("button", "Paused"),
    Which.NO_INDUCTION: p_("button", "No induction"),
    Which.LEFT: p_("button", "Stopped"),
}
OUT_OF_DATE = _("This list is out of date. Write /people again.")
SEARCH = Button(p_("button", "Find by name"), "who:find")


def show(work: Work, by: Person, which: Which = Which.ALL, start: int = 0) -> None:
    """Show staff some of the people, and the ways to fewer of them."""
    people.must_be_staff(work, by)
    everyone = count(work, which)
    found = listed(work, which, start)
    heading = _("{which}: {number}", which=WHICH[which], number=everyone)
    rows = [_row(work, one) for one in found]
    turns = paging.steps(f"who:{which}:", start, AT_ONCE, is_more=everyone > start + AT_ONCE)
    _say(work, by, [heading, _hint()], [*rows, turns, *_filters(work, which)])


def search(work: Work, by: Person, words: str) -> None:
    """Show staff the people whose name, as they know it, or whose group has these words in it."""
    people.must_be_staff(work, by)
    wanted = words.casefold().strip()
    everyone = work.session.execute(_known_by(work)).all()
    groups = _group_names(work)
    found = [one for one in everyone if _is_meant(wanted, one, groups.get(one.id, []))]
    parts = [n_("{n} person has “{words}” in it.", "{n} people have “{words}” in it.", len(found), words=words)]
    if len(found) > AT_ONCE:
        parts.append(
            n_(
                "Here is the first {n}. Write more of the name.",
                "Here are the first {n}. Write more of the name.",
                AT_ONCE,
            )
        )
    shown = [work.session.get_one(Person, one.id) for one in found[:AT_ONCE]]
    _say(work, by, parts, [*(_row(work, one) for one in shown), [SEARCH]])


def count(work: Work, which: Which) -> int:
    """How many people are in a list."""
    rows = _people(work, which).with_only_columns(sa.func.count(sa.distinct(col(Person.id))))
    return int(work.session.execute(rows).scalar_one())


def listed(work: Work, which: Which, start: int = 0, at_most: int = AT_ONCE) -> Sequence[Person]:
    """Some of the people of a list, by name."""
    return work.session.exec(_people(work, which).order_by(*_order()).offset(start).limit(at_most)).all()


def _hint() -> Text:
    return _("Tap somebody. To find one, write /people and a part of the name.")


def _people(work: Work, which: Which) -> SelectOfScalar[Person]:
    found = select(Person).outerjoin(Chat, col(Chat.id) == col(Person.chat_id))
    return found.where(Person.programme_id == work.programme_id, *_conditions(work, which))


def _conditions(work: Work, which: Which) -> list[ColumnElement[bool]]:
    if which is Which.LEFT:
        erased = sa.exists().where(col(Erasure.person_id) == col(Person.id))
        return [col(Person.left_at).is_not(None), ~erased]
    conditions = [_holds(tuple(Role))]
    if which is Which.UNREACHABLE:
        conditions.append(col(Chat.unreachable_at).is_not(None))
    elif which is Which.SILENT:
        conditions += [_holds((Role.CHAMPION,)), silence.person_is_silent(work)]
    elif which is Which.PAUSED:
        conditions.append(col(Chat.paused_until) > work.now)
    elif which is Which.NO_INDUCTION:
        inducted = sa.exists().where(col(Induction.person_id) == col(Person.id))
        conditions += [_holds((Role.CHAMPION,)), ~inducted]
    return conditions


def _holds(roles: Sequence[Role]) -> ColumnElement[bool]:
    mine = (col(Grant.person_id) == col(Person.id), col(Grant.role).in_(roles))
    return sa.exists().where(*mine, col(Grant.allowed_at).is_not(None), col(Grant.revoked_at).is_(None))


def _order() -> tuple[ColumnElement[str], ColumnElement[int]]:
    return sa.func.lower(sa.func.coalesce(col(Person.known_as), col(Person.name))), col(Person.id)  # type: ignore[return-value]


def _known_by(work: Work) -> sa.Select[int | None, str]:
    """What people can be found by, beside their groups: never a champion's own name for themselves."""
    own = sa.case((_holds(tuple(DESK)), col(Person.name)), else_="")
    words = sa.func.coalesce(col(Person.known_as), "") + " " + sa.func.coalesce(own, "")
    mine = (col(Person.programme_id) == work.programme_id, *_conditions(work, Which.ALL))
    return sa.select(col(Person.id), words.label("words")).where(*mine).order_by(*_order())


def _group_names(work: Work) -> dict[int, list[str]]:
    """The names of everybody's groups, by person."""
    found = sa.select(col(Membership.person_id), col(Group.name)).join(Group, col(Group.id) == col(Membership.group_id))
    mine = found.where(col(Group.programme_id) == work.programme_id, col(Group.ended_at).is_(None))
    names: dict[int, list[str]] = {}
    for person_id, name in work.session.execute(mine.order_by(col(Group.name))):
        names.setdefault(person_id, []).append(name)
    return names


def _is_meant(wanted: str, one: sa.Row[Any], groups: Sequence[str]) -> bool:
    return wanted == str(one.id) or wanted in " ".join((one.words, *groups)).casefold()


def _row(work: Work, person: Person) -> list[Button]:
    return [Button(_short(work, person), f"who:{person.number}")]


def _short(work: Work, person: Person) -> Text:
    name = person.known_as or (person.name if people.is_staff(work, person) else "")
    if name:
        return own_words(name if len(name) <= LABEL_AT_MOST else name[: LABEL_AT_MOST - 1] + "…")
    if not people.groups_of(work, person):
        return naming.called(work, person)
    first = people.groups_of(work, person)[0].name
    short = first if len(first) <= LABEL_AT_MOST // 2 else first[: LABEL_AT_MOST // 2 - 1] + "…"
    return _("{number} · {group}", number=str(person.number), group=short)


def _filters(work: Work, shown: Which) -> list[list[Button]]:
    counts = Counter({which: count(work, which) for which in Which})
    others = [
        Button(p_("button", "{filter} ({number})", filter=BUTTONS[which], number=counts[which]), f"who:{which}:0")
        for which in Which
        if which is not shown and counts[which]
    ]
    return [*(others[at : at + 2] for at in range(0, len(others), 2)), [SEARCH]]


def _say(work: Work, by: Person, parts: Sequence[Text], rows: Sequence[Sequence[Button]]) -> None:
    """Names of several people stand in it: it is emptied when one of them is erased."""
    key = f"{LIST}{by.number}:{secrets.token_urlsafe(9)}"
    saying.to_person(work, by, parts, [row for row in rows if row], key=key)
