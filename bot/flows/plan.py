"""What is missing in a plan, in the words of somebody who raised the matter; and the team's answer to it."""

from __future__ import annotations

from bot.flows.desk import Desk, Outgoing, as_they_read_it, in_languages, who_waits
from bot.language import Code, _, p_
from bot.talk import Talk
from bot.words import UpdateKind

AT_MOST = 3000


def plan_missing(talk: Talk, known: None) -> str:
    """What is missing."""
    question = _("What is missing? Your words go to the person who answers for the plan. They answer you.")
    return talk.words("words", question, at_most=AT_MOST)


def answer_missing(talk: Talk, known: Desk) -> dict[str, str] | None:
    """The answer by language; nothing where it was thought better of."""
    question = _(
        "What is your answer? It goes to the one who said that something is missing in the plan for {reference}.",
        reference=Code(known.reference),
    )
    words = in_languages(talk, "answer", question, known, _("Your answer"))
    ready = talk.confirm(
        "send",
        [
            _("This will be sent:"),
            *as_they_read_it(known, Outgoing(UpdateKind.ANSWER, words)),
            *who_waits(words, known),
        ],
        yes=p_("button", "Send it"),
        no=p_("button", "Do not send it"),
    )
    return words if ready else None
