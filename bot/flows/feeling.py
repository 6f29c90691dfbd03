"""Staff say what they do about how far people feel heard; it goes with the result to all who were asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.language import Text, _, own_words, p_
from bot.talk import Talk

SOURCE = "en"
AT_MOST = 600
LATER = p_("button", "Leave it out")


class Felt(NamedTuple):
    """What people said, the languages of those who were asked (code, name), and how it will read."""

    summary: Sequence[Text]
    languages: Sequence[tuple[str, str]]
    as_read: Callable[[Mapping[str, str]], Sequence[Text]] | None = None


def feeling_word(talk: Talk, known: Felt) -> dict[str, str] | None:
    """The words by language; nothing where it was thought better of."""
    for line in known.summary:
        talk.show(line)
    question = _("What do you do about it, by when? One or two sentences in English. All who were asked read it.")
    words = {SOURCE: talk.words("words", question, at_most=AT_MOST, name=_("What we do"))}
    for code, language in known.languages:
        if code == SOURCE:
            continue
        prompt = _("Do you have the same in {language}? If not, they read the English.", language=own_words(language))
        text = talk.words(f"words_{code}", prompt, at_most=AT_MOST, skip=LATER, name=own_words(language))
        if text:
            words[code] = text
    shown = list(known.as_read(words)) if known.as_read is not None else [own_words(text) for text in words.values()]
    ready = talk.confirm("tell", shown, yes=p_("button", "Tell them"), no=p_("button", "Do not tell them"))
    return words if ready else None
