"""Choosing another language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.language import Text, _, own_words
from bot.talk import Option, Talk

FEW = 5
WHICH, NAME = _("Which language do you want to use?"), _("Language")
Named = Sequence[tuple[str, str]]
"""Languages: the code of each, and what it calls itself."""


class Offered(NamedTuple):
    """The languages offered: code, and what each calls itself."""

    languages: Named


def language(talk: Talk, known: Offered) -> str:
    """The code of the language chosen."""
    return which_language(talk, known.languages)


def which_languages(
    talk: Talk, key: str, languages: Named, question: Text, name: Text | None = None
) -> tuple[str, ...]:
    """Any number of them, all at once."""
    offered = [Option(code, own_words(spoken)) for code, spoken in languages]
    return talk.choose_many(key, question, offered, name=name, at_once=len(offered), abreast=abreast(len(offered)))


def which_language(
    talk: Talk, languages: Named, question: Text = WHICH, key: str = "language", name: Text = NAME
) -> str:
    """All of them at once, each by what it calls itself: whoever cannot read the others finds their own."""
    offered = [Option(code, own_words(spoken)) for code, spoken in languages]
    return talk.choose(key, question, offered, name=name, at_once=len(offered), abreast=abreast(len(offered)))


def abreast(languages: int) -> int:
    """How many of so many languages stand in a row."""
    return 1 if languages <= FEW else 2
