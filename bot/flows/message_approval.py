"""A second person gives a trusted message back; its writer says that it is urgent."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.language import Code, Text, _, own_words, p_
from bot.talk import Talk

WHY_AT_MOST = 400


class Waiting(NamedTuple):
    """A message that waits for a second person."""

    reference: str


class Hurried(NamedTuple):
    """A message that is in a hurry; the languages that are not ready, and the groups that so get nothing."""

    reference: str
    languages: Sequence[str] = ()
    groups: Sequence[str] = ()


class Danger(StrEnum):
    """Whether somebody may die if it comes late."""

    NO = "no"
    YES = "yes"


class Hurry(NamedTuple):
    """Why it is urgent, and whether it goes through quiet hours."""

    why: str
    is_for_life: bool


DANGER: dict[Danger, Text] = {
    Danger.NO: p_("button", "No: it waits for the morning"),
    Danger.YES: p_("button", "Yes: it goes at any hour"),
}


def send_back(talk: Talk, known: Waiting) -> str:
    """Why it is given back."""
    question = _(
        "Why does {reference} go back? Who wrote it reads this, with your name.", reference=Code(known.reference)
    )
    return talk.words("why", question, at_most=WHY_AT_MOST, name=_("Why"))


def urgent(talk: Talk, known: Hurried) -> Hurry | None:
    """Why it cannot wait; nothing where it can."""
    reference = Code(known.reference)
    question = _(
        "Why can {reference} not wait? This is written down, and your colleagues read it.", reference=reference
    )
    why = talk.words("why", question, at_most=WHY_AT_MOST, name=_("Why"))
    question = _("Is there danger to life? Only then does it go out in quiet hours, when people sleep.")
    danger = talk.choose("danger", question, Danger, labels=DANGER, name=_("Danger to life"))
    shown = []
    if known.languages:
        languages = [own_words(one) for one in known.languages]
        shown.append(_("Not ready, and so left out: {languages}. They get nothing of it.", languages=languages))
    if known.groups:
        shown.append(_("These groups read them: {groups}", groups=[own_words(one) for one in known.groups]))
    shown.append(_("Every colleague gets {reference} now. One of them has to approve it.", reference=reference))
    ready = talk.confirm("ask", shown, yes=p_("button", "Ask them now"), no=p_("button", "It can wait"))
    return Hurry(why, danger is Danger.YES) if ready else None
