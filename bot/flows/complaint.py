"""Complaining; and, at the desk, choosing who answers a complaint, and answering it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.language import Code, Text, _, own_words, p_
from bot.talk import Option, Talk

AT_MOST = 3000
ABOUT_AT_MOST = 300
LEAVE_OUT = p_("button", "Leave it out")


class Team(NamedTuple):
    """Those of the team whom a complaint can be about, by number and name."""

    people: Sequence[tuple[int, str]]


class Complained(NamedTuple):
    """What was complained of. `about_id`: one of the team; `whom`: about whom or what, in words."""

    what: str
    about_id: int | None = None
    whom: str = ""
    remedy: str = ""


class Case(NamedTuple):
    """A complaint at the desk: its reference, and who may answer it; how an answer will read."""

    reference: str
    able: Sequence[tuple[int, str]] = ()
    as_read: Callable[[str], Sequence[Text]] | None = None


def complain(talk: Talk, known: Team) -> Complained | None:
    """What went wrong, about whom, what would put it right; nothing where it was thought better of."""
    what = talk.words(
        "what", _("What went wrong? Write it in your own words."), at_most=AT_MOST, name=_("What went wrong")
    )
    about = _about(talk, known)
    whom = "" if about else _whom(talk)
    remedy = talk.words(
        "remedy",
        _("What would put it right?"),
        at_most=AT_MOST,
        skip=LEAVE_OUT,
        name=_("What would put it right"),
    )
    ready = talk.confirm(
        "send",
        [
            _("This goes to the administrators of the team, in private. The staff room does not see it."),
            own_words(f"“{what}”"),
            _("A person whom you named neither reads nor answers it. Your name does not go with it."),
        ],
        yes=p_("button", "Send it"),
        no=p_("button", "Do not send it"),
    )
    return Complained(what, about, whom, remedy or "") if ready else None


def hand_over(talk: Talk, known: Case) -> int:
    """Who answers it."""
    able = [Option(str(number), own_words(name)) for number, name in known.able]
    question = _("Who answers {reference}? It must not be the person it is about.", reference=Code(known.reference))
    return int(talk.choose("handler", question, able, name=_("Who answers it")))


def answer_complaint(talk: Talk, known: Case) -> str | None:
    """The answer; nothing where it was thought better of."""
    question = _(
        "What is your full answer to {reference}? Say what you found, what you do now, and what you are sorry for. "
        "Your name and role stand above it.",
        reference=Code(known.reference),
    )
    words = talk.words("answer", question, at_most=AT_MOST, name=_("Your answer"))
    ready = talk.confirm(
        "send",
        [_("This will be sent:"), *(known.as_read(words) if known.as_read is not None else [own_words(words)])],
        yes=p_("button", "Send it"),
        no=p_("button", "Do not send it"),
    )
    return words if ready else None


def _about(talk: Talk, known: Team) -> int | None:
    if not known.people:
        return None
    named = [Option(str(number), own_words(name)) for number, name in known.people]
    skip = p_("button", "No, or leave it out")
    chosen = talk.choose("about", _("Is it about one of these people?"), named, skip=skip, name=_("About a person"))
    return int(chosen) if chosen else None


def _whom(talk: Talk) -> str:
    question = _("About whom or what is it? You can leave this out.")
    return talk.words("whom", question, at_most=ABOUT_AT_MOST, skip=LEAVE_OUT, name=_("About whom or what")) or ""
