"""Out of the bin again: what was put away is owed a first word once more."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _
from bot.loop import first_words, joining
from bot.store import handling
from bot.store.insights import Insight
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import OWED, Kind, OutboxState, TellingState, UpdateKind

OUT_AGAIN = "out of the bin again"


def is_in(work: Work, insight: Insight) -> bool:
    """Whether it was put away, and its teller was told why."""
    done = handling.find(work.session, insight.number)
    return done is not None and done.binned_at is not None


def restore(work: Work, insight: Insight) -> list[Text]:
    """Take it out, where it is in; returns what its teller hears of that."""
    done = handling.find(work.session, insight.number)
    if done is None or done.binned_at is None:
        return []
    _unsay(work, insight, done.binned_by)
    done.binned_at = done.binned_by = done.binned_why = None
    goes_round = done.is_rumour or insight.kind == Kind.RUMOUR
    insight.first_word_by = first_words.by(work, Kind.RUMOUR if goes_round else None)
    first_words.owe(work, insight, first_words.keeper(work, insight))
    day = first_words.told(work, insight)
    text = _(
        "The team looks at {reference} again. You will have an answer by {day}.", reference=_code(insight), day=day
    )
    return [text]


def _unsay(work: Work, insight: Insight, by_id: int | None) -> None:
    """What did not arrive by now is not true any more, and is owed no longer."""
    updates = sa.select(col(Update.id)).where(
        col(Update.insight_id) == insight.id, col(Update.kind) == UpdateKind.BINNED
    )
    owed = (col(Telling.update_id).in_(updates), col(Telling.state).in_(OWED))
    for telling in work.session.exec(select(Telling).where(*owed)).all():
        telling.settled_by, telling.settled_why = by_id, OUT_AGAIN
        joining.take_back(work, telling)
        telling.state, telling.state_at, telling.unshown_since = TellingState.SETTLED, work.now, work.now
        telling.joins_at = None
        waiting = (col(Outbox.telling_id) == telling.id, col(Outbox.state) == OutboxState.WAITING)
        work.session.execute(sa.update(Outbox).where(*waiting).values(state=OutboxState.DROPPED, why=OUT_AGAIN))


def _code(insight: Insight) -> Code:
    return Code(insight.reference)
