"""Staff write down what has been heard on a topic in a community, in their own words."""

from __future__ import annotations

from typing import NamedTuple

from bot.language import _, own_words, p_
from bot.talk import Talk

SHORT, LONG = 80, 800


class Nothing(NamedTuple):
    """Nothing needs to be known."""


class Heard(NamedTuple):
    """What has been heard, about what, where."""

    topic: str
    community: str
    summary: str


def write_heard(talk: Talk, known: Nothing) -> Heard | None:
    """A summary; nothing where it was thought better of."""
    topic = talk.words("topic", _("What is it about, in a few words?"), at_most=SHORT, name=_("The topic"))
    community = talk.words("community", _("In which community was it heard?"), at_most=SHORT, name=_("The community"))
    question = _("What has been heard? In your own words: not as anybody told it, and with nothing about one person.")
    summary = talk.words("summary", question, at_most=LONG, name=_("What has been heard"))
    shown = [_("This is kept for the team:"), own_words(f"{topic} · {community}"), own_words(summary)]
    ready = talk.confirm("keep", shown, yes=p_("button", "Keep it"), no=p_("button", "Do not keep it"))
    return Heard(topic, community, summary) if ready else None
