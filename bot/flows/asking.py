"""Staff ask the one who told something, and write back: words in their language, a voice note, a picture."""

from __future__ import annotations

from typing import NamedTuple

from bot.flows.desk import SOURCE, Desk, in_other_languages
from bot.language import Code, Text, _
from bot.talk import Media, Talk

AT_MOST = 1200
SENT = ("voice", "photo")


class Asked(NamedTuple):
    """The words by language; or what was sent, with its caption."""

    words: dict[str, str]
    media: Media | None = None


def ask_back(talk: Talk, known: Desk) -> Asked:
    """A question of staff to the one who told."""
    question = _(
        "What would you like to ask about {reference}? Your name and role stand above it.",
        reference=Code(known.reference),
    )
    return _said(talk, known, question)


def write_back(talk: Talk, known: Desk) -> Asked:
    """The next word in that talk."""
    question = _("What do you want to write to them about {reference}?", reference=Code(known.reference))
    return _said(talk, known, question)


def _said(talk: Talk, known: Desk, question: Text) -> Asked:
    said = talk.words_or_media("words", question, SENT, at_most=AT_MOST, name=_("Your words"))
    if isinstance(said, Media):
        return Asked({SOURCE: said.caption} if said.caption else {}, said)
    words = {SOURCE: said}
    words |= in_other_languages(talk, "words", known)
    return Asked(words)
