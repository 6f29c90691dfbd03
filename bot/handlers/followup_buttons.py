"""Buttons of follow-ups: one telling in full, the list of all, and which of them a reply is about."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers import replies
from bot.handlers.arrival import Arrived
from bot.handlers.buttons import NUMBER, Acts, gone
from bot.handlers.conversation import Conversations
from bot.handlers.matter_buttons import CODE
from bot.language import Text, _
from bot.loop import followup_opened
from bot.loop.followups import LISTS, OPENS
from bot.store.people import Person
from bot.store.session import Work

WHICH = re.compile(f"{followup_opened.WHICH}:{CODE}")
IN_FULL = _("It stands below now.")


def which(work: Work, person: Person, code: str, above: Arrived | None) -> Text | None:
    """Somebody says what their reply is about: it goes to whoever answers for that."""
    if above is None or above.sender is None:
        return gone()
    if above.sender.telegram_id != person.telegram_id:
        raise errors.NotAllowed(_("Only the person who wrote this can do that."))
    return replies.about(work, person, code, above)


def _open(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return IN_FULL if followup_opened.open_one(work, person, rest[0]) else _("It stands here already, further down.")


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    followup_opened.list_all(work, person, int(rest[0]), int(rest[1]))
    return IN_FULL


ACTS: Acts = {
    re.compile(f"{OPENS}:{CODE}"): _open,
    re.compile(f"{LISTS}:{NUMBER}:([0-9]{{1,4}})"): _list,
}
