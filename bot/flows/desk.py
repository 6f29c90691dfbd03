"""What staff flows share: the languages that the receivers read, and writing one text in each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot.language import Code, Text, _, own_words, p_
from bot.talk import Talk
from bot.words import Scope, UpdateKind

SOURCE = "en"
AT_MOST = 1200
A_DAY = timedelta(days=1)
IN_A_WEEK, IN_TWO_WEEKS, IN_A_YEAR = timedelta(days=7), timedelta(days=14), timedelta(days=366)
LATER = p_("button", "Leave it for later")


class Outgoing(NamedTuple):
    """Words that are about to go: what sort, in which languages; in whose name, where not the writer's.

    `due`: by when what is planned is to be done, where they are asked what they think of it.
    `of`: what was told that it goes with, where that is not all; `other`: the matter that it was part of.
    """

    kind: UpdateKind
    words: Mapping[str, str]
    did: Mapping[str, str] = {}
    owner_id: int | None = None
    next_news: date | None = None
    scope: Scope | None = None
    meant: Mapping[str, str] = {}
    body: str | None = None
    due: date | None = None
    of: Sequence[int] = ()
    other: str | None = None
    more: Mapping[str, Mapping[str, str]] = {}


def _nothing(_words: str) -> Sequence[Text]:
    return ()


class Desk(NamedTuple):
    """What is known at the desk: what it is about, today, the receivers' languages (code, name), and colleagues.

    `as_read` shows words as those who get them will read them. `answered`: who has answered it before, with their role.
    `measures`: how people were told that they would notice, of each action by language. `senior`: that the next word is
    another's. `easy_faults`: what in easy words is not easy.
    """

    reference: str
    quote: str
    today: date
    languages: Sequence[tuple[str, str]] = ()
    colleagues: Sequence[tuple[int, str]] = ()
    matters: Sequence[tuple[int, str]] = ()
    as_read: Callable[[Outgoing], Sequence[Text]] | None = None
    answered: Sequence[Text] = ()
    measures: Sequence[Mapping[str, str]] = ()
    senior: Sequence[Text] = ()
    easy_faults: Callable[[str], Sequence[Text]] = _nothing


def show_what_was_told(talk: Talk, known: Desk) -> None:
    """What it is about, as it was told; nothing where that is hard to read, or several things."""
    if known.quote:
        talk.show(_("{reference}: “{quote}”", reference=Code(known.reference), quote=known.quote))


def in_languages(talk: Talk, key: str, question: Text, known: Desk, name: Text) -> dict[str, str]:
    """The words in English, and in each receiver's language where somebody at the desk has them now."""
    return {SOURCE: talk.words(key, question, at_most=AT_MOST, name=name), **in_other_languages(talk, key, known)}


def in_other_languages(talk: Talk, key: str, known: Desk) -> dict[str, str]:
    """The same words in the receivers' other languages, where somebody at the desk has them now."""
    words: dict[str, str] = {}
    for code, language in known.languages:
        if code == SOURCE:
            continue
        prompt = _(
            "Somebody who will get this reads {language}. Do you have the same words in {language}? "
            "If not, leave it: they are told that it is being put into their language.",
            language=own_words(language),
        )
        text = talk.words(f"{key}_{code}", prompt, at_most=AT_MOST, skip=LATER, name=own_words(language))
        if text:
            words[code] = text
    return words


def preview(words: dict[str, str]) -> list[Text]:
    """The words in every language, to be looked at before they go."""
    return [own_words(text) for text in words.values()]


def as_they_read_it(known: Desk, going: Outgoing) -> list[Text]:
    """Words that are about to go, as those who get them will read them."""
    if known.as_read is not None:
        return list(known.as_read(going))
    return [own_words(text) for texts in (going.meant, going.did, going.words) for text in texts.values()]


def who_waits(words: dict[str, str], known: Desk) -> list[Text]:
    """Which languages have no words yet, said before anything is sent."""
    missing = [own_words(language) for code, language in known.languages if code not in words]
    return (
        [_("No words yet in: {languages}. Those people are told that it is coming.", languages=missing)]
        if missing
        else []
    )


def next_news_day(talk: Talk, known: Desk) -> date:
    """The day by which those who raised it hear more."""
    return talk.day(
        "next_news",
        _("When will they hear more, at the latest?"),
        offered=[known.today + IN_A_WEEK, known.today + IN_TWO_WEEKS],
        not_before=known.today + A_DAY,
        not_after=known.today + IN_A_YEAR,
        name=_("Next news"),
    )
