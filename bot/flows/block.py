"""Staff block somebody: why, and a yes after what it means was read."""

from __future__ import annotations

from bot.flows.words import About
from bot.language import Code, _, p_
from bot.talk import Talk

AT_MOST = 600


def block(talk: Talk, known: About) -> str | None:
    """Why; nothing where it was thought better of."""
    question = _(
        "Why do you block the person who told {reference}? It is kept in your name.", reference=Code(known.reference)
    )
    why = talk.words("why", question, at_most=AT_MOST, name=_("Why"))
    parts = [
        _("They cannot tell or ask anything any more. They hear so, and how to complain. Urgent help still works."),
        _("You can lift it with /blocked."),
    ]
    return why if talk.confirm("yes", parts, yes=p_("button", "Block them"), no=p_("button", "Do not block")) else None
