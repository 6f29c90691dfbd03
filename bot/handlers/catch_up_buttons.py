"""`/catchups` for staff, and the buttons by which champions answer."""

from __future__ import annotations

import re

from bot.handlers.arrival import Arrived
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text
from bot.loop import catch_ups, people
from bot.loop.catch_ups import Coming
from bot.store.people import Person
from bot.store.session import Work


def show(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/catchups`: those to come, with counts."""
    catch_ups.show(work, person)


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    catch_ups.show(work, person, int(rest[0]))
    return None


def _plan(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "meet_plan", None, conversations)


def _of_staff(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return begin(work, person, f"meet_{rest[1]}", catch_ups.on(work, person, int(rest[0])).number, conversations)


def _answer(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return catch_ups.answer(work, person, int(rest[0]), Coming(rest[1]))


def _cover(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    catch_up, _invited = catch_ups.of_invited(work, person, int(rest[0]))
    return begin(work, person, "meet_cover", catch_up.number, conversations)


COMMANDS = {"catchups": show}
ACTS: Acts = {
    re.compile("meet:plan"): _plan,
    re.compile("meet:list:([0-9]{1,6})"): _list,
    re.compile(f"meet:{NUMBER}:(change|off)"): _of_staff,
    re.compile(f"meet:{NUMBER}:(come|cannot)"): _answer,
    re.compile(f"meet:{NUMBER}:cover"): _cover,
}
