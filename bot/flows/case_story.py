"""Staff write the story of what a matter led to, for others to read once its teller has allowed the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.language import Code, Text, _, own_words, p_
from bot.talk import Talk

SOURCE = "en"
AT_MOST = 1200


class Told(NamedTuple):
    """What staff write up: the matter, and the teller's language.

    `as_read`: how the teller will be asked about the words.
    """

    reference: str
    language: tuple[str, str]
    as_read: Callable[[Mapping[str, str]], Sequence[Text]] | None = None


def write_story(talk: Talk, known: Told) -> dict[str, str] | None:
    """The story by language; nothing where it was thought better of."""
    question = _(
        "Write the story of {reference} in a few sentences, in English, as others may read it. No name, no number, "
        "nothing by which somebody could guess who told it.",
        reference=Code(known.reference),
    )
    words = {SOURCE: talk.words("words", question, at_most=AT_MOST, name=_("The story"))}
    code, language = known.language
    if code != SOURCE:
        prompt = _(
            "The same story in {language}: whoever told it has to read the very words.", language=own_words(language)
        )
        words[code] = talk.words("of_teller", prompt, at_most=AT_MOST, name=own_words(language))
    shown = [
        _("The one who told it is asked whether others may read exactly this:"),
        *(known.as_read(words) if known.as_read is not None else map(own_words, words.values())),
    ]
    ready = talk.confirm("ask", shown, yes=p_("button", "Ask them"), no=p_("button", "Do not ask"))
    return words if ready else None
