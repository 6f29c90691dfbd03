"""Staff choose a community lead; a lead says which three matters should come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk

QUESTIONS: tuple[Text, ...] = (
    _("Which should come first?"),
    _("Which should come second?"),
    _("Which should come third?"),
)
NAMES: tuple[Text, ...] = (_("First"), _("Second"), _("Third"))
ENOUGH = p_("button", "No other")


class Champions(NamedTuple):
    """Who could be a lead, by number and name."""

    people: Sequence[tuple[int, Text]]


class Matters(NamedTuple):
    """What is open and may be shown, by number and title."""

    matters: Sequence[tuple[int, str]]


def choose_lead(talk: Talk, known: Champions) -> int:
    """Who it is."""
    offered = [Option(str(number), name) for number, name in known.people]
    return int(talk.choose("who", _("Who shall be a community lead? I ask them."), offered, name=_("Who it is")))


def rank_matters(talk: Talk, known: Matters) -> tuple[int, ...]:
    """The first three, in order; fewer where there are fewer, or where that is enough."""
    chosen: list[str] = []
    for place, (question, name) in enumerate(zip(QUESTIONS, NAMES, strict=True), 1):
        left = [Option(str(number), own_words(title)) for number, title in known.matters if str(number) not in chosen]
        if not left:
            break
        if place == 1:
            chosen.append(talk.choose(f"place_{place}", question, left, name=name))
            continue
        answer = talk.choose(f"place_{place}", question, left, skip=ENOUGH, name=name)
        if answer is None:
            break
        chosen.append(answer)
    return tuple(map(int, chosen))
