"""A champion tells of a group that is not on Telegram, and for which they would stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.flows.group_settings import LEAVE_OUT, communities
from bot.flows.language import which_language
from bot.language import Text, _, p_
from bot.talk import Talk


class Offered(NamedTuple):
    """What is known: the languages offered."""

    languages: Sequence[tuple[str, str]]


class Proposed(NamedTuple):
    """The group as its champion describes it."""

    name: str
    meets: str
    communities: tuple[str, ...]
    language: str
    how_many: int | None


def new_group(talk: Talk, known: Offered) -> Proposed | None:
    """The group; nothing where it was thought better of."""
    name = talk.words(
        "name",
        _("What is the group called? For instance: Thursday coffee morning"),
        at_most=80,
        name=_("Name of the group"),
    )
    meets = talk.words(
        "meets", _("Where does it meet? For instance: WhatsApp, the library"), at_most=120, name=_("Where it meets")
    )
    who = communities(talk, ())
    language = which_language(talk, known.languages, _("Which language does the group read?"))
    how_many = talk.number(
        "how_many",
        _("About how many people are in it?"),
        least=1,
        most=100_000,
        skip=LEAVE_OUT,
        name=_("How many people"),
    )
    shown = _shown(Proposed(name, meets, who, language, how_many), dict(known.languages))
    ready = talk.confirm("send", shown, yes=p_("button", "Ask the team"), no=p_("button", "Do not ask"))
    return Proposed(name, meets, who, language, how_many) if ready else None


def _shown(group: Proposed, names: dict[str, str]) -> list[Text]:
    parts = [
        _("You would stand for this group:"),
        _("{name} · {where} · {language}", name=group.name, where=group.meets, language=names[group.language]),
    ]
    if group.communities:
        parts.append(_("Who it is: {communities}", communities=list(group.communities)))
    return [
        *parts,
        _("I bring you the news for it, with words to pass on or read out. You tell me here how it went."),
    ]
