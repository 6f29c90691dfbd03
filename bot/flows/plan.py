"""What is missing in a plan, in the words of somebody who raised the matter; and the team's answer to it."""

from __future__ import annotations

from typing import NamedTuple

from bot.flows.desk import Desk, in_languages, preview, who_waits
from bot.language import Code, _, own_words, p_
from bot.talk import Talk

AT_MOST = 3000


class Missing(NamedTuple):
    """The desk, and what was said to be missing."""

    desk: Desk
    words: str


def plan_missing(talk: Talk, known: None) -> str:
    """What is missing."""
    question = _("What is missing? Your words go to the person who answers for the plan. They answer you.")
    return talk.words("words", question, at_most=AT_MOST)


def answer_missing(talk: Talk, known: Missing) -> dict[str, str] | None:
    """The answer by language; nothing where it was thought better of."""
    if known.words:
        talk.show(own_words(f"“{known.words}”"))
    question = _(
        "What is your answer? It goes to the one who said that something is missing in the plan for {reference}.",
        reference=Code(known.desk.reference),
    )
    words = in_languages(talk, "answer", question, known.desk, _("Your answer"))
    ready = talk.confirm(
        "send",
        [_("This will be sent:"), *preview(words), *who_waits(words, known.desk)],
        yes=p_("button", "Send it"),
        no=p_("button", "Do not send it"),
    )
    return words if ready else None
