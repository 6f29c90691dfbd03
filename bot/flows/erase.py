"""Erasing everything: yes or no, after what it means was read."""

from __future__ import annotations

from typing import NamedTuple

from bot.language import _, p_
from bot.talk import Talk


class Holder(NamedTuple):
    """The team that keeps it, and whether the person works in it."""

    team: str
    is_staff: bool


def erase(talk: Talk, known: Holder) -> bool:
    """Whether the person really wants everything gone."""
    parts = [
        _(
            "If you say yes, I erase:\n"
            "– all you told, in private and in groups\n"
            "– your name, your roles and your groups\n"
            "– what you said was better or not, what you asked and complained of\n"
            "– the answers to you, and all I wrote to you"
        ),
        _("I also take your words out of the team's chats, as far as Telegram lets me, and tell you how far that was."),
        _(
            "What stays are numbers without you: how many things were told, of what kind, when. And what {team} wrote "
            "in its own words about a matter that you and others raised.",
            team=known.team,
        ),
        _("It cannot be undone. You get no answers any more to what you told. To come back you need a new link."),
    ]
    if known.is_staff:
        parts.insert(3, _("What you said to people as staff stays with them, with your name above it."))
    return talk.confirm("yes", parts, yes=p_("button", "Yes, erase it"), no=p_("button", "No, keep it"))
