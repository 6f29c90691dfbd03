"""Stopping: yes or no, after what it means was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.language import _, own_words, p_
from bot.talk import Option, Talk


class Leaver(NamedTuple):
    """The team that is left; for who works there, also who could take over what is theirs."""

    team: str
    colleagues: Sequence[tuple[int, str]] = ()


class Left(NamedTuple):
    """Somebody stops. `heir_id`: who has what was theirs."""

    heir_id: int | None = None


def leave(talk: Talk, known: Leaver) -> Left | None:
    """Whether the person really wants to stop, and who takes over."""
    parts = [
        _("Do you want to stop? You get no more messages from me, also not about what you told."),
        _(
            "What you told stays with {team}. To take something back, do that first: its buttons are above.",
            team=known.team,
        ),
    ]
    if not talk.confirm("yes", parts, yes=p_("button", "Yes, stop"), no=p_("button", "No, stay")):
        return None
    if not known.colleagues:
        return Left()
    offered = [Option(str(number), own_words(name)) for number, name in known.colleagues]
    asked = _("What you have promised goes to a colleague. To whom?")
    heir = talk.choose("heir", asked, offered, skip=p_("button", "Whoever is on duty"))
    return Left(int(heir) if heir else None)
