"""An administrator sets the lines that urgent help gives, and when the team reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from bot import labels
from bot.flows.rota_turn import MINUTES_AN_HOUR, hours
from bot.language import Text, _, p_
from bot.talk import Talk
from bot.words import WEEKDAYS, Days

MOST_LINES = 8
Given = tuple[tuple[str, dict[str, str]], ...]


class Known(NamedTuple):
    """The languages offered (code and name), and the lines that are given unless the programme has its own.

    `as_read`: how people will read lines.
    """

    languages: Sequence[tuple[str, str]]
    usual: Sequence[Text]
    as_read: Callable[[Given], Sequence[Text]] | None = None


class Written(NamedTuple):
    """The lines (number, and what it is for by language; none: the usual ones), and the reading hours, if any."""

    lines: Given
    reading: tuple[tuple[int, ...], int, int] | None


class Which(StrEnum):
    """Whose lines."""

    USUAL = "usual"
    OWN = "own"


class More(StrEnum):
    """Whether another line follows."""

    ANOTHER = "another"
    ENOUGH = "enough"


WHICH = {Which.USUAL: p_("button", "The usual lines"), Which.OWN: p_("button", "Our own lines")}
MORE = {More.ANOTHER: p_("button", "Another line"), More.ENOUGH: p_("button", "That is all")}
NOT_SAID = p_("button", "Promise nothing")
LEAVE_OUT = p_("button", "Leave it out")


def lines(talk: Talk, known: Known) -> Written | None:
    """What is set; nothing where it was thought better of."""
    for usual in known.usual:
        talk.show(usual)
    which = talk.choose("which", _("These are the usual lines. Which do you want to give?"), Which, labels=WHICH)
    given = _own(talk, known) if which is Which.OWN else ()
    reading = _reading(talk)
    parts = [
        *(known.as_read(given) if known.as_read is not None else ()),
        *_missing(given, known),
        _("Please call each number once before you say yes."),
    ]
    if not talk.confirm("yes", parts, yes=p_("button", "Give these"), no=p_("button", "Leave as it was")):
        return None
    return Written(given, reading)


def _own(talk: Talk, known: Known) -> tuple[tuple[str, dict[str, str]], ...]:
    given = []
    for place in range(1, MOST_LINES + 1):
        number = talk.words(f"number_{place}", _("What is the number of line {place}?", place=place), at_most=40)
        given.append((number, _labels(talk, known, place)))
        if (
            place == MOST_LINES
            or talk.choose(f"more_{place}", _("Is there another line?"), More, labels=MORE) is More.ENOUGH
        ):
            break
    return tuple(given)


def _labels(talk: Talk, known: Known, place: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, language in known.languages:
        question = _(
            "What is line {place} for? In a few words, in this language: {language}", place=place, language=language
        )
        key = f"label_{place}_{code}"
        if not found:
            found[code] = talk.words(key, question, at_most=120)
        elif words := talk.words(key, question, at_most=120, skip=LEAVE_OUT):
            found[code] = words
    return found


def _reading(talk: Talk) -> tuple[tuple[int, ...], int, int] | None:
    question = _("When does the team read what people write? Urgent help says so.")
    days = talk.choose("days", question, Days, labels=labels.DAYS, skip=NOT_SAID, name=_("Days"))
    if days is None:
        return None
    begins, ends = hours(talk)
    return WEEKDAYS[days], begins * MINUTES_AN_HOUR, ends * MINUTES_AN_HOUR


def _missing(given: Sequence[tuple[str, dict[str, str]]], known: Known) -> list[Text]:
    """Languages in which a line has no words: they read the first ones."""
    names = [name for code, name in known.languages if any(code not in words for _number, words in given)]
    return (
        [_("Not every line has words in: {languages}. There the first words are shown.", languages=names)]
        if names
        else []
    )
