"""Choosing another language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.language import Text, _, own_words
from bot.talk import Option, Talk

FEW = 5
WHICH = _("Which language do you want to use?")


class Offered(NamedTuple):
    """The languages offered: code, and what each calls itself."""

    languages: Sequence[tuple[str, str]]


def language(talk: Talk, known: Offered) -> str:
    """The code of the language chosen."""
    return which_language(talk, known.languages)


def which_languages(
    talk: Talk, key: str, languages: Sequence[tuple[str, str]], question: Text, name: Text | None = None
) -> tuple[str, ...]:
    """Any number of them, all at once."""
    offered = [Option(code, own_words(spoken)) for code, spoken in languages]
    abreast = 1 if len(offered) <= FEW else 2
    return talk.choose_many(key, question, offered, name=name, at_once=len(offered), abreast=abreast)


def which_language(talk: Talk, languages: Sequence[tuple[str, str]], question: Text = WHICH) -> str:
    """All of them at once, each by what it calls itself: whoever cannot read the others finds their own."""
    offered = [Option(code, own_words(name)) for code, name in languages]
    abreast = 1 if len(offered) <= FEW else 2
    return talk.choose("language", question, offered, name=_("Language"), at_once=len(offered), abreast=abreast)
