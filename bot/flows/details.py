"""More about something that was told: what sort of thing, how many, where, when, which group, who says so.

Each can be left out, and what is known already is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot import labels
from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import Kind

LEAVE_OUT = p_("button", "Leave it out")
AT_MOST = 200
WHERE = _("Where is it? The name of a place or street is enough. Please leave out names and addresses of people.")
WHEN = _("When was it, or since when? In your own words.")
YOUR_NAME = _("May the team know your name with this? No group ever sees it.")


class MayKnow(StrEnum):
    """Whether the team may know the teller's name."""

    NO = "no"
    YES = "yes"


MAY_KNOW: dict[MayKnow, Text] = {
    MayKnow.NO: p_("button", "No, without my name"),
    MayKnow.YES: p_("button", "Yes, they may"),
}


class Teller(NamedTuple):
    """What is known of the teller: their groups, what they said already (by the names below), their name."""

    groups: Sequence[tuple[int, str]]
    known: frozenset[str] = frozenset()
    name: str = ""


class Details(NamedTuple):
    """What the teller added; `None` where it was left out. An empty name means that it may not be known."""

    kind: Kind | None = None
    how_many: int | None = None
    place: str | None = None
    happened: str | None = None
    group_id: int | None = None
    teller_name: str | None = None


def details(talk: Talk, known: Teller) -> Details:
    """A few short questions, each with a way round it."""
    asked = known.known
    kind = None if "kind" in asked else _kind(talk)
    how_many = None if "how_many" in asked else _how_many(talk)
    place = None if "place" in asked else _few_words(talk, "place", WHERE, _("Where"))
    happened = None if "happened" in asked else _few_words(talk, "when", WHEN, _("When"))
    group = None if "group_id" in asked or not known.groups else _group(talk, known)
    name = None if "teller_name" in asked else _name(talk, known)
    return Details(kind, how_many, place, happened, group, name)


def _kind(talk: Talk) -> Kind | None:
    return talk.choose("kind", _("Which fits best?"), Kind, labels=labels.KINDS, skip=LEAVE_OUT, name=_("Kind"))


def _how_many(talk: Talk) -> int | None:
    return talk.number(
        "how_many",
        _("About how many people is this about, as far as you know?"),
        least=1,
        most=100_000,
        skip=LEAVE_OUT,
        name=_("How many people"),
    )


def _few_words(talk: Talk, key: str, question: Text, name: Text) -> str | None:
    return talk.words(key, question, at_most=AT_MOST, skip=LEAVE_OUT, name=name)


def _group(talk: Talk, known: Teller) -> int | None:
    offered = [Option(str(number), own_words(name)) for number, name in known.groups]
    group = talk.choose("group", _("Is it from one of your groups?"), offered, skip=LEAVE_OUT, name=_("Which group"))
    return int(group) if group else None


def _name(talk: Talk, known: Teller) -> str | None:
    may = talk.choose("may_know", YOUR_NAME, MayKnow, labels=MAY_KNOW, skip=LEAVE_OUT, name=_("Your name"))
    if may is not MayKnow.YES:
        return None if may is None else ""
    if known.name:
        return known.name
    return talk.words("name", _("Which name may they see?"), at_most=60, name=_("The name they see"))
