"""More about something that was told: what sort of thing, how many people, which group. Each can be left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot import labels
from bot.language import _, own_words, p_
from bot.talk import Option, Talk
from bot.words import Kind

LEAVE_OUT = p_("button", "Leave it out")


class Teller(NamedTuple):
    """What is known of the teller: their groups."""

    groups: Sequence[tuple[int, str]]


class Details(NamedTuple):
    """What the teller added; `None` where it was left out."""

    kind: Kind | None
    how_many: int | None
    group_id: int | None


def details(talk: Talk, known: Teller) -> Details:
    """At most three questions, each with a way round it."""
    kind = talk.choose("kind", _("Which fits best?"), Kind, labels=labels.KINDS, skip=LEAVE_OUT, name=_("Kind"))
    how_many = talk.number(
        "how_many",
        _("About how many people is this about, as far as you know?"),
        least=1,
        most=100_000,
        skip=LEAVE_OUT,
        name=_("How many people"),
    )
    group = None
    if known.groups:
        offered = [Option(str(number), own_words(name)) for number, name in known.groups]
        group = talk.choose(
            "group", _("Is it from one of your groups?"), offered, skip=LEAVE_OUT, name=_("Which group")
        )
    return Details(kind, how_many, int(group) if group else None)
