"""The communities that the programme means to reach: one more, and which groups reach it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.language import _, own_words, p_
from bot.talk import Option, Talk

NAME_AT_MOST = 60


class Meant(NamedTuple):
    """Communities that groups name as their own and that are not on the list."""

    named: Sequence[str]


class Matched(NamedTuple):
    """A community, and the groups there are: number and name."""

    name: str
    groups: Sequence[tuple[int, str]]


def add(talk: Talk, known: Meant) -> str:
    """A community to be reached."""
    if known.named:
        talk.show(_("Groups call themselves: {communities}", communities=list(known.named)))
    question = _("Which people do you want to reach? Name them in a few words, like: Somali mums in Hackney")
    return talk.words("name", question, at_most=NAME_AT_MOST)


def groups(talk: Talk, known: Matched) -> tuple[int, ...]:
    """The groups by which it is reached; none where no group does."""
    offered = [Option(str(number), own_words(name)) for number, name in known.groups]
    question = _(
        "Which groups reach {community}? Tick all; what was ticked before no longer counts.", community=known.name
    )
    return tuple(int(code) for code in talk.choose_many("groups", question, offered))


def drop(talk: Talk, known: Matched) -> bool:
    """Whether it is really taken off."""
    shown = [_("Take “{community}” off the list? Nobody is reminded of it then.", community=known.name)]
    return talk.confirm("sure", shown, yes=p_("button", "Take it off"), no=p_("button", "No, leave it as it is"))
