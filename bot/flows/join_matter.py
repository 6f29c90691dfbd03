"""Staff join an insight to a matter that is known already."""

from __future__ import annotations

from bot.flows.desk import Desk
from bot.language import Code, _, own_words
from bot.talk import Option, Talk


def join_matter(talk: Talk, known: Desk) -> int:
    """The number of the issue that the insight is about."""
    offered = [Option(str(number), own_words(title)) for number, title in known.matters]
    question = _(
        "Which matter is {reference} about? The person or group that it came from gets the latest news on it.",
        reference=Code(known.reference),
    )
    return int(talk.choose("matter", question, offered, name=_("Which matter")))
