"""Who may do what champions do: people who were invited and said yes to the letter, in private.

A yes in a group is for what is told there, and for no more.
"""

from __future__ import annotations

from bot import errors
from bot.language import Text, _, p_
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

READ_THE_LETTER = Button(p_("button", "Read the letter"), "d:go:start")


def must_have_joined(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed`, with the way in, for somebody who has not said yes in private."""
    if person.consented_at is None:
        raise errors.NotAllowed(greeting(work, person))


def may_be_heard_in_group(person: Person) -> bool:
    """Whether what somebody tells in a group may be kept: they said yes there, or in private."""
    return person.consented_at is not None or person.consented_in_group_at is not None


def has_only_been_heard_in_group(person: Person) -> bool:
    """Whether somebody said yes in a group, and has not read the letter."""
    return person.consented_at is None and person.consented_in_group_at is not None


def ways_in(person: Person) -> list[list[Button]]:
    """The button to the letter, for somebody who may read it without a link."""
    return [[READ_THE_LETTER]] if has_only_been_heard_in_group(person) else []


def greeting(work: Work, person: Person) -> Text:
    """What a stranger hears: who this is, and how to come in."""
    if has_only_been_heard_in_group(person):
        return _(
            "You said yes in a group. That was for what you tell there. To tell me things here, please read our "
            "letter first: tap below, or write /start. Then send it again. In an emergency call {emergency}.",
            emergency="999",
        )
    return _(
        "Hello. I am Hearback, a bot of {team}. I can only take in people who were invited: please ask "
        "your community champion or the team for a link. In an emergency call {emergency}.",
        team=work.programme.name,
        emergency="999",
    )
