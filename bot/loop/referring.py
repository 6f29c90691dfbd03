"""Telling of somebody who needs help, newly or of something that was told before."""

from __future__ import annotations

from bot.language import Code, _
from bot.loop import acknowledging, cards, help_owed, helping, insights, promises
from bot.loop.insights import Told
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Need


def tell(work: Work, person: Person, told: Told, need: Need | None, *, is_danger: bool) -> None:
    """Keep it, show staff a card that asks for a holder, and say by when its teller hears who that is."""
    insight = insights.keep(work, person, told)
    helping.begin(work, insight, need, is_danger=is_danger)
    cards.show_new_insight(work, insight)
    _acknowledge(work, person, insight)


def tell_of_known(work: Work, person: Person, insight_id: int, need: Need | None, *, is_danger: bool) -> None:
    """What was told before is about somebody who needs help."""
    insight = insights.of_teller(work, person, insight_id)
    helping.turn_to(work, insight, need, is_danger=is_danger)
    cards.show_insight(work, insight)
    _acknowledge(work, person, insight)


def _acknowledge(work: Work, person: Person, insight: Insight) -> None:
    due = promises.working_days_on(work, help_owed.HELD_WITHIN_WORKING_DAYS)
    parts = [
        _("Thank you. I have kept this as {reference}.", reference=Code(insight.reference)),
        acknowledging.said_back(insight),
        acknowledging.somebody_takes_it(work, due),
    ]
    acknowledging.say_to_teller(work, insight, person, parts)
    acknowledging.ask_what_may_stay(work, insight, person, insight.words)
