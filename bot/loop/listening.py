"""Listening to a voice note is a promise: somebody says that they have, or answers."""

from __future__ import annotations

from bot import errors
from bot.language import _
from bot.loop import cards, insights, people, promise_card, promises, record
from bot.store.people import Person
from bot.store.session import Work
from bot.words import PromiseKind


def listened(work: Work, by: Person, insight_id: int) -> None:
    """A staff member has listened. Raises `errors.NoLongerThere` where somebody had before."""
    people.must_be_staff(work, by)
    insight = insights.still_told(work, insight_id)
    if promises.owner_of(work, PromiseKind.LISTENING, promise_card.ABOUT, insight.number) is None:
        raise errors.NoLongerThere(_("Somebody has listened to it already."))
    promises.keep(work, PromiseKind.LISTENING, promise_card.ABOUT, insight.number)
    record.act(work, by, "listen", "insight", insight.number)
    cards.show_insight(work, insight)
