"""Asking to talk to a person, and writing to the one whom one talks with."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.language import Text, _, p_
from bot.talk import Talk

AT_MOST = 3000


class Asker(NamedTuple):
    """The day by which somebody will write."""

    day: date


class Other(NamedTuple):
    """Who is on the other side of a talk."""

    who: Text


def ask_person(talk: Talk, known: Asker) -> str:
    """What it is about; nothing where that is for the person alone."""
    question = _(
        "Somebody of the team will write to you here by {day}. What is it about? One sentence is enough. "
        "The team reads it, to see who can help best.",
        day=known.day,
    )
    return talk.words("topic", question, at_most=AT_MOST, skip=p_("button", "I tell them myself")) or ""


def write_person(talk: Talk, known: Other) -> str:
    """A word to the other side."""
    return talk.words("words", _("What do you want to write? It goes to {who} only.", who=known.who), at_most=AT_MOST)
