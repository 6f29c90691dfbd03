"""Buttons about what staff owe."""

from __future__ import annotations

import re

from bot.handlers import promises_commands
from bot.handlers.buttons import NUMBER, Acts
from bot.handlers.conversation import Conversations
from bot.language import Text, _, n_
from bot.loop import away, finding, listening, live_hours, people
from bot.store.live_hours import LiveHour
from bot.store.people import Person
from bot.store.session import Work


def _mine(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    promises_commands.mine(work, person, int(rest[0]) if rest else 0)
    return None


def _back(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    sooner = away.end(work, person)
    return n_("Welcome back. {n} promise is due sooner.", "Welcome back. {n} promises are due sooner.", sooner)


def _live(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    live_hours.show(work, person, finding.one(work, LiveHour, int(rest[0])), after=int(rest[1]))
    return None


def _listened(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    listening.listened(work, person, int(rest[0]))
    return _("Thank you. That is noted.")


ACTS: Acts = {
    re.compile("owe:mine"): _mine,
    re.compile("owe:late:([0-9]{1,6})"): _mine,
    re.compile(f"owe:live:{NUMBER}:{NUMBER}"): _live,
    re.compile("owe:back"): _back,
    re.compile(f"owe:{NUMBER}:listened"): _listened,
}
