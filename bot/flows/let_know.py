"""Staff write the one sentence that a group may hear of something told in private; and who stands for a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.flows.desk import SOURCE
from bot.language import Code, Text, _, own_words, p_
from bot.talk import Option, Talk

ONE_SENTENCE = 300
LEAVE_OUT = p_("button", "Leave it out")


class Told(NamedTuple):
    """What the sentence is about: the reference, the group and its language, the teller's language (code, name).

    `as_read`: how the teller will read it.
    """

    reference: str
    group: str
    language: tuple[str, str]
    tellers: tuple[str, str]
    as_read: Callable[[Mapping[str, str]], Sequence[Text]] | None = None


class Standing(NamedTuple):
    """A group without a champion, and the champions who could be asked."""

    group: str
    champions: Sequence[tuple[int, Text]]


def let_know(talk: Talk, known: Told) -> dict[str, str] | None:
    """The sentence by language; nothing where it was thought better of."""
    question = _(
        "What may “{group}” hear about {reference}? One sentence in English. No name, no number, no day or place "
        "by which somebody could guess who told it.",
        group=known.group,
        reference=Code(known.reference),
    )
    words = {SOURCE: talk.words("words", question, at_most=ONE_SENTENCE, name=_("The sentence"))}
    code, language = known.language
    if code != SOURCE:
        prompt = _("The same sentence in {language}, as the group will read it:", language=own_words(language))
        words[code] = talk.words("of_group", prompt, at_most=ONE_SENTENCE, name=own_words(language))
    code, language = known.tellers
    if code not in words:
        prompt = _("The same in {language}, for the one who told it, if you have it:", language=own_words(language))
        text = talk.words("of_teller", prompt, at_most=ONE_SENTENCE, skip=LEAVE_OUT, name=own_words(language))
        words |= {code: text} if text else {}
    shown = [
        _("The one who told it is asked whether “{group}” may hear exactly this:", group=known.group),
        *(known.as_read(words) if known.as_read is not None else map(own_words, words.values())),
    ]
    ready = talk.confirm("ask", shown, yes=p_("button", "Ask them"), no=p_("button", "Do not ask"))
    return words if ready else None


def stand_in(talk: Talk, known: Standing) -> int:
    """Which champion is asked to stand for the group."""
    offered = [Option(str(number), called) for number, called in known.champions]
    question = _("Who shall be asked to stand for “{group}”? They may say no.", group=known.group)
    return int(talk.choose("champion", question, offered, name=_("Who is asked")))


def could_not(talk: Talk, known: str) -> str | None:
    """Why a champion could not pass something on, where they want to say."""
    prompt = _(
        "That is fine. Do you want to say why {group} could not be told? It helps the team find another way.",
        group=known,
    )
    return talk.words("why", prompt, at_most=ONE_SENTENCE, skip=p_("button", "No, that is all"))
