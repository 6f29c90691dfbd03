"""Buttons of what staff tell those outside: how they told it, or that they could not; and the command to enter it."""

from __future__ import annotations

import re

from bot.handlers.arrival import Arrived
from bot.handlers.buttons import NUMBER, Acts
from bot.handlers.conversation import Conversations
from bot.language import Text
from bot.loop import people, told_outside
from bot.store.people import Person
from bot.store.session import Work
from bot.words import HowHeard


def _told(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if rest[1] == "not":
        return told_outside.could_not(work, person, int(rest[0]))
    return told_outside.told(work, person, int(rest[0]), HowHeard(rest[1]))


def _heard(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    people.must_be_staff(work, person)
    conversations.start(work, person, "heard")


COMMANDS = {"heard": _heard}
ACTS: Acts = {re.compile(f"told:{NUMBER}:({'|'.join(HowHeard)}|not)"): _told}
