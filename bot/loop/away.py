"""The whole team is away until a day: every promise that falls into it moves to the first working day after."""

from __future__ import annotations

from bot.language import Text, _
from bot.loop import promise_rules, promises
from bot.store.session import Work


def lines(work: Work) -> list[Text]:
    """That the team is away, while it is."""
    rules = promise_rules.of(work)
    if rules.away_until is None or rules.away_until < promises.today(work):
        return []
    return [_("The whole team is away until the end of {day}.", day=rules.away_until)]
