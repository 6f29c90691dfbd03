"""Staff hand somebody's need for help on: whom it is with now, and what the teller hears of it."""

from __future__ import annotations

from typing import NamedTuple

from bot.flows.desk import Desk, Outgoing, as_they_read_it, in_languages, who_waits
from bot.language import Code, _, p_
from bot.talk import Talk
from bot.words import UpdateKind


class HandedOn(NamedTuple):
    """Whom it is with, for the card; and what the teller hears, by language."""

    whom: str
    words: dict[str, str]


def hand_on(talk: Talk, known: Desk) -> HandedOn | None:
    """Nothing where it was thought better of."""
    reference = Code(known.reference)
    whom = talk.words("whom", _("Who has {reference} now?", reference=reference), at_most=120, name=_("Who has it"))
    question = _(
        "What should the person hear who told {reference}? Say who helps now and how they get in touch. "
        "You still hold it until the help has come.",
        reference=reference,
    )
    words = in_languages(talk, "words", question, known, _("What they hear"))
    ready = talk.confirm(
        "send",
        [
            _("This will be sent:"),
            *as_they_read_it(known, Outgoing(UpdateKind.ANSWER, words)),
            *who_waits(words, known),
        ],
        yes=p_("button", "Send it"),
        no=p_("button", "Do not send it"),
    )
    return HandedOn(whom, words) if ready else None
