"""When nothing is said that can wait: one question for people and for groups; usual hours, or one's own."""

from __future__ import annotations

from enum import StrEnum

from bot import errors
from bot.language import Code, Text, _, p_
from bot.talk import Talk

HOUR = 60
LAST_HOUR = 23


class Hours(StrEnum):
    """Quiet hours as they are often wanted: from hour, to hour."""

    NONE = "none"
    EARLY = "21-7"
    USUAL = "22-8"
    LATE = "23-9"
    OTHER = "other"


HOURS: dict[Hours, Text] = {
    Hours.NONE: p_("button", "No quiet hours"),
    Hours.EARLY: p_("button", "{start} to {end}", start=Code("21:00"), end=Code("7:00")),
    Hours.USUAL: p_("button", "{start} to {end}", start=Code("22:00"), end=Code("8:00")),
    Hours.LATE: p_("button", "{start} to {end}", start=Code("23:00"), end=Code("9:00")),
    Hours.OTHER: p_("button", "Other hours"),
}


def ask(talk: Talk, question: Text) -> tuple[int, int] | None:
    """From and to, in minutes after midnight; nothing for no quiet hours."""
    hours = talk.choose("hours", question, Hours, labels=HOURS, name=_("Quiet hours"))
    if hours is Hours.NONE:
        return None
    if hours is not Hours.OTHER:
        start, _to, end = hours.partition("-")
        return int(start) * HOUR, int(end) * HOUR
    first = talk.number("from", _("From which hour? Send a number from 0 to 23."), most=LAST_HOUR, name=_("Quiet from"))
    until = _("Until which hour? Send a number from 0 to 23.")
    last = talk.number("to", until, most=LAST_HOUR, name=_("Quiet until"))
    if first == last:
        raise errors.Mistake(_("Those two are the same hour, so nothing was changed. Please try again."))
    return first * HOUR, last * HOUR
