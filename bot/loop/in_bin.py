"""Out of the bin again: what was put away is owed a first word once more."""

from __future__ import annotations

from bot.language import Code, Text, _
from bot.loop import promises
from bot.store import handling
from bot.store.insights import Insight
from bot.store.session import Work
from bot.words import PromiseKind

WITHIN_WORKING_DAYS = 1


def is_in(work: Work, insight: Insight) -> bool:
    """Whether it was put away, and its teller was told why."""
    done = handling.find(work.session, insight.number)
    return done is not None and done.binned_at is not None


def restore(work: Work, insight: Insight) -> list[Text]:
    """Take it out, where it is in; returns what its teller hears of that."""
    done = handling.find(work.session, insight.number)
    if done is None or done.binned_at is None:
        return []
    done.binned_at = done.binned_by = done.binned_why = None
    insight.first_word_by = promises.working_days_on(work, WITHIN_WORKING_DAYS)
    promises.make(work, PromiseKind.FIRST_WORD, "insight", insight.number, insight.first_word_by)
    day = promises.day_of(work, insight.first_word_by)
    text = _(
        "The team looks at {reference} again. You will have an answer by {day}.", reference=_code(insight), day=day
    )
    return [text]


def _code(insight: Insight) -> Code:
    return Code(insight.reference)
