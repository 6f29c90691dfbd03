"""What staff's conversations about one group know, and what happens when they are done."""

from __future__ import annotations

from datetime import timedelta

from bot import errors
from bot.flows import group_zone, let_know
from bot.flows import register as flow
from bot.handlers.conversation import Errand, errand
from bot.handlers.desk_errands import colleagues
from bot.handlers.register_errands import NOTED, NOTHING_CHANGED, nobody
from bot.language import _, own_words
from bot.loop import (
    circles,
    closing_group,
    finding,
    group_card,
    group_desk,
    group_register,
    joining,
    promises,
    quiet,
    saying,
    send_times,
)
from bot.loop import standing as standing_rules
from bot.store.chats import Chat, Group
from bot.store.people import Person
from bot.store.session import Work

TITLE = _("the list of groups")


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("grp_find", flow.find, TITLE, nobody, found),
        errand("grp_pause", flow.pause, TITLE, group, paused),
        errand("grp_stand", let_know.stand_in, _("asking a champion"), standing, asked),
        errand("grp_zone", group_zone.group_zone, _("where a group lives"), living, lives),
        errand("grp_end", flow.end_group, _("ending a group"), ending, ended),
    )


def found(work: Work, by: Person, _about: int | None, value: str) -> None:
    """Groups whose name has the words in it."""
    group_register.search(work, by, value)


def group(work: Work, by: Person, group_id: int | None) -> flow.Listed:
    """Which group pauses."""
    return flow.Listed(own_words(group_desk.one(work, by, group_id).name), ())


def paused(work: Work, by: Person, group_id: int | None, value: int | None) -> None:
    """A pause."""
    group_desk.pause(work, by, group_id, value)
    saying.to_person(work, by, [NOTED])


def living(work: Work, by: Person, group_id: int | None) -> group_zone.Living:
    """By which clock a group lives."""
    there = group_desk.one(work, by, group_id)
    return group_zone.Living(own_words(there.name), there.time_zone, send_times.zone_of)


def lives(work: Work, by: Person, group_id: int | None, value: str | None) -> None:
    """It lives by this clock from now on."""
    there = group_desk.one(work, by, group_id)
    send_times.live_in(work, by, there, value)
    joining.follow(work, there)
    if there.chat_id is not None:
        quiet.follow(work, work.session.get_one(Chat, there.chat_id))
    saying.to_person(work, by, [NOTED])


def standing(work: Work, by: Person, group_id: int | None) -> let_know.Standing:
    """A group without a chat, and who could stand for it."""
    there = group_desk.one(work, by, group_id)
    champions = circles.champions(work, there)
    if not champions:
        raise errors.NoLongerThere(_("There is no champion whom I can ask."))
    return let_know.Standing(there.name, champions)


def asked(work: Work, by: Person, group_id: int | None, value: int) -> None:
    """A champion is asked to stand for the group."""
    circles.ask_to_stand(work, by, group_desk.one(work, by, group_id), finding.one(work, Person, value))
    saying.to_person(work, by, [_("They are being asked. You hear in the staff room what they say.")])


def ending(work: Work, by: Person, group_id: int | None) -> flow.Ended:
    """What ends, what it is owed, and who could answer for that."""
    there = group_desk.one(work, by, group_id)
    return flow.Ended(there.name, len(group_card.owed(work, there)), colleagues(work, by), _can_hear(work, there))


def ended(work: Work, by: Person, group_id: int | None, value: flow.Ending | None) -> None:
    """It ends, today or on a day that the group hears of; or not."""
    if value is None:
        saying.to_person(work, by, [NOTHING_CHANGED])
    elif value.in_days:
        day = promises.today(work) + timedelta(days=value.in_days)
        closing_group.announce(work, by, group_id, value.keeper_id, value.through, day)
        saying.to_person(work, by, [_("The group is being told. It ends on {day}.", day=day)])
    else:
        group_desk.end(work, by, group_id, value.keeper_id, value.through)
        saying.to_person(work, by, [_("It has ended. What it is owed is in good hands.")])


def _can_hear(work: Work, there: Group) -> bool:
    """Whether somebody there can be told that it ends."""
    chat = work.session.get(Chat, there.chat_id) if there.chat_id else None
    return chat.unreachable_at is None if chat is not None else standing_rules.champion_of(work, there) is not None
