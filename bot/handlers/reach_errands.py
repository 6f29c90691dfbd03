"""What conversations about the communities to be reached know, and what happens when they are done."""

from __future__ import annotations

from sqlmodel import col, select

from bot.flows import reach as flow
from bot.handlers.conversation import Errand, errand
from bot.language import _
from bot.loop import people, reach
from bot.store.chats import Group
from bot.store.people import Person
from bot.store.session import Work

OFFERED = 20


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    title = _("communities to be reached")
    return (
        errand("reach_add", flow.add, title, meant, added),
        errand("reach_groups", flow.groups, title, matched, chosen),
        errand("reach_drop", flow.drop, title, matched, dropped),
    )


def meant(work: Work, by: Person, _about: int | None) -> flow.Meant:
    """What groups call themselves, as far as it is not on the list."""
    people.must_be_administrator(work, by)
    there = {one.name.casefold() for one in reach.communities(work)}
    named = {name: None for group in _groups(work) for name in group.communities if name.casefold() not in there}
    return flow.Meant(list(named)[:OFFERED])


def added(work: Work, by: Person, _about: int | None, value: str) -> None:
    """One community more."""
    reach.show_one(work, by, reach.add(work, by, value).number)


def matched(work: Work, by: Person, community_id: int | None) -> flow.Matched:
    """A community, and the groups there are."""
    people.must_be_administrator(work, by)
    community = reach.still_meant(work, community_id)
    return flow.Matched(community.name, [(group.number, group.name) for group in _groups(work)])


def chosen(work: Work, by: Person, community_id: int | None, value: tuple[int, ...]) -> None:
    """The groups that reach it."""
    reach.match(work, by, community_id, value)
    reach.show(work, by)


def dropped(work: Work, by: Person, community_id: int | None, value: bool) -> None:
    """Off the list, or not."""
    if value:
        reach.drop(work, by, community_id)
    reach.show(work, by)


def _groups(work: Work) -> list[Group]:
    there = (Group.programme_id == work.programme_id, col(Group.ended_at).is_(None))
    return list(work.session.exec(select(Group).where(*there).order_by(Group.name)).all())
