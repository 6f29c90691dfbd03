"""The money ends at the day that the letter names: administrators hear it while there is time to end well."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col

from bot.language import _
from bot.loop import closing, due, letter, people, promises, saying
from bot.store.letter import Letter
from bot.store.session import Work
from bot.words import Lane, Role

SAID_BEFORE = timedelta(days=60)
_SOON = due.rows(Letter, col(Letter.end_said_at).is_(None), col(Letter.funded_until) <= due.UNTIL, most=20)


def remind(work: Work) -> int:
    """Sixty days before the money ends administrators are told so, once, unless the ending is under way already."""
    found = due.claimed(work, _SOON, until=promises.today(work) + SAID_BEFORE)
    newest = letter.newest(work) if found else None
    for one in found:
        one.end_said_at = work.now
        if newest is not None and one.id == newest.id and closing.current(work) is None:
            _say(work, one)
    return len(found)


def _say(work: Work, one: Letter) -> None:
    parts = [
        _("There is money for this work until {day}.", day=one.funded_until),
        _("To end well takes time: people need to hear it four weeks before."),
        _("If it goes on, write the new day: /letter. If it ends, begin now: /close_programme."),
    ]
    for person in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        saying.to_person(work, person, parts, lane=Lane.ALERT)
