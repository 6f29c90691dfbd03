"""Somebody needs help: is it urgent, what is needed, which sort of help. Nobody's name is asked."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bot import labels
from bot.flows.details import LEAVE_OUT
from bot.language import Code, _, p_
from bot.talk import Media, Talk
from bot.words import Need

AT_MOST = 3000


class Danger(StrEnum):
    """Whether somebody is in danger at this moment."""

    NOW = "now"
    NO = "no"


DANGER = {Danger.NOW: p_("button", "Yes, in danger now"), Danger.NO: p_("button", "No, not now")}


class Helper(NamedTuple):
    """The team; and the reference of what was told before, where it is about that."""

    team: str
    reference: str = ""


class Needed(NamedTuple):
    """What is needed. No words where they were told before."""

    is_danger: bool
    words: str | Media | None
    need: Need | None


def needs_help(talk: Talk, known: Helper) -> Needed:
    """At most three questions."""
    talk.show(_("You do not have to say who it is. Please leave out names, addresses and telephone numbers."))
    if known.reference:
        talk.show(_("This is about {reference}.", reference=Code(known.reference)))
    danger = talk.choose("danger", _("Is somebody in danger now?"), Danger, labels=DANGER, name=_("In danger now"))
    if danger is Danger.NOW:
        talk.show(
            _(
                "Please call {emergency} now. For urgent health advice call {advice}. "
                "I am a bot and cannot send anybody. When you have called, go on here.",
                emergency=Code("999"),
                advice=Code("111"),
            )
        )
    words = None if known.reference else _what(talk)
    question = _(
        "Which sort of help is it? One person of {team} takes it, and answers you here in this chat.",
        team=known.team,
    )
    need = talk.choose("need", question, Need, labels=labels.NEEDS, skip=LEAVE_OUT, name=_("Which sort of help"))
    return Needed(danger is Danger.NOW, words, need)


def _what(talk: Talk) -> str | Media:
    return talk.words_or_media(
        "words",
        _("What is needed? Write it in your own words, or send a voice note."),
        ("voice",),
        at_most=AT_MOST,
        name=_("What is needed"),
    )
