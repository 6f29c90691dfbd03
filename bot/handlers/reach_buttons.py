"""`/reach`: the communities that the programme means to reach, and its buttons."""

from __future__ import annotations

import re

from bot.handlers.arrival import Arrived
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text
from bot.loop import people, reach
from bot.store.people import Person
from bot.store.session import Work


def show(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/reach`, for staff; administrators change it by the buttons."""
    reach.show(work, person)


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    reach.show(work, person, int(rest[0]))
    return None


def _one(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    reach.show_one(work, person, int(rest[0]))
    return None


def _add(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_administrator(work, person)
    return begin(work, person, "reach_add", None, conversations)


def _act(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_administrator(work, person)
    community = reach.still_meant(work, int(rest[0]))
    return begin(work, person, f"reach_{rest[1]}", community.number, conversations)


COMMANDS = {"reach": show}
ACTS: Acts = {
    re.compile(f"reach:list:{NUMBER}"): _list,
    re.compile(f"reach:{NUMBER}"): _one,
    re.compile("reach:add"): _add,
    re.compile(f"reach:{NUMBER}:(groups|drop)"): _act,
}
