"""The words of a question to groups: put together from what was asked for one by one, and the answers in them.

The answers that can be tapped stand in the words as lines "1. …", "2. …", in each language. So whoever translates,
reads, approves, prints or passes on the words has them too, and the buttons are made from what was approved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.language import Code, Languages, Text, _, own_words, p_
from bot.store.outbox import Button

LABEL_AT_MOST = 30
FEWEST, MOST = 2, 6
OWN = (Button(p_("button", "In my own words"), "tc:#:words"),)
THEIRS = (Button(p_("button", "What they answered"), "tc:#:theirs"),)
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
_CHOICE = re.compile(r"^[ \t]*(\d)[ \t]*[.)۔:][ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question to groups says: nothing decided has no `decided`, and then no `decided_why`."""

    question: str = field(repr=False)
    choices: Sequence[str] = field(repr=False)
    still_open: str = field(repr=False)
    decided: str | None = field(repr=False)
    decided_why: str | None = field(repr=False)
    can_change: str = field(repr=False)
    last_day: date
    result_by: date


def choices_in(words: str) -> list[str]:
    """The answers that stand in words, in order; nothing where their numbers do not run on from 1."""
    found = _CHOICE.findall(UNSEEN.sub("", words))
    numbers = [unicodedata.digit(digit) for digit, _label in found]
    return [label for _digit, label in found] if numbers == list(range(1, len(numbers) + 1)) else []


def are_right(words: str, choices: int) -> bool:
    """Whether words hold so many answers, each short enough for a button."""
    found = choices_in(words)
    return len(found) == choices and all(len(one) <= LABEL_AT_MOST for one in found)


def answers(words: str, choices: int) -> tuple[tuple[Button, ...], ...]:
    """A button for each answer, one in a row, and one for words of one's own."""
    found = choices_in(words) if choices and are_right(words, choices) else []
    return (*((Button(own_words(label), f"tc:#:pick:{at}"),) for at, label in enumerate(found, 1)), OWN)


def composed(asked: Asked, languages: Languages, language: str) -> str:
    """The words as they go out, in the language in which they were asked for."""
    listed = "\n".join(f"{at}. {one}" for at, one in enumerate(asked.choices, 1))
    lines = [own_words(asked.question), *([own_words(listed)] if listed else []), *_about(asked)]
    said = [UNSEEN.sub("", languages.read(one, language)) for one in lines]
    return "\n\n".join([*said[:-4], "\n".join(said[-4:-1]), said[-1]])


def lacks(asked: Asked, words: str) -> list[Text]:
    """What has to stand in the words and does not, by name."""
    wanted = {
        _("the question"): asked.question,
        _("what is still open"): asked.still_open,
        _("what is decided, and why"): asked.decided,
        _("why it is decided"): asked.decided_why,
        _("what an answer can change"): asked.can_change,
    }
    there = _plain(words)
    return [name for name, text in wanted.items() if text and _plain(text) not in there]


def _about(asked: Asked) -> list[Text]:
    decided = _("Nothing is decided yet.")
    if asked.decided and asked.decided_why:
        decided = _("Decided: {what} Why: {why}", what=ended(asked.decided), why=ended(asked.decided_why))
    return [
        _("Still open: {what}", what=ended(asked.still_open)),
        decided,
        _("What your answer can change: {what}", what=ended(asked.can_change)),
        _(
            "Please answer by {day}. By {news} we tell you what came of it.",
            day=asked.last_day,
            news=asked.result_by,
        ),
    ]


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.rstrip()[-1:] in ".!?…" else f"{text.rstrip()}."


def _plain(text: str) -> str:
    return " ".join(UNSEEN.sub("", text).split())


def numbered(choices: Sequence[str]) -> list[Text]:
    """Answers as the team sees them: each with its number."""
    return [Text("{at}. {label}", {"at": Code(str(at)), "label": one}) for at, one in enumerate(choices, 1)]
