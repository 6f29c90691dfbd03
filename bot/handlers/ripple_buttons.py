"""Buttons of what a matter led to, and of the stories that are made of it. `/stories` lists them for staff."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.handlers.arrival import Arrived
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import case_stories, ripples, stories_list
from bot.store.people import Person
from bot.store.session import Work

SHOWN = _("It is in our private chat.")


def _answered(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    if rest[1] == "none":
        return ripples.nothing(work, person, number)
    return begin(work, person, "ripple", ripples.own(work, person, number).number, conversations)


def _of_staff(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    if rest[1] == "write":
        return begin(work, person, "write_story", case_stories.writable(work, person, number)[0].number, conversations)
    stories_list.show_one(work, person, number)
    return SHOWN


def _page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    stories_list.show(work, person, int(rest[0]))
    return SHOWN


def _story(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    say = case_stories.allow if rest[1] == "yes" else case_stories.refuse
    return say(work, person, int(rest[0]), rest[2])


def _taken_back(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return case_stories.take_back(work, person, int(rest[0]))


def _stories(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    stories_list.show(work, person)


COMMANDS: dict[str, Callable[[Work, Person, Arrived, Conversations], None]] = {"stories": _stories}
ACTS: Acts = {
    re.compile(f"rip:{NUMBER}:(tell|none)"): _answered,
    re.compile(f"rip:{NUMBER}:(see|write)"): _of_staff,
    re.compile("rip:page:([0-9]{1,6})"): _page,
    re.compile(f"cs:{NUMBER}:(yes|no):([0-9a-f]{{8}})"): _story,
    re.compile(f"cs:{NUMBER}:back"): _taken_back,
}
