"""Coming in: which language, who we are and what happens to what you say, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import DESK, Role


class Newcomer(NamedTuple):
    """What is known of someone at the door: the team, the languages offered, the role the link is for."""

    team: str
    languages: Sequence[tuple[str, str]]
    role: Role
    is_trial: bool


class Joined(NamedTuple):
    """What they chose. `yes` is their consent; `name` and `title` are asked of staff only."""

    language: str
    yes: bool
    name: str = ""
    title: str = ""


def join(talk: Talk, known: Newcomer) -> Joined:
    """Three screens for a champion; staff also say how their name stands under what they write."""
    offered = [Option(code, own_words(name)) for code, name in known.languages]
    language = talk.choose("language", _("Which language do you want to use?"), offered, name=_("Language"))
    letter = _letter_to_staff(known) if known.role in DESK else _letter(known)
    yes = talk.confirm("yes", letter, yes=p_("button", "Yes, I want to take part"), no=p_("button", "No, thank you"))
    if not yes or known.role not in DESK:
        return Joined(language, yes)
    name = talk.words("name", _("What is your name, as people should see it?"), at_most=60, name=_("Your name"))
    title = talk.words(
        "title", _("What is your role? For instance: Public health officer"), at_most=60, name=_("Your role")
    )
    return Joined(language, yes, name, title)


def _letter(known: Newcomer) -> list[Text]:
    letter = [
        _(
            "Hello. I am Hearback, a bot. I pass on what you hear in your community to {team}.",
            team=known.team,
        ),
        _(
            "What happens to what you tell me: I keep it, the team reads it, and I bring you their answer. "
            "Each time I tell you by when. Your name does not go with it. What you tell me here stays between you "
            "and the team."
        ),
        _(
            "Please leave out names and private health details of other people. Telegram is run by a company "
            "outside the UK and is not fully private. You can take back anything you told."
        ),
        _("I give no medical advice. In an emergency call {emergency}. For health advice call {advice}.", **NUMBERS),
    ]
    return [*letter, *_trial(known), _("Do you want to take part? You can stop at any time: write /stop.")]


def _letter_to_staff(known: Newcomer) -> list[Text]:
    letter = [
        _("Hello. I am Hearback, a bot. You are invited to work with {team}.", team=known.team),
        _(
            "People tell me what they hear in their community. You answer, decide what can be changed, and say what "
            "changed. Your name and role stand with everything you write to them."
        ),
    ]
    return [*letter, *_trial(known), _("Do you want to take part?")]


def _trial(known: Newcomer) -> list[Text]:
    return [_("This is a trial. Please do not rely on it alone for anything that matters.")] if known.is_trial else []


NUMBERS = {"emergency": "999", "advice": "111"}
