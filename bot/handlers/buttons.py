"""What the buttons of one topic have in common: their shape, and what pressing one is handed."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.store.people import Person
from bot.store.session import Work

Act = Callable[[Work, Person, list[str], Conversations], Text | None]
Acts = dict[re.Pattern[str], Act]
NUMBER = "([0-9]{1,18})"
ASK_IN_PRIVATE = _("I have asked you in our private chat.")


def begin(work: Work, person: Person, flow: str, about_id: int | None, conversations: Conversations) -> Text:
    """Start a conversation with whoever pressed; returns what the press is answered with."""
    conversations.start(work, person, flow, about_id)
    return ASK_IN_PRIVATE


def gone() -> Text:
    """What a button is answered with that means nothing any more."""
    return _("This button is no longer in use.")
