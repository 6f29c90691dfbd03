"""Buttons of a talk that staff began by asking back."""

from __future__ import annotations

import re

from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import asking
from bot.store.people import Person
from bot.store.session import Work


def _of_talk(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    if rest[1] == "say":
        return begin(work, person, "write_back", asking.of_asker(work, person, number).number, conversations)
    asking.end(work, person, number)
    return _("Thank you. That is noted.")


ACTS: Acts = {re.compile(f"back:{NUMBER}:(say|done)"): _of_talk}
