"""Choosing another language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.language import _, own_words
from bot.talk import Option, Talk


class Offered(NamedTuple):
    """The languages offered: code, and what each calls itself."""

    languages: Sequence[tuple[str, str]]


def language(talk: Talk, known: Offered) -> str:
    """The code of the language chosen."""
    offered = [Option(code, own_words(name)) for code, name in known.languages]
    return talk.choose("language", _("Which language do you want to use?"), offered, name=_("Language"))
