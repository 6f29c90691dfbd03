"""Buttons of the list of groups, and of one group's card."""

from __future__ import annotations

import re

from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import closing_group, group_card, group_desk, group_register, people
from bot.loop.group_register import Which
from bot.store.people import Person
from bot.store.session import Work


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    group_register.show(work, person, Which(rest[0]), int(rest[1]))
    return None


def _find(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "grp_find", None, conversations)


def _card(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    group_card.show(work, person, int(rest[0]))
    return None


def _act(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    group = group_desk.one(work, person, int(rest[0]))
    return begin(work, person, f"grp_{rest[1]}", group.number, conversations)


def _resume(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    group_desk.resume(work, person, int(rest[0]))
    return _("The pause is over. What waited is on its way.")


def _stay(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    closing_group.stay(work, person, int(rest[0]))
    return _("It stays. The group hears so.")


def _back(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    group_desk.how_to_bring_back(work, person, int(rest[0]))
    return None


ACTS: Acts = {
    re.compile(f"grp:({'|'.join(Which)}):{NUMBER}"): _list,
    re.compile("grp:find"): _find,
    re.compile(f"grp:{NUMBER}"): _card,
    re.compile(f"grp:{NUMBER}:(pause|stand|end|zone)"): _act,
    re.compile(f"grp:{NUMBER}:resume"): _resume,
    re.compile(f"grp:{NUMBER}:back"): _back,
    re.compile(f"grp:{NUMBER}:stay"): _stay,
}
