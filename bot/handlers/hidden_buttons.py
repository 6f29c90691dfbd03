"""Buttons about what is personal in what was told: its teller's, and the one by which staff look behind the mask."""

from __future__ import annotations

import re

from bot.handlers.buttons import NUMBER, Acts
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import hidden, insights, people
from bot.store.people import Person
from bot.store.session import Work


def _of_teller(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    insight = insights.of_teller(work, person, int(rest[0]))
    if rest[1] == "stay":
        hidden.let_stay(work, person, insight)
        return _("Thank you. It stays, and the team can read it.")
    hidden.take_out(work, person, insight)
    return _("Thank you. I have taken it out.")


def _show(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    hidden.show(work, person, insights.still_told(work, int(rest[0])))
    return _("I have sent it to you in private.")


ACTS: Acts = {
    re.compile(f"h:{NUMBER}:(stay|out)"): _of_teller,
    re.compile(f"h:{NUMBER}:show"): _show,
}
