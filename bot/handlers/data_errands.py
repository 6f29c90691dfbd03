"""What the conversation about erasing knows, and what happens when it is done."""

from __future__ import annotations

from bot.flows import erase
from bot.flows.erase import Holder
from bot.handlers.conversation import Errand, errand
from bot.language import _
from bot.loop import erasing, last_words, people, saying
from bot.store.people import Person
from bot.store.session import Work


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (errand("erase", erase.erase, _("erasing everything"), holder, erased),)


def holder(work: Work, person: Person, _about: int | None) -> Holder:
    """The team that keeps it."""
    erasing.must_be_able(work, person)
    return Holder(work.programme.name, people.is_staff(work, person))


def erased(work: Work, person: Person, _about: int | None, value: bool) -> None:
    """Everything is erased, or stays after all."""
    if value:
        erasing.must_be_able(work, person)
        erasure = erasing.erase(work, person)
        last_words.erased(work, person, stays_blocked=erasure.was_blocked)
    else:
        saying.to_person(work, person, [_("Good. Everything stays as it was.")])
