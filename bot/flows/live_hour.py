"""An hour in which somebody senior answers: who, when, from when on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot.language import Text, _, p_
from bot.talk import Talk

A_DAY, A_WEEK, LATEST = timedelta(days=1), timedelta(days=7), timedelta(days=92)


class Hour(NamedTuple):
    """Who answers, on which day from which full hour."""

    who: str
    role: str
    day: date
    begins: int


class Ahead(NamedTuple):
    """Today, and how the announcement will read to those who are told."""

    today: date
    as_read: Callable[[Hour], Sequence[Text]] | None = None


def live_hour(talk: Talk, known: Ahead) -> Hour | None:
    """The hour; nothing where it was thought better of."""
    who = talk.words("who", _("Who answers questions for an hour? Write the name."), at_most=80, name=_("Who"))
    role = talk.words("role", _("What is their role?"), at_most=80, name=_("Role"))
    day = talk.day(
        "day",
        _("On which day?"),
        offered=[known.today + A_DAY, known.today + A_WEEK],
        not_before=known.today + A_DAY,
        not_after=known.today + LATEST,
        name=_("Day"),
    )
    begins = talk.number("begins", _("From what hour? Write a number from 7 to 21."), least=7, most=21, name=_("From"))
    hour = Hour(who, role, day, begins)
    lately = _("Told to those who asked or passed on something in the last 60 days:")
    parts = [lately, *(known.as_read(hour) if known.as_read is not None else ())]
    sure = talk.confirm("yes", parts, yes=p_("button", "Tell them"), no=p_("button", "Do not tell them"))
    return hour if sure else None
