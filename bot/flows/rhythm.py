"""How often news comes that can wait, on which day of the week, at what hour: for a person and for a group."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bot.language import Code, Text, Weekday, _, p_
from bot.talk import Option, Talk

EARLIEST, LATEST, HOUR = 8, 21, 60
DAYS = range(7)


class Often(StrEnum):
    """Every how many days; 0 is only when something changes."""

    AS_IT_COMES = "once"
    WEEKLY = "7"
    FORTNIGHTLY = "14"
    MONTHLY = "28"
    ON_CHANGE = "0"


OF_GROUPS: dict[Often, Text] = {
    Often.WEEKLY: p_("button", "Every week"),
    Often.FORTNIGHTLY: p_("button", "Every two weeks"),
    Often.MONTHLY: p_("button", "Every four weeks"),
    Often.ON_CHANGE: p_("button", "When something changes"),
}
OFTEN = {Often.AS_IT_COMES: p_("button", "As it comes"), **OF_GROUPS}


class Rhythm(NamedTuple):
    """Every how many days (0: when something changes; nothing: as it comes), and when, where a day was chosen."""

    days: int | None
    weekday: int | None = None
    minute: int | None = None


def ask(talk: Talk, key: str, question: Text, labels: dict[Often, Text]) -> Rhythm:
    """How often, then the day of the week and the hour, where there is a day."""
    often = how_often(talk, key, question, labels)
    if not often:
        return Rhythm(often)
    days = [Option(str(day), Text("{day}", {"day": Weekday(day)})) for day in DAYS]
    weekday = talk.choose("weekday", _("On which day of the week?"), days, name=_("The day"), at_once=len(days))
    hours = [Option(str(hour * HOUR), Text("{clock}", {"clock": clock(hour * HOUR)})) for hour in _hours()]
    minute = talk.choose("minute", _("At what hour?"), hours, name=_("The hour"), at_once=len(hours))
    return Rhythm(often, int(weekday), int(minute))


def how_often(talk: Talk, key: str, question: Text, labels: dict[Often, Text]) -> int | None:
    """Every how many days; nothing for as it comes."""
    often = talk.choose(key, question, Often, labels=labels, name=_("How often"))
    return None if often is Often.AS_IT_COMES else int(often)


def clock(minute: int) -> Code:
    """A time of day, from minutes after midnight."""
    return Code("{:02}:{:02}".format(*divmod(minute, HOUR)))


def _hours() -> range:
    return range(EARLIEST, LATEST + 1)
