"""One more turn on the rota: who, on which days, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot import labels
from bot.language import Code, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import WEEKDAYS, Days

MINUTES_AN_HOUR = 60


class Team(NamedTuple):
    """Who can be put on the rota: number and name."""

    colleagues: Sequence[tuple[int, str]]


class Turn(NamedTuple):
    """A turn: weekdays (0 is Monday), minutes after midnight."""

    person_id: int
    days: tuple[int, ...]
    begins: int
    ends: int


def rota_turn(talk: Talk, known: Team) -> Turn | None:
    """The turn; nothing where it was thought better of."""
    offered = [Option(str(number), own_words(name)) for number, name in known.colleagues]
    person = talk.choose("person", _("Who takes alerts?"), offered, name=_("Who"))
    days = talk.choose("days", _("On which days?"), Days, labels=labels.DAYS, name=_("Days"))
    begins, ends = hours(talk)
    parts = [
        _(
            "{who}: {days}, {begins}–{ends}",
            who=dict(known.colleagues)[int(person)],
            days=labels.DAYS[days],
            begins=_clock(begins),
            ends=_clock(ends),
        ),
        _("Alerts reach them here, at night as well. After 15 minutes without an answer the next one is told."),
    ]
    if not talk.confirm("yes", parts, yes=p_("button", "Put on the rota"), no=p_("button", "Do not")):
        return None
    return Turn(int(person), WEEKDAYS[days], begins * MINUTES_AN_HOUR, ends * MINUTES_AN_HOUR)


def hours(talk: Talk) -> tuple[int, int]:
    """Two full hours; the second may be on the next day."""
    begins = talk.number("begins", _("From what hour? Write a number from 0 to 23."), most=23, name=_("From"))
    ends = talk.number(
        "ends",
        _("Until what hour? Write a number from 1 to 24. A smaller one is on the next day."),
        least=1,
        most=24,
        name=_("Until"),
    )
    return begins, ends


def _clock(hour: int) -> Code:
    return Code(f"{hour:02}:00")
