"""`/message` and `/messages`: staff write trusted messages and see them all. `/propose`: champions propose one."""

from __future__ import annotations

from collections.abc import Callable

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.loop import blocks, people, trusted_list
from bot.store.people import Person
from bot.store.session import Work


def _message(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    people.must_be_staff(work, person)
    conversations.start(work, person, "write_message")


def _messages(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    trusted_list.index(work, person)


def propose(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/propose`: for whoever has joined and may tell."""
    blocks.must_not_be_blocked(person)
    conversations.start(work, person, "propose_message")


COMMANDS: dict[str, Callable[[Work, Person, Arrived, Conversations], None]] = {
    "message": _message,
    "messages": _messages,
}
