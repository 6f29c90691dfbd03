"""Staff ask the one who told something; they see the question as it will be read before it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.language import Code, Text, _, own_words, p_
from bot.talk import Talk

AT_MOST = 3000


class Asking(NamedTuple):
    """What the question is about, and how a question reads to the one who gets it."""

    reference: str
    as_read: Callable[[str], Sequence[Text]] | None = None


def ask_back(talk: Talk, known: Asking) -> str | None:
    """The question; nothing where it was thought better of."""
    question = _(
        "What would you like to ask about {reference}? Your name and role stand above it.",
        reference=Code(known.reference),
    )
    words = talk.words("words", question, at_most=AT_MOST, name=_("Your question"))
    shown = list(known.as_read(words)) if known.as_read is not None else [own_words(words)]
    ready = talk.confirm(
        "send",
        [_("This will be asked:"), *shown],
        yes=p_("button", "Ask it"),
        no=p_("button", "Do not ask"),
    )
    return words if ready else None
