"""Commands that nobody knows: where one is near, it is offered in one tap."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import replace

from bot import errors
from bot.handlers.arrival import Arrived
from bot.language import Code, _, p_
from bot.loop import saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

NEAR_ENOUGH = 0.7
SHAPE = re.compile("o:do:([a-z_]{1,32})")


def offer(work: Work, person: Person, arrived: Arrived, known: Sequence[str]) -> None:
    """Ask whether a command that there is was meant. Raises `errors.Mistake` where none is near."""
    near = difflib.get_close_matches(arrived.command, known, 1, NEAR_ENOUGH)
    if not near:
        raise errors.Mistake(_("I do not know that command. Write /help to see what I can do."))
    meant = Code(f"/{near[0]}")
    button = Button(p_("button", "Yes, {command}", command=meant), f"o:do:{near[0]}")
    text = _("I do not know that command. Did you mean {command}?", command=meant)
    saying.to_person(work, person, [text], ((button,),), reply_to=arrived.message_id)


def as_written(person: Person, above: Arrived | None) -> Arrived:
    """The message that the offer answers, where this person wrote it; else nothing but the command is meant."""
    nothing = Arrived(chat=person.telegram_id, message_id=0, sender=None)
    if above is None or above.sender is None or above.sender.telegram_id != person.telegram_id:
        return nothing
    return replace(above, reply_to=None)
