"""`/loop`: the loop, or that of one's group. `/report`: figures as files. `/history`: what was done with a thing."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.loop import glance, group_loop, history, people
from bot.store.people import Person
from bot.store.session import Work


def _loop(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    if people.is_staff(work, person):
        glance.show(work, person)
    else:
        group_loop.show_to(work, person)


def _report(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    people.must_be_staff(work, person)
    conversations.start(work, person, "report")


def _history(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    history.show(work, person, arrived.rest)


COMMANDS = {"loop": _loop, "report": _report, "history": _history}
