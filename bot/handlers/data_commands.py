"""What is kept about somebody: a copy, a letter of thanks, erasing it."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import _, p_
from bot.loop import saying, urgent
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

MENU = (
    (Button(p_("button", "Give me a copy"), "d:copy"), Button(p_("button", "A letter of thanks"), "d:letter")),
    (Button(p_("button", "Erase everything"), "d:erase"),),
    (urgent.BUTTON,),
)


def _my_data(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    parts = [
        _("This is about what I keep of you: what you told, what was answered, and your settings."),
        _("A copy: two files, one to read and one for computers. The letter says what you gave; it can go with a CV."),
        _("Erasing asks you once more before anything is gone."),
    ]
    saying.to_person(work, person, parts, MENU)


COMMANDS = {"mydata": _my_data}
