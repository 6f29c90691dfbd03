"""What a matter led to, as one who raised it tells it."""

from __future__ import annotations

from typing import NamedTuple

from bot.language import Code, _
from bot.talk import Media, Talk

AT_MOST = 3000
SENT = ("voice", "photo")


class Matter(NamedTuple):
    """The matter that it is about."""

    reference: str


def ripple(talk: Talk, known: Matter) -> str | Media:
    """What it led to, written or said."""
    question = _("What did {reference} lead to? Write it, or say it as a voice note.", reference=Code(known.reference))
    return talk.words_or_media("words", question, SENT, at_most=AT_MOST)
