"""Buttons of talks with a person, and of complaints."""

from __future__ import annotations

import re

from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import complaints, contacts
from bot.store.people import Person
from bot.store.session import Work


def _of_talk(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    if act == "take":
        contacts.take(work, person, number)
        return _("It is yours. I have written to you in our private chat.")
    contact = contacts.about(work, person, number)
    if act == "say":
        return begin(work, person, "write_person", contact.number, conversations)
    contacts.end(work, person, contact.number)
    return None


def _of_complaint(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    if rest[1] == "hand":
        complaints.for_administrator(work, person, number)
        return begin(work, person, "hand_complaint", number, conversations)
    complaints.for_handler(work, person, number)
    return begin(work, person, "answer_complaint", number, conversations)


ACTS: Acts = {
    re.compile(f"p:{NUMBER}:(take|say|done)"): _of_talk,
    re.compile(f"x:{NUMBER}:(hand|answer)"): _of_complaint,
}
