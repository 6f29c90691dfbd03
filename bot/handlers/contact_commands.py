"""Asking to talk to a person, and complaining."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.loop import closed, contacts
from bot.store.people import Person
from bot.store.session import Work


def _person(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    contacts.must_be_let_in(person)
    closed.must_be_open(work)
    contact = contacts.open_of(work, person)
    if contact is not None:
        contacts.say_again_when(work, contact)
    else:
        conversations.start(work, person, "ask_person")


def _complain(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    conversations.start(work, person, "complain")


COMMANDS = {"person": _person, "complain": _complain}
