"""What a teller allowed their group to hear comes to its end."""

from __future__ import annotations

from sqlmodel import col, select

from bot.loop import group_lists, group_words, raisers, tellings
from bot.store import unsaying
from bot.store.insights import Insight
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling


def end(work: Work, person: Person, insight: Insight, *, sentences_only: bool = False) -> None:
    """The teller changed or took back what they told: what was allowed for the group counts no more.

    What was about to be said there because of it is not said; a group that raised the matter in no other way raised it
    no more.
    """
    word = group_words.of(work, insight)
    if word is None or (sentences_only and not word.words):
        return
    word.ended_at = work.now
    work.session.add(word)
    work.session.flush()
    group_lists.end(work, word.group_id)
    raiser = group_words.raiser_of(work, insight.issue_id, word.group_id) if insight.issue_id else None
    if word.allowed_at is None or raiser is None:
        return
    other = group_words.other_quote(work, raiser)
    said = select(Outbox.id).join(Telling, col(Telling.id) == Outbox.telling_id).where(Telling.raiser_id == raiser.id)
    rows = [row for row in work.session.exec(said).all() if row is not None]
    unsaying.empty(work.session, programme_id=work.programme_id, rows=rows, instead=[])
    raiser.quote = other or ""
    if other is None:
        tellings.release(work, raiser, person, raisers.WORD_ENDED)
    else:
        tellings.queue_anew(work, raiser)
