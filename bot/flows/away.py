"""The whole team goes away until the end of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bot.language import _, n_, p_
from bot.talk import Talk

A_DAY, A_WEEK, LONGEST = timedelta(days=1), timedelta(days=7), timedelta(days=92)


class Leave(NamedTuple):
    """Today, and what is owed: how many promises are open."""

    today: date
    promised: int


def away(talk: Talk, known: Leave) -> date | None:
    """The last day away; nothing where it was thought better of."""
    days_left = 4 - known.today.weekday()
    friday = known.today + A_DAY * (days_left if days_left >= 0 else days_left + A_WEEK.days)
    until = talk.day(
        "until",
        _("Until the end of which day is the whole team away?"),
        offered=sorted({known.today, known.today + A_DAY, friday, friday + A_WEEK}),
        not_before=known.today,
        not_after=known.today + LONGEST,
        name=_("Away until the end of"),
    )
    parts = [
        n_("{n} promise is open.", "{n} promises are open.", known.promised),
        _(
            "All that falls into this time is owed on the first working day after {day}. Everybody who waits is told "
            "so, once. You can come back earlier.",
            day=until,
        ),
    ]
    return until if talk.confirm("yes", parts, yes=p_("button", "We are away"), no=p_("button", "We stay")) else None
