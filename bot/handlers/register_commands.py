"""`/people` and `/groups`, for staff: who and what there is; with words behind it, whose name has them."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.loop import group_register, register
from bot.store.people import Person
from bot.store.session import Work


def show_people(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """The list, or those who are looked for."""
    if arrived.rest:
        register.search(work, person, arrived.rest)
    else:
        register.show(work, person)


def show_groups(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """The list, or those that are looked for."""
    if arrived.rest:
        group_register.search(work, person, arrived.rest)
    else:
        group_register.show(work, person)


COMMANDS = {"people": show_people, "groups": show_groups}
