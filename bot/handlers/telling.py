"""Telling in private: what arrived is kept, and what goes with it is offered."""

from __future__ import annotations

from bot import errors
from bot.handlers.arrival import Arrived
from bot.language import _
from bot.loop import in_a_row, offered_answers, saying, seen_in, us_too
from bot.loop.insights import Told
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind


def take(work: Work, person: Person, arrived: Arrived, kind: Kind | None = None, *, is_new: bool = False) -> None:
    """Keep what somebody told: with what they sent a moment ago, unless `is_new`. What cannot be kept is said."""
    words = arrived.rest if arrived.command else arrived.words
    if not words and not arrived.media:
        raise errors.Mistake(arrived.refused or _("Write /tell and then what you heard, in the same message."))
    insight = in_a_row.take(work, person, told(person.chat_id, arrived), kind, is_new=is_new)
    if arrived.refused is not None:
        saying.to_person(work, person, [arrived.refused], reply_to=arrived.message_id)
    offer(work, person, insight)


def offer(work: Work, person: Person, insight: Insight) -> None:
    """One thing that goes with it: an answer that is there, others who raised it, or where it was seen."""
    if not offered_answers.offer(work, person, insight) and not us_too.offer(work, person, insight):
        seen_in.ask(work, person, insight)


def told(chat_id: int | None, arrived: Arrived) -> Told:
    """What arrived, as the rules know it."""
    return Told(
        words=arrived.rest if arrived.command else arrived.words,
        media=arrived.media,
        chat_id=chat_id,
        message_id=arrived.message_id,
        sent_at=arrived.sent_at,
        album=arrived.album,
        is_forwarded=arrived.is_forwarded,
        language=arrived.language,
    )
