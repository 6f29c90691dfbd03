"""One of the team says when a trusted message goes: at once, on a day, or where each group lives; champions first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.language import Code, Text, _, n_, p_
from bot.talk import Option, Talk

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
HOUR, EARLIEST, LATEST = 60, 8, 20


class When(StrEnum):
    """When it goes."""

    NOW = "now"
    DAY = "day"
    LOCAL = "local"


WHEN: dict[When, Text] = {
    When.NOW: p_("button", "At once when approved"),
    When.DAY: p_("button", "On a day, at an hour"),
    When.LOCAL: p_("button", "At an hour where they live"),
}


class First(StrEnum):
    """By how many hours champions have it before."""

    NONE = "0"
    TWO = "2"
    FOUR = "4"
    DAY = "24"


FIRST: dict[First, Text] = {
    First.NONE: p_("button", "All at the same time"),
    First.TWO: p_("button", "Champions 2 hours before"),
    First.FOUR: p_("button", "Champions 4 hours before"),
    First.DAY: p_("button", "Champions a day before"),
}


class Over(StrEnum):
    """What becomes of groups that have had enough that week."""

    WAIT = "wait"
    LEAVE_OUT = "leave_out"


OVERS: dict[Over, Text] = {
    Over.WAIT: p_("button", "They have it the week after"),
    Over.LEAVE_OUT: p_("button", "Leave these groups out"),
}


class Sending(NamedTuple):
    """What is known: the day until which it is right, how many people have it in private, what else is planned.

    `over`: how many groups have had enough in the week of a day and minute (nothing: now).
    """

    reference: str
    today: date
    expires_on: date
    people: int
    planned: Sequence[Text]
    a_week: int
    over: Callable[[date | None, int], int]


class SendAt(NamedTuple):
    """When it goes; at once where no day is named."""

    day: date | None
    minute: int
    is_local: bool
    first_hours: int
    over: str


def send_when(talk: Talk, known: Sending) -> SendAt | None:
    """When it goes; nothing where it was thought better of."""
    for line in known.planned:
        talk.show(line)
    question = _("When shall {reference} go?", reference=Code(known.reference))
    when = talk.choose("when", question, When, labels=WHEN, name=_("When"))
    day, minute = (None, 0) if when is When.NOW else _day_and_hour(talk, known)
    first = First.NONE
    if known.people:
        asked = _("Shall champions get it some hours before the groups do?")
        first = talk.choose("first", asked, First, labels=FIRST, name=_("Champions first"))
    over = _over(talk, known, known.over(day, minute))
    chosen = SendAt(day, minute, when is When.LOCAL, int(first.value), over)
    return chosen if _is_right(talk, chosen) else None


def _day_and_hour(talk: Talk, known: Sending) -> tuple[date, int]:
    offered = [one for one in (known.today + A_DAY * ahead for ahead in range(4)) if one <= known.expires_on]
    day = talk.day(
        "day",
        _("On which day?"),
        offered=offered,
        not_before=known.today,
        not_after=known.expires_on,
        name=_("The day"),
    )
    hours = [Option(str(hour * HOUR), Text("{clock}", {"clock": _clock(hour * HOUR)})) for hour in _hours()]
    minute = talk.choose("minute", _("At what hour?"), hours, name=_("The hour"), at_once=len(hours))
    return day, int(minute)


def _over(talk: Talk, known: Sending, groups: int) -> str:
    if not groups:
        return Over.WAIT.value
    limit = n_("{n} thing", "{n} things", known.a_week)
    asked = n_(
        "{n} group has had {limit} from me in that week, which is the most. What with it?",
        "{n} groups have had {limit} from me in that week, which is the most. What with them?",
        groups,
        limit=limit,
    )
    return talk.choose("over", asked, Over, labels=OVERS, name=_("Groups that have had enough")).value


def _is_right(talk: Talk, chosen: SendAt) -> bool:
    what = {"day": chosen.day, "clock": _clock(chosen.minute)}
    if chosen.day is None:
        lines = [_("It goes at once when a second person has approved it.")]
    elif chosen.is_local:
        lines = [_("It goes on {day} at {clock}, where each group lives.", **what)]
    else:
        lines = [_("It goes on {day} at {clock}.", **what)]
    if chosen.first_hours:
        lines.append(n_("Champions have it {n} hour before.", "Champions have it {n} hours before.",
                        chosen.first_hours))  # fmt: skip
    lines.append(_("Groups in their quiet hours have it when these end."))
    return talk.confirm("yes", lines, yes=p_("button", "That is right"), no=p_("button", "Leave it as it was"))


def _hours() -> range:
    return range(EARLIEST, LATEST + 1)


def _clock(minute: int) -> Code:
    return Code("{:02}:{:02}".format(*divmod(minute, HOUR)))
