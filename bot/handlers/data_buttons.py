"""Buttons of help and of one's own data."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers import commands
from bot.handlers.arrival import Arrived
from bot.handlers.buttons import Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import own_files, record, saying, thanks
from bot.loop.own_files import Made
from bot.store.people import Person
from bot.store.session import Work


def _run_command(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    arrived = Arrived(chat=0, message_id=0, sender=None, command=rest[0])
    commands.run(work, person, arrived, conversations)
    return None


def _copy(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    for kind, caption in (
        (Made.PAGE, _("All that I keep about you, to read. It opens without internet.")),
        (Made.DATA, _("The same for computers.")),
    ):
        _send(work, person, kind, caption)
    record.act(work, person, "copy", "person", person.number)
    return _("Two files are on their way to you.")


def _letter(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    given = thanks.given(work, person)
    if given is None:
        raise errors.Mistake(_("You have told nothing yet. The letter says what you gave, so it comes later."))
    saying.to_person(work, person, thanks.letter(work, person, given))
    _send(work, person, Made.LETTER, _("The same letter as a page, to keep or to print."))
    return None


def _send(work: Work, person: Person, kind: Made, caption: Text) -> None:
    """Once a minute at most, however often it is pressed."""
    key = f"file:{person.number}:{kind}:{work.now:%Y%m%d%H%M}"
    saying.to_person(work, person, [caption], file=own_files.asked(kind, person), key=key)


def _erase(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return begin(work, person, "erase", None, conversations)


ACTS: Acts = {
    re.compile("d:go:([a-z]{2,20})"): _run_command,
    re.compile("d:copy"): _copy,
    re.compile("d:letter"): _letter,
    re.compile("d:erase"): _erase,
}
