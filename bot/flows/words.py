"""One question, one text: saying it again, adding to it, saying why, settling, asking back."""

from __future__ import annotations

from typing import NamedTuple

from bot.language import Code, Text, _, p_
from bot.talk import Media, Talk

AT_MOST = 3000
A_WHOLE_MESSAGE = 4096
SENT = ("voice", "photo")
FEW_WORDS = 200
LEAVE_OUT = p_("button", "Leave it out")


class About(NamedTuple):
    """What the words will be about, by its reference."""

    reference: str


def change(talk: Talk, known: About) -> str:
    """What was told, again, as it should be."""
    return _one_text(talk, _("Please write {reference} again, as it should be.", reference=Code(known.reference)))


def add(talk: Talk, known: About) -> str:
    """Something more."""
    return _one_text(talk, _("What would you like to add to {reference}?", reference=Code(known.reference)))


def why(talk: Talk, known: About) -> str | Media:
    """Why it is not better, written or said."""
    question = _("I am sorry to hear that. What is still wrong? Your words go to the person who answers for it.")
    return talk.words_or_media("words", question, SENT, at_most=AT_MOST)


def question(talk: Talk, known: About) -> str | Media:
    """A question to the team."""
    return talk.words_or_media("words", _("What would you like to ask the team?"), SENT, at_most=AT_MOST)


def rumour(talk: Talk, known: About) -> str | Media:
    """Something that is said, and may not be true."""
    prompt = _(
        "What would you like to check? Write the code of a message, or send what is going round. "
        "If it is not from us, the team looks into it."
    )
    return talk.words_or_media("words", prompt, SENT, at_most=A_WHOLE_MESSAGE)


def seen(talk: Talk, known: About) -> str | None:
    """Where something that goes round was seen or heard."""
    question = _(
        "Where did you see or hear {reference}? Please leave out names of people.", reference=Code(known.reference)
    )
    return talk.words("where", question, at_most=FEW_WORDS, skip=LEAVE_OUT)


def settle(talk: Talk, known: About) -> str:
    """Why a telling that could not be delivered is taken off the list."""
    return _one_text(
        talk,
        _(
            "How did you settle {reference}? For instance: I told them by telephone. Or: nobody can find them. "
            "It is settled in your name.",
            reference=Code(known.reference),
        ),
    )


def write_on_alert(talk: Talk, known: About) -> str:
    """Words from whoever took an alert to the one in need."""
    return _one_text(
        talk,
        _("What do you want to write on {reference}? They see your name and role.", reference=Code(known.reference)),
    )


def answer_alert(talk: Talk, known: About) -> str:
    """Words back."""
    return _one_text(talk, _("What do you want to write back? If someone is in danger, do not wait: call 999."))


def _one_text(talk: Talk, question: Text) -> str:
    return talk.words("words", question, at_most=AT_MOST)
