"""An administrator says what a chat is that the bot was added to."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.language import _, own_words, p_
from bot.talk import Option, Talk


class Place(StrEnum):
    """What a chat can be."""

    GROUP = "group"
    STAFF_ROOM = "staff_room"
    LEAVE = "leave"


PLACES = {
    Place.GROUP: p_("button", "A community's group"),
    Place.STAFF_ROOM: p_("button", "The team's staff room"),
    Place.LEAVE: p_("button", "Leave that chat"),
}


class Arrived(NamedTuple):
    """The chat's title, and the languages that a group can be spoken to in."""

    title: str
    languages: Sequence[tuple[str, str]]


class Bound(NamedTuple):
    """What the chat is; a name and language where it is a community's group."""

    place: Place
    name: str = ""
    language: str = ""


def bind(talk: Talk, known: Arrived) -> Bound:
    """One question for a staff room, three for a group."""
    place = talk.choose(
        "place",
        _("I was added to “{title}”. What is it?", title=known.title),
        Place,
        labels=PLACES,
        name=_("What it is"),
    )
    if place is not Place.GROUP:
        return Bound(place)
    offered = [Option(code, own_words(name)) for code, name in known.languages]
    language = talk.choose("language", _("Which language do I speak there?"), offered, name=_("Language"))
    same = p_("button", "Keep the chat's name")
    name = talk.words("name", _("What do you call this group?"), at_most=80, skip=same, name=_("Name of the group"))
    return Bound(place, name or known.title, language)
