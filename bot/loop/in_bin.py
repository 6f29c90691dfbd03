"""Out of the bin again: what was put away is owed a first word once more."""

from __future__ import annotations

from bot.language import Code, Text, _
from bot.loop import first_words
from bot.store import handling
from bot.store.insights import Insight
from bot.store.session import Work
from bot.words import Kind


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
    goes_round = done.is_rumour or insight.kind == Kind.RUMOUR
    insight.first_word_by = first_words.by(work, Kind.RUMOUR if goes_round else None)
    first_words.owe(work, insight, first_words.keeper(work, insight))
    day = first_words.told(work, insight)
    text = _(
        "The team looks at {reference} again. You will have an answer by {day}.", reference=_code(insight), day=day
    )
    return [text]


def _code(insight: Insight) -> Code:
    return Code(insight.reference)
