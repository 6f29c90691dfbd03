"""Whether the programme has ended: then nothing new is taken in, and whoever comes hears whom to turn to."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, own_words
from bot.loop import promises
from bot.store.closing import STOPPED, Closing, Stage
from bot.store.session import Work


def over(work: Work) -> Closing | None:
    """The ending of a programme that has stopped; nothing while it goes on."""
    found = select(Closing).where(Closing.programme_id == work.programme_id, col(Closing.stage).in_(STOPPED))
    return work.session.exec(found).first()


def must_be_open(work: Work) -> None:
    """Raises `errors.NotAllowed`, with whom to turn to, once the last day is over."""
    closing = over(work)
    if closing is not None:
        raise errors.NotAllowed(
            _(
                "This work ended on {day}, so I take nothing new in. Please turn to: {whom}. "
                "In an emergency call {emergency}.",
                day=promises.day_of(work, closing.stopped_at or work.now),
                whom=own_words(closing.turn_to),
                emergency="999",
            )
        )


def must_not_be_ending(work: Work) -> None:
    """Raises `errors.NotAllowed` once everybody is told that the programme ends: nobody new comes in."""
    going_on = (Stage.DRAFT, Stage.GOING_ON, Stage.OFF)
    ends = select(Closing).where(Closing.programme_id == work.programme_id, col(Closing.stage).not_in(going_on))
    closing = work.session.exec(ends).first()
    if closing is not None:
        text = _("{team} ends this work on {day}. Nobody new comes in.", team=work.programme.name, day=closing.last_day)
        raise errors.NotAllowed(text)


def afterwards(closing: Closing) -> Text:
    """Whom people can turn to afterwards."""
    return _("Afterwards you can turn to: {whom}", whom=own_words(closing.turn_to))
