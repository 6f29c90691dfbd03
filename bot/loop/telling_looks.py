"""Tellings that got stuck: without words, without knowing whether they arrived, or refused. Looked for by the clock."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col

from bot.card_words import Topic
from bot.language import _
from bot.loop import due, passing, saying, standing, tellings, wording
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import Lane, TellingState

SAID_AGAIN_AFTER = timedelta(days=1)
_STOPPED = due.rows(
    Telling,
    Telling.state == TellingState.OWED,
    col(Telling.joins_at).is_(None),
    col(Telling.waiting_said_at).is_(None),
)
_DOUBTFUL = due.rows(Telling, Telling.state == TellingState.UNCERTAIN, col(Telling.state_at) <= due.SINCE)
_FAILED = due.rows(Telling, Telling.state == TellingState.FAILED, col(Telling.failure_said_at).is_(None))


def ask_for_words(work: Work) -> int:
    """Tellings that had to stop for want of words in a language, of which nobody has been told: now they are."""
    stopped = due.claimed(work, _STOPPED)
    for telling in stopped:
        tellings.queue_again(work, telling)
    return len(stopped)


def say_uncertain_again(work: Work) -> int:
    """Tellings that nobody can tell whether they arrived, a day on: said again, marked as perhaps a repeat."""
    doubtful = due.claimed(work, _DOUBTFUL, since=work.now - SAID_AGAIN_AFTER)
    for telling in doubtful:
        tellings.say_again(work, telling)
    return len(doubtful)


def show_failed(work: Work) -> int:
    """Tellings that could not be delivered: staff are shown each, once, to settle it by another road."""
    failed = due.claimed(work, _FAILED)
    for telling in failed:
        telling.failure_said_at = work.now
        update = work.session.get_one(Update, telling.update_id)
        text = _(
            "News on {reference} did not reach a person or group that raised it. "
            "Tell them another way, or write why not.",
            reference=wording.reference(update),
        )
        saying.to_staff(work, [text], passing.for_staff(telling), topic=Topic.OWED, issue_id=update.issue_id)
        if (keeper := standing.keeper_of(work, telling)) is not None:
            saying.to_person(work, keeper, [text], passing.for_staff(telling), lane=Lane.ALERT)
    return len(failed)


LOOKS = (ask_for_words, say_uncertain_again, show_failed)
