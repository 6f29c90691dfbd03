"""When a person of the team reads next: working hours, holidays, the team away."""

from __future__ import annotations

from bot.language import Text, _
from bot.loop import away, promise_rules
from bot.store.session import Work


def told(work: Work) -> Text:
    """Until when the team works, or from when."""
    calendar = promise_rules.calendar(work)
    if calendar.is_open(work.now):
        return _("The team is at work until {until}.", until=calendar.end(calendar.day_of(work.now)))
    return _closed(work)


def when_closed(work: Work) -> list[Text]:
    """From when the team reads again; nothing while it works."""
    return [] if promise_rules.calendar(work).is_open(work.now) else [_closed(work)]


def _closed(work: Work) -> Text:
    begin = promise_rules.calendar(work).opens(work.now)
    if away.is_away(work):
        return _("The whole team is away. Somebody reads this from {begin}.", begin=begin)
    return _("The team is not at work now. Somebody reads this from {begin}.", begin=begin)
