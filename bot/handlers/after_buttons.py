"""Buttons of messages that have gone out: correct, withdraw, copies, still right; was each copy clear."""

from __future__ import annotations

import re

from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import copies_ledger, correcting, expiring, trusted_after, withdrawing
from bot.store.people import Person
from bot.store.session import Work

IN_PRIVATE = _("It stands in our private chat.")


def _withdraw(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    message = withdrawing.withdrawable(work, person, int(rest[0]))
    return begin(work, person, "withdraw_message", message.number, conversations)


def _correct(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    message = correcting.correctable(work, person, int(rest[0]))
    return begin(work, person, "correct_message", message.number, conversations)


def _copies(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    copies_ledger.page(work, person, int(rest[0]), int(rest[1]))
    return IN_PRIVATE


def _file(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    copies_ledger.send(work, person, int(rest[0]))
    return IN_PRIVATE


def _right(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    expiring.still_right(work, person, int(rest[0]))
    return _("Thank you. It stays as it is.")


def _clear(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    said = trusted_after.say_clear(work, person, int(rest[0]), is_clear=rest[1] == "yes")
    if said.is_clear:
        return _("Thank you. That is good to know.")
    if trusted_after.may_say_more(person):
        begin(work, person, "unclear_message", said.message_id, conversations)
        return _("Thank you. What was not clear? I have asked you in our private chat.")
    return _("Thank you. Reply to the message here and say what was not clear.")


ACTS: Acts = {
    re.compile(f"tm:{NUMBER}:withdraw"): _withdraw,
    re.compile(f"tm:{NUMBER}:correct"): _correct,
    re.compile(f"tm:{NUMBER}:copies:([0-9]{{1,6}})"): _copies,
    re.compile(f"tm:{NUMBER}:copies_file"): _file,
    re.compile(f"tm:{NUMBER}:right"): _right,
    re.compile(f"tc:{NUMBER}:clear:(yes|no)"): _clear,
}
