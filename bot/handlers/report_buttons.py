"""Buttons under the loop at a glance, under that of a group, and under a history."""

from __future__ import annotations

import re

from bot.handlers.buttons import NUMBER, Acts, gone
from bot.handlers.conversation import Conversations
from bot.language import Text
from bot.loop import glance, group_loop, history, people
from bot.loop.glance import Span
from bot.store.people import Person
from bot.store.session import Work


def _turn(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return None if glance.turn(work, person, Span(rest[0]), int(rest[1])) else gone()


def _of_group(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    group_loop.show_to(work, person, int(rest[0]))
    return None


def _turn_of_group(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return None if group_loop.turn(work, person, *map(int, rest)) else gone()


def _page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    history.show(work, person, rest[0], int(rest[1]))
    return None


ACTS: Acts = {
    re.compile(f"loop:({'|'.join(Span)}):{NUMBER}"): _turn,
    re.compile(f"ours:{NUMBER}:show"): _of_group,
    re.compile(f"ours:{NUMBER}:([0-9]{{1,6}}):{NUMBER}"): _turn_of_group,
    re.compile("hs:([HM]-[0-9]{1,18}):([0-9]{1,6})"): _page,
}
