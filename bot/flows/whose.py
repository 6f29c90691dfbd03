"""Whose a matter is that is not ours."""

from __future__ import annotations

from typing import NamedTuple

from bot.language import _, p_
from bot.talk import Talk

AT_MOST = 120


class Whose(NamedTuple):
    """The body, and who is asked there, if anybody is known."""

    body: str
    contact: str


WHOSE_UNKNOWN = Whose("", "")


def whose_it_is(talk: Talk) -> Whose:
    """The body is named to those who raised it; the person there is not."""
    body = talk.words("body", _("Whose is it? People are told this name."), at_most=AT_MOST, name=_("Whose it is"))
    question = _("Who will you ask there? A name, or how to reach them. Only the team sees it.")
    contact = talk.words(
        "contact", question, at_most=AT_MOST, skip=p_("button", "Nobody in particular"), name=_("Who is asked there")
    )
    return Whose(body, contact or "")
