"""A question to groups once it is there: read first, answered, counted, closed early, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.language import Code, Text, _, own_words, p_
from bot.talk import Media, Talk

SENT = ("voice", "photo")
WHY_AT_MOST, PART_AT_MOST, ANSWER_AT_MOST, MOST_PEOPLE = 300, 400, 1200, 10_000


class Answering(NamedTuple):
    """The question that is answered, as the person reads it."""

    question: str


class Counting(NamedTuple):
    """A group and the answers that can be chosen there."""

    group: str
    choices: Sequence[str]


class Counted(NamedTuple):
    """How many chose each answer, and what the group said in words."""

    numbers: tuple[int, ...]
    words: str | Media | None


class Closing(NamedTuple):
    """A question that is to be closed."""

    reference: str


class Result(NamedTuple):
    """What was said, what is done about it, and what cannot be, and why."""

    said: str
    doing: str
    cannot: str | None
    why_not: str | None


class Resulting(NamedTuple):
    """A closed question: what was answered, and how its result will be read."""

    reference: str
    question: str
    answered: Sequence[Text]
    as_read: Callable[[Result], Sequence[Text]] | None = None


def in_own_words(talk: Talk, known: Answering) -> str | Media:
    """What somebody answers in their own words."""
    talk.show(own_words(known.question))
    asked = _("What do you say to this? Write it, or say it as a voice note.")
    return talk.words_or_media("what", asked, SENT, at_most=ANSWER_AT_MOST)


def not_clear(talk: Talk, known: Answering) -> str:
    """What the champion who reads it first does not find clear."""
    talk.show(own_words(known.question))
    return talk.words("why", _("What is not clear? The person who wrote it reads your words."), at_most=WHY_AT_MOST)


def count(talk: Talk, known: Counting) -> Counted:
    """How many of a group chose what, and what they said."""
    numbers = []
    for at, label in enumerate(known.choices, 1):
        asked = _("{group}: how many people chose “{answer}”?", group=known.group, answer=label)
        numbers.append(talk.number(f"number_{at}", asked, most=MOST_PEOPLE))
    asked = _("What did they say in their own words? No names, please.")
    nothing = p_("button", "Nothing more")
    return Counted(tuple(numbers), talk.words_or_media("words", asked, SENT, at_most=ANSWER_AT_MOST, skip=nothing))


def close(talk: Talk, known: Closing) -> str | None:
    """Why a question is closed before its last day; nothing where it was thought better of."""
    asked = _(
        "{reference}: why do you close it early? People read this with the result.", reference=Code(known.reference)
    )
    why = talk.words("why", asked, at_most=WHY_AT_MOST)
    shown = [_("Nobody can answer any more, and people read:"), own_words(why)]
    ready = talk.confirm("close", shown, yes=p_("button", "Close it early"), no=p_("button", "Leave it open"))
    return why if ready else None


def result(talk: Talk, known: Resulting) -> Result | None:
    """What came of a question; nothing where it was thought better of."""
    talk.show(_("{reference}: {question}", reference=Code(known.reference), question=known.question))
    for line in known.answered:
        talk.show(line)
    asked = _("What did people say? In your own words: nobody may be known by it.")
    said = talk.words("said", asked, at_most=PART_AT_MOST, name=_("What was said"))
    asked = _("What do you do about it now, and by when?")
    doing = talk.words("doing", asked, at_most=PART_AT_MOST, name=_("What you do"))
    asked = _("What that people asked for can you not do?")
    nothing = p_("button", "There is nothing")
    cannot = talk.words("cannot", asked, at_most=PART_AT_MOST, skip=nothing, name=_("What you cannot do"))
    why = None
    if cannot is not None:
        why = talk.words("why_not", _("Why can you not do it?"), at_most=PART_AT_MOST, name=_("Why not"))
    made = Result(said, doing, cannot, why)
    read = known.as_read(made) if known.as_read is not None else [own_words(said), own_words(doing)]
    first = _("It goes to all who were asked, once another person approves it. This is how it will be read:")
    yes, no = p_("button", "Keep it as a draft"), p_("button", "Do not keep it")
    return made if talk.confirm("keep", [first, *read], yes=yes, no=no) else None
