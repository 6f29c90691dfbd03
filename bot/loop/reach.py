"""Communities that the programme means to reach, and groups and people whom nobody reaches or hears."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, n_, own_words, p_
from bot.loop import finding, group_register, paging, people, record, register, saying, silence
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.reach import Community, Reached
from bot.store.session import Work

AT_ONCE = 8
NAMED_AT_MOST = 10
LABEL_AT_MOST = 28


def show(work: Work, by: Person, start: int = 0) -> None:
    """Show staff the communities that are meant, and whether each is reached and heard."""
    people.must_be_staff(work, by)
    everything = communities(work)
    shown = everything[start : start + AT_ONCE]
    parts = [n_("{n} community is to be reached.", "{n} communities are to be reached.", len(everything))]
    parts += [_line(work, one) for one in shown]
    rows = [[Button(own_words(_short(one.name)), f"reach:{one.number}")] for one in shown]
    if turns := paging.steps("reach:list:", start, AT_ONCE, is_more=len(everything) > start + AT_ONCE):
        rows.append(turns)
    rows.append([Button(p_("button", "Add a community"), "reach:add")])
    saying.to_person(work, by, parts, rows)


def show_one(work: Work, by: Person, community_id: int) -> None:
    """Show staff one community, its groups, and what can be changed."""
    people.must_be_staff(work, by)
    community = still_meant(work, community_id)
    names = [group.name for group in groups_of(work, community)]
    parts = [_line(work, community), _("Its groups: {groups}", groups=names or [_("none")])]
    rows = [
        [Button(p_("button", "Choose its groups"), f"reach:{community.number}:groups")],
        [Button(p_("button", "Take it off the list"), f"reach:{community.number}:drop")],
    ]
    saying.to_person(work, by, parts, rows)


def add(work: Work, by: Person, name: str) -> Community:
    """An administrator puts a community on the list. Raises `errors.Mistake` where it stands there."""
    people.must_be_administrator(work, by)
    if name.casefold() in [one.name.casefold() for one in communities(work)]:
        raise errors.NoLongerThere(_("“{name}” is on the list already.", name=name))
    community = Community(programme_id=work.programme_id, name=name, added_by=by.number, added_at=work.now)
    work.session.add(community)
    work.session.flush()
    record.act(work, by, "mean_to_reach", "community", community.number, before=None, after=name)
    return community


def drop(work: Work, by: Person, community_id: int | None) -> None:
    """An administrator takes a community off the list."""
    people.must_be_administrator(work, by)
    community = still_meant(work, community_id)
    community.dropped_at = work.now
    record.act(work, by, "stop_reaching", "community", community.number, before=community.name, after=None)


def match(work: Work, by: Person, community_id: int | None, group_ids: Sequence[int]) -> None:
    """An administrator says which groups a community is reached by."""
    people.must_be_administrator(work, by)
    community = still_meant(work, community_id)
    before = [group.number for group in groups_of(work, community)]
    chosen = [finding.one(work, Group, number).number for number in group_ids]
    work.session.execute(sa.delete(Reached).where(col(Reached.community_id) == community.id))
    for number in chosen:
        work.session.add(Reached(programme_id=work.programme_id, community_id=community.number, group_id=number))
    work.session.flush()
    record.act(work, by, "match_groups", "community", community.number, before=before, after=chosen)


def communities(work: Work) -> list[Community]:
    """Those on the list, by name."""
    meant = (Community.programme_id == work.programme_id, col(Community.dropped_at).is_(None))
    return list(work.session.exec(select(Community).where(*meant).order_by(sa.func.lower(col(Community.name)))).all())


def still_meant(work: Work, community_id: int | None) -> Community:
    """A community on the list. Raises `errors.NoLongerThere` for any other."""
    community = finding.one(work, Community, community_id, held=True)
    if community.dropped_at is not None:
        raise errors.NoLongerThere(_("That community is not on the list any more."))
    return community


def groups_of(work: Work, community: Community) -> list[Group]:
    """The groups by which a community is reached and that have not ended."""
    found = select(Group).join(Reached, col(Reached.group_id) == col(Group.id))
    mine = (Reached.community_id == community.id, col(Group.ended_at).is_(None))
    return list(work.session.exec(found.where(*mine).order_by(Group.name)).all())


def without_group(work: Work) -> list[str]:
    """Communities on the list that no group reaches."""
    return [one.name for one in communities(work) if not groups_of(work, one)]


def not_heard(work: Work) -> list[str]:
    """Communities with a group, from none of whose groups anything was heard for long."""
    return [one.name for one in communities(work) if groups_of(work, one) and not _is_heard(work, one)]


def digest_lines(work: Work) -> list[Text]:
    """What stands in the digest of a day: nothing of this is urgent, so only what cannot be reached now."""
    groups = group_register.count(work, group_register.Which.UNREACHABLE)
    persons = register.count(work, register.Which.UNREACHABLE)
    parts = []
    if groups:
        parts.append(n_("{n} group cannot be reached: /groups", "{n} groups cannot be reached: /groups", groups))
    if persons:
        parts.append(n_("{n} person cannot be reached: /people", "{n} people cannot be reached: /people", persons))
    return parts


def weekly_lines(work: Work) -> list[Text]:
    """What stands in the digest of a week: who is not reached, who is silent, and communities that nobody hears."""
    parts = digest_lines(work)
    silent = group_register.listed(work, group_register.Which.SILENT, at_most=NAMED_AT_MOST)
    if silent:
        names = [group.name for group in silent]
        parts.append(_("Groups not heard for 90 days: {groups}. See them under /groups.", groups=names))
    if untold := _untold(work):
        parts.append(_("Groups that were told nothing for 90 days: {groups}", groups=untold))
    persons = register.count(work, register.Which.SILENT)
    if persons:
        text = n_(
            "{n} champion has been silent for 90 days: /people",
            "{n} champions have been silent for 90 days: /people",
            persons,
        )
        parts.append(text)
    if nobody := group_register.count(work, group_register.Which.NOBODY):
        parts.append(n_("{n} group has no champion: /groups", "{n} groups have no champion: /groups", nobody))
    if missing := without_group(work):
        parts.append(_("No group yet for: {communities}. See /reach.", communities=missing[:NAMED_AT_MOST]))
    if unheard := not_heard(work):
        names = unheard[:NAMED_AT_MOST]
        parts.append(_("Nothing heard for 90 days from: {communities}. See /reach.", communities=names))
    return parts


def _untold(work: Work) -> list[str]:
    """Groups that are there and were told nothing for long, though they are reached."""
    old = sa.or_(col(Group.since).is_(None), col(Group.since) <= work.now - silence.LONG)
    mine = (Group.programme_id == work.programme_id, col(Group.ended_at).is_(None), old, silence.group_is_untold(work))
    return list(work.session.exec(select(Group.name).where(*mine).order_by(Group.name).limit(NAMED_AT_MOST)).all())


def _is_heard(work: Work, community: Community) -> bool:
    found = (
        select(Insight.id)
        .join(Reached, col(Reached.group_id) == col(Insight.group_id))
        .where(Reached.community_id == community.id, silence.was_heard(work.now))
    )
    return work.session.exec(found.limit(1)).first() is not None


def _line(work: Work, community: Community) -> Text:
    if not groups_of(work, community):
        return _("{community}: no group yet", community=community.name)
    if not _is_heard(work, community):
        return _("{community}: nothing heard for 90 days", community=community.name)
    return _("{community}: heard", community=community.name)


def _short(name: str) -> str:
    return name if len(name) <= LABEL_AT_MOST else name[: LABEL_AT_MOST - 1] + "…"
