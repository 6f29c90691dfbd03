"""How staff call people among themselves: staff by their names, champions as staff noted them, never as they told."""

from __future__ import annotations

from bot.language import Text, _, own_words
from bot.loop import people
from bot.store.people import Person
from bot.store.session import Work


def called(work: Work, person: Person) -> Text:
    """A short name for staff's eyes. What champions call themselves goes only where they allowed it."""
    if person.known_as:
        return own_words(person.known_as)
    if person.name and people.is_staff(work, person):
        return own_words(person.name)
    names = [group.name for group in people.groups_of(work, person)]
    if names:
        return _("Number {number}, of {groups}", number=str(person.number), groups=names)
    return _("Number {number}", number=str(person.number))
