"""Stopping: yes or no, after what it means was read."""

from __future__ import annotations

from typing import NamedTuple

from bot.language import _, p_
from bot.talk import Talk


class Leaver(NamedTuple):
    """The team that is left."""

    team: str


def leave(talk: Talk, known: Leaver) -> bool:
    """Whether the person really wants to stop."""
    parts = [
        _("Do you want to stop? You get no more messages from me, also not about what you told."),
        _(
            "What you told stays with {team}. To take something back, do that first: its buttons are above.",
            team=known.team,
        ),
    ]
    return talk.confirm("yes", parts, yes=p_("button", "Yes, stop"), no=p_("button", "No, stay"))
