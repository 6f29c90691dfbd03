"""Stopping: yes or no, after what it means was read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.language import Code, Text, _, own_words, p_
from bot.talk import Option, Talk


class Leaver(NamedTuple):
    """The team that is left; for who works there, also who could take over what is theirs.

    `waits_for`: what a champion told and has not heard the end of.
    """

    team: str
    colleagues: Sequence[tuple[int, str]] = ()
    waits_for: Sequence[Code] = ()


class Left(NamedTuple):
    """Somebody stops. `heir_id`: who has what was theirs. `still_hears`: they only end their role as a champion."""

    heir_id: int | None = None
    still_hears: bool = False


class How(StrEnum):
    """What somebody wants to stop."""

    ALL = "all"
    ROLE = "role"
    NOTHING = "nothing"


HOW = {
    How.ALL: p_("button", "Yes, stop"),
    How.ROLE: p_("button", "Stop, but tell me the rest"),
    How.NOTHING: p_("button", "No, stay"),
}


def leave(talk: Talk, known: Leaver) -> Left | None:
    """Whether the person really wants to stop, and who takes over."""
    parts = [
        _("Do you want to stop? You get no more messages from me, also not about what you told."),
        _(
            "What you told stays with {team}. To take something back, do that first: its buttons are above.",
            team=known.team,
        ),
    ]
    if known.waits_for:
        return _how(talk, known, parts)
    if not talk.confirm("yes", parts, yes=HOW[How.ALL], no=HOW[How.NOTHING]):
        return None
    if not known.colleagues:
        return Left()
    offered = [Option(str(number), own_words(name)) for number, name in known.colleagues]
    asked = _("What you have promised goes to a colleague. To whom?")
    heir = talk.choose("heir", asked, offered, skip=p_("button", "Whoever is on duty"))
    return Left(int(heir) if heir else None)


def _how(talk: Talk, known: Leaver, parts: Sequence[Text]) -> Left | None:
    """A champion who still waits for word can end the role, and hear the rest."""
    for part in parts:
        talk.show(part)
    question = _(
        "You still wait for word on {references}. You can also stop as a champion, and only hear what becomes of that.",
        references=list(known.waits_for),
    )
    how = talk.choose("how", question, How, labels=HOW)
    return None if how is How.NOTHING else Left(still_hears=how is How.ROLE)
