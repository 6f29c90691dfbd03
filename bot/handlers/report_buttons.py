"""Buttons under the loop at a glance, and under a history."""

from __future__ import annotations

import re

from bot.handlers.buttons import NUMBER, Acts, gone
from bot.handlers.conversation import Conversations
from bot.language import Text
from bot.loop import glance, history, people
from bot.loop.glance import Span
from bot.store.people import Person
from bot.store.session import Work


def _turn(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return None if glance.turn(work, person, Span(rest[0]), int(rest[1])) else gone()


def _page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    history.show(work, person, rest[0], int(rest[1]))
    return None


ACTS: Acts = {
    re.compile(f"loop:({'|'.join(Span)}):{NUMBER}"): _turn,
    re.compile("hs:([HM]-[0-9]{1,18}):([0-9]{1,6})"): _page,
}
