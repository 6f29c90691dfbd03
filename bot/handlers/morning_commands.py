"""Commands of the desk's day: go through the cards, the digest, the inbox, what is owed, what is promised."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.loop import digest, duties, inbox, owed, people, sittings
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Role


def _today(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    sittings.start(work, person)


def _digest(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    digest.show(work, person, may_set_hour=Role.ADMINISTRATOR in people.roles(work, person))


def _inbox(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    inbox.show(work, person)


def _owed(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    owed.show(work, person)


def _promises(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    duties.show(work, person)


COMMANDS = {"today": _today, "digest": _digest, "inbox": _inbox, "owed": _owed, "promises": _promises}
