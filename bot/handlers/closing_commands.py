"""`/close_programme`: an administrator brings the programme to its end, or sees how that stands."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.loop import closing, closing_card, people
from bot.store.people import Person
from bot.store.session import Work


def _close(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    people.must_be_administrator(work, person)
    if closing.current(work) is None:
        conversations.start(work, person, "close_programme")
    else:
        closing_card.show(work, person)


COMMANDS = {"close_programme": _close}
