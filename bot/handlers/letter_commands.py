"""`/letter`: read it again; for an administrator, write or change it."""

from __future__ import annotations

from bot.flows import letter as flow
from bot.handlers import letter_errands
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.loop import door, people
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Role


def _letter(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    door.must_have_joined(work, person)
    if Role.ADMINISTRATOR not in people.roles(work, person):
        conversations.show(work, person, "read_letter")
        return
    there = letter_errands.in_force(work, False, {})
    prefilled = flow.answers(there, conversations.offered) if there else None
    conversations.start(work, person, "letter", prefilled=prefilled)


COMMANDS = {"letter": _letter}
