"""Optional questions about oneself."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bot import labels
from bot.asked_words import AgeBand, Disability, Ethnicity
from bot.language import _, p_
from bot.talk import Talk

LEAVE_OUT = p_("button", "Leave it out")


class Known(NamedTuple):
    """Whether they answered before."""

    has_answered: bool


class Wish(StrEnum):
    """What is to become of earlier answers."""

    CHANGE = "change"
    DELETE = "delete"


WISHES = {Wish.CHANGE: p_("button", "Answer again"), Wish.DELETE: p_("button", "Delete my answers")}


class AboutMe(NamedTuple):
    """The answers; `None` where one was left out."""

    age: AgeBand | None = None
    disability: Disability | None = None
    ethnicity: Ethnicity | None = None


def about_me(talk: Talk, known: Known) -> AboutMe:
    """At most three questions, each of which can be left out; or none, to delete what was answered."""
    if known.has_answered:
        question = _("You answered these questions before. What do you want to do?")
        if talk.choose("wish", question, Wish, labels=WISHES, name=_("Earlier answers")) is Wish.DELETE:
            return AboutMe()
    talk.show(
        _(
            "Three questions, if you like. They help the team see whom they do not hear from. Nobody sees your "
            "answers: only counts are shown, and small numbers are hidden. You can delete them here at any time."
        )
    )
    age = talk.choose("age", _("How old are you?"), AgeBand, labels=labels.AGES, skip=LEAVE_OUT, name=_("Age"))
    disability = talk.choose(
        "disability",
        _("Do you live with a disability, or with an illness that lasts long?"),
        Disability,
        labels=labels.DISABILITIES,
        skip=LEAVE_OUT,
        name=_("Disability"),
    )
    ethnicity = talk.choose(
        "ethnicity",
        _("Which group would you say you belong to?"),
        Ethnicity,
        labels=labels.ETHNICITIES,
        skip=LEAVE_OUT,
        name=_("Ethnic group"),
    )
    return AboutMe(age, disability, ethnicity)
