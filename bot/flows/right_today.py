"""Staff say in one text what they put right today; those who raised it are asked whether it is better."""

from __future__ import annotations

from bot.flows.desk import Desk, Outgoing, as_they_read_it, in_languages, who_waits
from bot.language import Code, _, p_
from bot.talk import Talk
from bot.words import UpdateKind


def right_today(talk: Talk, known: Desk) -> dict[str, str] | None:
    """What was done, by language; nothing where it was thought better of."""
    question = _(
        "What did you put right on {reference}? Write it as those who raised it will read it. "
        "Your name and role are added, and they are asked whether it is better now.",
        reference=Code(known.reference),
    )
    words = in_languages(talk, "words", question, known, _("What was put right"))
    ready = talk.confirm(
        "send",
        [
            _("This will be told to everyone who raised it, and kept as done today:"),
            *as_they_read_it(known, Outgoing(UpdateKind.CHANGED, words)),
            *who_waits(words, known),
        ],
        yes=p_("button", "It is done: tell them"),
        no=p_("button", "Do not tell them"),
    )
    return words if ready else None
