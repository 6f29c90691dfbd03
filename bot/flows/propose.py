"""A champion proposes a message to people, or asks about one that came."""

from __future__ import annotations

from typing import NamedTuple

from bot.flows.desk import Desk, Outgoing, as_they_read_it, in_languages
from bot.flows.trusted import LEAVE_OUT, LINK_AT_MOST, TITLE_AT_MOST, WHY_AT_MOST, WORDS_AT_MOST, Hints, is_link
from bot.language import Code, Text, _, own_words, p_
from bot.talk import Media, Talk
from bot.words import UpdateKind

QUESTION_AT_MOST = 3000
TRIES = 5
SENT = ("voice", "photo")


class Proposing(NamedTuple):
    """The team, the language of the one who proposes, and hints on how their words read."""

    team: str
    language: str
    hints: Hints


class Proposal(NamedTuple):
    """What is proposed."""

    title: str
    words: str
    why: str
    source: str


class Asked(NamedTuple):
    """The message that is asked about, by its code."""

    code: str


def propose(talk: Talk, known: Proposing) -> Proposal | None:
    """A message that somebody thinks people need; nothing where it was thought better of."""
    title = talk.words("title", _("What is your message about, in a few words?"), at_most=TITLE_AT_MOST)
    question = _("What should people hear? Write it as you would say it. Leave out names and numbers of people.")
    words = talk.words("words", question, at_most=WORDS_AT_MOST, name=_("The words"))
    for hint in known.hints(words, known.language):
        talk.show(hint)
    why = talk.words("why", _("Why do people need it now?"), at_most=WHY_AT_MOST, name=_("Why now"))
    source = _source(talk)
    shown = [
        _("This goes to {team}:", team=known.team),
        *(own_words(text) for text in (title, words, why, source) if text),
        _("If they take it up, it is theirs to send, and they may change words. If not, they tell you why."),
    ]
    ready = talk.confirm("send", shown, yes=p_("button", "Propose it"), no=p_("button", "Do not send it"))
    return Proposal(title, words, why, source) if ready else None


def ask_about(talk: Talk, known: Asked) -> str | Media:
    """A question about a message that came."""
    question = _("What would you like to ask about the message {code}?", code=Code(known.code))
    return talk.words_or_media("words", question, SENT, at_most=QUESTION_AT_MOST)


def _source(talk: Talk) -> str:
    question: Text = _("Where can people read it for themselves? Send the link, if there is one.")
    for place in range(1, TRIES + 1):
        given = talk.words(f"source_{place}", question, at_most=LINK_AT_MOST, skip=LEAVE_OUT, name=_("The link"))
        if given is None or is_link(given):
            return given or ""
        talk.show(_("That is no link. A link begins with https:// and stands alone."))
    return ""


def decline(talk: Talk, known: Desk) -> dict[str, str] | None:
    """Why a proposal is not taken up, by language; nothing where it was thought better of."""
    question = _("Why do you not send {reference}? Whoever proposed it reads this.", reference=Code(known.reference))
    words = in_languages(talk, "why", question, known, _("Why not"))
    shown = [_("This is how they will read it:"), *as_they_read_it(known, Outgoing(UpdateKind.ANSWER, words))]
    ready = talk.confirm("send", shown, yes=p_("button", "Tell them"), no=p_("button", "Do not tell them"))
    return words if ready else None
