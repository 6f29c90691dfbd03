"""Coming in: which language, the letter of those who ask, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.flows.language import which_language
from bot.flows.letter import Letter, first_page, second_page, trial
from bot.language import Text, _, p_
from bot.talk import Talk
from bot.words import DESK, Role

NO = p_("button", "No, thank you")


class Newcomer(NamedTuple):
    """What is known of someone at the door: the team, the languages offered, the role the link is for.

    `letter`: what a champion reads first.
    """

    team: str
    languages: Sequence[tuple[str, str]]
    role: Role
    is_trial: bool
    letter: Letter | None = None


class Joined(NamedTuple):
    """What they chose. `yes` is their consent; `name` and `title` are asked of staff only."""

    language: str
    yes: bool
    name: str = ""
    title: str = ""


def join(talk: Talk, known: Newcomer) -> Joined:
    """Three screens for a champion; staff also say how their name stands under what they write."""
    language = which_language(talk, known.languages)
    last = _page_to_staff(known)
    if known.letter is not None:
        page = first_page(known.letter, language)
        if not talk.confirm("read", page, yes=p_("button", "Read on"), no=NO, name=_("The letter")):
            return Joined(language, False)
        stop = _("Do you want to take part? You can stop at any time: write /stop.")
        last = [*second_page(known.letter, language), stop]
    yes = talk.confirm("yes", last, yes=p_("button", "Yes, I want to take part"), no=NO)
    if not yes or known.role not in DESK:
        return Joined(language, yes)
    name = talk.words("name", _("What is your name, as people should see it?"), at_most=60, name=_("Your name"))
    title = talk.words(
        "title", _("What is your role? For instance: Public health officer"), at_most=60, name=_("Your role")
    )
    return Joined(language, yes, name, title)


def _page_to_staff(known: Newcomer) -> list[Text]:
    letter = [
        _("Hello. I am Hearback, a bot. You are invited to work with {team}.", team=known.team),
        _(
            "People tell me what they hear in their community. You answer, decide what can be changed, and say what "
            "changed. Your name and role stand with everything you write to them."
        ),
    ]
    return [*letter, *trial(known.is_trial), _("Do you want to take part?")]
