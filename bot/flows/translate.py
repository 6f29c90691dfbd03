"""Somebody who reads a language puts an update's words into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.flows.desk import AT_MOST
from bot.language import Text, _, own_words, p_
from bot.talk import Talk


class Task(NamedTuple):
    """The texts to be put into a language: what each is of, and its words in English; and how they will read.

    `headings`: what stands above those that have a heading.
    """

    language: str
    texts: Sequence[tuple[str, str]]
    as_read: Callable[[Mapping[str, str]], Sequence[Text]] | None = None
    headings: Mapping[str, Text] = {}


def translate(talk: Talk, known: Task) -> dict[str, str] | None:
    """The words in the language, by what they are of; nothing where it was thought better of."""
    words = {}
    for of, text in known.texts:
        prompt = _("Please write this in {language}:", language=own_words(known.language))
        if of in known.headings:
            talk.show(known.headings[of])
        talk.show(own_words(text))
        words[of] = talk.words(f"words_{of}", prompt, at_most=AT_MOST, name=own_words(known.language))
    shown = list(known.as_read(words)) if known.as_read is not None else list(map(own_words, words.values()))
    ready = talk.confirm(
        "send",
        [_("This will be sent:"), *shown],
        yes=p_("button", "Send it"),
        no=p_("button", "Do not send it"),
    )
    return words if ready else None
