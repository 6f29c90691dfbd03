"""Staff say where a group lives, so that what goes at an hour goes at that hour there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.language import Code, Text, _, p_
from bot.talk import Talk

TRIES, CITY_AT_MOST = 3, 60
AS_WE_ARE = p_("button", "Where our team is")


class Living(NamedTuple):
    """A group, its time zone now (nothing: the team's), and the zone of a city, where there is one."""

    name: Text
    now: str | None
    zone_of: Callable[[str], str | None]


def group_zone(talk: Talk, known: Living) -> str | None:
    """The time zone by its name; nothing for the team's own."""
    talk.show(_("By the clock of {name} it is as in: {zone}", name=known.name, zone=Code(known.now or "–")))
    for attempt in range(1, TRIES + 1):
        question = _("By which big city's clock does it live? Write its English name, such as Warsaw.")
        city = talk.words(f"city_{attempt}", question, at_most=CITY_AT_MOST, skip=AS_WE_ARE, name=_("The city"))
        if city is None:
            return None
        zone = known.zone_of(city)
        if zone is not None:
            return zone
        talk.show(_("I do not know that one. Try the capital of the country."))
    return known.now
