"""An administrator says at what time the digest comes."""

from __future__ import annotations

from typing import NamedTuple

from bot.language import Code, Text, _
from bot.talk import Option, Talk

EARLIEST, LATEST, EACH = 6 * 60, 12 * 60, 30
MINUTES_AN_HOUR = 60


class Now(NamedTuple):
    """When it comes now, in minutes after midnight."""

    minutes: int


def digest_hour(talk: Talk, known: Now) -> int:
    """When it comes from now on, in minutes after midnight."""
    offered = [Option(str(minute), Text("{clock}", {"clock": _clock(minute)})) for minute in _offered()]
    question = _(
        "At what time shall the digest come each working day? It comes at {clock} now.", clock=_clock(known.minutes)
    )
    return int(talk.choose("minutes", question, offered, name=_("The hour"), at_once=len(offered)))


def _offered() -> range:
    return range(EARLIEST, LATEST + 1, EACH)


def _clock(minute: int) -> Code:
    return Code(f"{minute // MINUTES_AN_HOUR:02}:{minute % MINUTES_AN_HOUR:02}")
