"""The work in one group ends well: it is told early, and on the day it hears what became of what it raised."""

from __future__ import annotations

from datetime import date

from sqlmodel import col

from bot import errors
from bot.language import Text, _
from bot.loop import due, group_desk, group_story, people, promises, read_out, record
from bot.store.chats import Group
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK

AT_ONCE = 50
_DUE = due.rows(
    Group, col(Group.ends_on) <= due.TODAY, col(Group.ends_on).is_not(None), col(Group.ended_at).is_(None), most=AT_ONCE
)


def announce(work: Work, by: Person, group_id: int | None, keeper_id: int, through: str | None, day: date) -> None:
    """The group hears on which day the work there ends, what became of what it told, and who tells it the rest."""
    group = group_desk.one(work, by, group_id)
    if people.serving(work, keeper_id) is None:
        raise errors.NoLongerThere(_("That person is not on the team any more."))
    if day <= promises.today(work):
        raise errors.Mistake(_("That day is past."))
    before = str(group.ends_on)
    group.ends_on, group.ending_by, group.keeper_id, group.hears_through = day, by.number, keeper_id, through
    work.session.add(group)
    work.session.flush()
    record.act(work, by, "announce_group_end", "group", group.number, before=before, after=str(day), keeper=keeper_id)
    parts = [_first(work, by, group), *group_story.of(work, group), *group_story.still_owed(work, group)]
    read_out.to_group(work, group, [*parts, _("Until then you can still tell me things.")])


def stay(work: Work, by: Person, group_id: int | None) -> None:
    """The work there goes on after all; the group hears so."""
    group = group_desk.one(work, by, group_id)
    if group.ends_on is None:
        raise errors.NoLongerThere(_("That is settled already."))
    before, group.ends_on, group.keeper_id, group.hears_through = str(group.ends_on), None, None, None
    work.session.add(group)
    record.act(work, by, "group_stays", "group", group.number, before=before, after=None)
    read_out.to_group(
        work, group, [_("I stay in “{group}” after all. What you are owed stays as it was.", group=group.name)]
    )


def end_what_is_due(work: Work) -> int:
    """Groups whose day has come: the bot says goodbye and goes, in the name of whoever said so."""
    found = due.claimed(work, _DUE)
    for group in found:
        by = people.serving(work, group.ending_by) or next(iter(people.holding(work, DESK)), None)
        keeper = people.serving(work, group.keeper_id) or by
        if by is not None and keeper is not None:
            group_desk.end(work, by, group.id, keeper.number, group.hears_through)
    return len(found)


def _first(work: Work, by: Person, group: Group) -> Text:
    return _(
        "I work in “{group}” until {day}. {who} tells you so: then it ends. Thank you for all that you told.",
        group=group.name,
        day=group.ends_on,
        who=people.name_and_title(by),
    )
