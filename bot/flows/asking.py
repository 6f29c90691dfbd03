"""Staff ask the one who told something, and write back: words in their language, a voice note, a picture."""

from __future__ import annotations

from typing import NamedTuple

from bot.flows.desk import SOURCE, Desk, Outgoing, as_they_read_it, in_other_languages, show_what_was_told
from bot.language import Code, Text, _, p_
from bot.talk import Media, Talk
from bot.words import UpdateKind

AT_MOST = 1200
SENT = ("voice", "photo")


class Asked(NamedTuple):
    """The words by language; or what was sent, with its caption."""

    words: dict[str, str]
    media: Media | None = None


def ask_back(talk: Talk, known: Desk) -> Asked | None:
    """A question of staff to the one who told; nothing where it was thought better of."""
    show_what_was_told(talk, known)
    question = _(
        "What would you like to ask about {reference}? Your name and role stand above it.",
        reference=Code(known.reference),
    )
    return _said(talk, known, question)


def write_back(talk: Talk, known: Desk) -> Asked | None:
    """The next word in that talk; nothing where it was thought better of."""
    question = _("What do you want to write to them about {reference}?", reference=Code(known.reference))
    return _said(talk, known, question)


def _said(talk: Talk, known: Desk, question: Text) -> Asked | None:
    said = talk.words_or_media("words", question, SENT, at_most=AT_MOST, name=_("Your words"))
    if isinstance(said, Media):
        made = Asked({SOURCE: said.caption} if said.caption else {}, said)
    else:
        made = Asked({SOURCE: said} | in_other_languages(talk, "words", known))
    shown = as_they_read_it(known, Outgoing(UpdateKind.ASKED, made.words))
    ready = talk.confirm(
        "send",
        [_("This will be asked:"), *shown],
        yes=p_("button", "Ask it"),
        no=p_("button", "Do not ask"),
    )
    return made if ready else None
