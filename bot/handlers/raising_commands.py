"""Commands of those who raise things: somebody needs help, an event, what became of it, practice."""

from __future__ import annotations

from collections.abc import Callable

from bot.handlers import trying_errands
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.loop import mine
from bot.store.people import Person
from bot.store.session import Work


def _refer(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    conversations.start(work, person, "needs_help")


def _event(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    conversations.start(work, person, "event")


def _mine(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    mine.show(work, person)


def _try(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    trying_errands.begin(work, person, conversations)


COMMANDS: dict[str, Callable[[Work, Person, Arrived, Conversations], None]] = {
    "refer": _refer,
    "event": _event,
    "mine": _mine,
    "try": _try,
}
