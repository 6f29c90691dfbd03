"""The list of groups for staff: some at a time, by name, or those about which something is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.language import Text, _, n_, own_words, p_
from bot.loop import paging, people, saying, silence
from bot.store.chats import Chat, Group, Membership
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

AT_ONCE = 8
LABEL_AT_MOST = 28


class Which(StrEnum):
    """Which groups are listed."""

    ALL = "all"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    PAUSED = "paused"
    NOBODY = "nobody"
    ENDED = "ended"


WHICH: dict[Which, Text] = {
    Which.ALL: _("All groups"),
    Which.UNREACHABLE: _("Groups that cannot be reached"),
    Which.SILENT: _("Groups not heard for 90 days"),
    Which.PAUSED: _("Groups on a pause"),
    Which.NOBODY: _("Groups without a champion"),
    Which.ENDED: _("Groups that ended"),
}
BUTTONS: dict[Which, Text] = {
    Which.ALL: p_("button", "All"),
    Which.UNREACHABLE: p_("button", "Not reached"),
    Which.SILENT: p_("button", "Silent"),
    Which.PAUSED: p_("button", "Paused"),
    Which.NOBODY: p_("button", "No champion"),
    Which.ENDED: p_("button", "Ended"),
}
SEARCH = Button(p_("button", "Find by name"), "grp:find")


def show(work: Work, by: Person, which: Which = Which.ALL, start: int = 0) -> None:
    """Show staff some of the groups, and the ways to fewer of them."""
    people.must_be_staff(work, by)
    everyone = count(work, which)
    rows = [_row(group) for group in listed(work, which, start)]
    turns = paging.steps(f"grp:{which}:", start, AT_ONCE, is_more=everyone > start + AT_ONCE)
    parts = [
        _("{which}: {number}", which=WHICH[which], number=everyone),
        _("Tap one. To find one, write /groups and a part of the name."),
    ]
    _say(work, by, parts, [*rows, turns, *_filters(work, which), [SEARCH]])


def search(work: Work, by: Person, words: str) -> None:
    """Show staff the groups with these words in their name or communities."""
    people.must_be_staff(work, by)
    wanted = words.casefold().strip()
    everywhere = work.session.exec(_groups(work, Which.ALL).order_by(*_order())).all()
    found = [one for one in everywhere if wanted in " ".join((one.name, *one.communities)).casefold()]
    parts = [n_("{n} group has “{words}” in it.", "{n} groups have “{words}” in them.", len(found), words=words)]
    if len(found) > AT_ONCE:
        parts.append(_("Here are the first {number}. Write more of the name.", number=AT_ONCE))
    _say(work, by, parts, [*(_row(one) for one in found[:AT_ONCE]), [SEARCH]])


def count(work: Work, which: Which) -> int:
    """How many groups are in a list."""
    rows = _groups(work, which).with_only_columns(sa.func.count(col(Group.id)))
    return int(work.session.execute(rows).scalar_one())


def listed(work: Work, which: Which, start: int = 0, at_most: int = AT_ONCE) -> Sequence[Group]:
    """Some of the groups of a list, by name."""
    return work.session.exec(_groups(work, which).order_by(*_order()).offset(start).limit(at_most)).all()


def _groups(work: Work, which: Which) -> SelectOfScalar[Group]:
    found = select(Group).outerjoin(Chat, col(Chat.id) == col(Group.chat_id))
    return found.where(Group.programme_id == work.programme_id, *_conditions(work, which))


def _conditions(work: Work, which: Which) -> list[ColumnElement[bool]]:
    if which is Which.ENDED:
        return [col(Group.ended_at).is_not(None)]
    conditions: list[ColumnElement[bool]] = [col(Group.ended_at).is_(None)]
    if which is Which.UNREACHABLE:
        conditions.append(col(Chat.unreachable_at).is_not(None))
    elif which is Which.SILENT:
        conditions.append(silence.group_is_silent(work))
    elif which is Which.PAUSED:
        conditions.append(col(Chat.paused_until) > work.now)
    elif which is Which.NOBODY:
        conditions.append(without_champion())
    return conditions


def without_champion() -> ColumnElement[bool]:
    """A group in whose chat nobody is host, or for which nobody stands where it has none."""
    mine = (col(Membership.group_id) == col(Group.id), col(Person.id) == col(Membership.person_id))
    is_in = col(Person.left_at).is_(None)
    host = sa.exists().where(*mine, is_in, col(Membership.is_host))
    stands = sa.exists().where(*mine, is_in, col(Membership.stands_for))
    return sa.or_(sa.and_(col(Group.chat_id).is_(None), ~stands), sa.and_(col(Group.chat_id).is_not(None), ~host))


def _order() -> tuple[ColumnElement[str], ColumnElement[int]]:
    return sa.func.lower(col(Group.name)), col(Group.id)  # type: ignore[return-value]


def _row(group: Group) -> list[Button]:
    name = group.name if len(group.name) <= LABEL_AT_MOST else group.name[: LABEL_AT_MOST - 1] + "…"
    return [Button(own_words(name or "–"), f"grp:{group.number}")]


def _filters(work: Work, shown: Which) -> list[list[Button]]:
    others = [
        Button(p_("button", "{filter} ({number})", filter=BUTTONS[which], number=number), f"grp:{which}:0")
        for which in Which
        if which is not shown and (number := count(work, which))
    ]
    return [others[at : at + 2] for at in range(0, len(others), 2)]


def _say(work: Work, by: Person, parts: Sequence[Text], rows: Sequence[Sequence[Button]]) -> None:
    saying.to_person(work, by, parts, [row for row in rows if row])
