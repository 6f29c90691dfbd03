"""Who may do what champions do: people who were invited and said yes."""

from __future__ import annotations

from bot import errors
from bot.language import Text, _
from bot.store.people import Person
from bot.store.session import Work


def must_have_joined(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed`, with the way in, for somebody who has not said yes."""
    if person.consented_at is None:
        raise errors.NotAllowed(greeting(work))


def greeting(work: Work) -> Text:
    """What a stranger hears: who this is, and how to come in."""
    return _(
        "Hello. I am Hearback, a bot of {team}. I can only take in people who were invited: please ask "
        "your community champion or the team for a link. In an emergency call {emergency}.",
        team=work.programme.name,
        emergency="999",
    )
