"""The commands by which something is told, asked or checked: with words at once, without by one question."""

from __future__ import annotations

from bot.handlers import telling
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind

KINDS = {"tell": None, "ask": Kind.QUESTION, "check": Kind.RUMOUR}


def _tell(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    telling.take(work, person, arrived, is_new=True)


def _of_kind(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    if arrived.rest or arrived.media or arrived.refused:
        telling.take(work, person, arrived, KINDS[arrived.command], is_new=True)
    else:
        conversations.start(work, person, arrived.command)


COMMANDS = {"tell": _tell, "ask": _of_kind}
KIND_COMMANDS = {"ask": _of_kind, "check": _of_kind}
