"""Staff answer one insight."""

from __future__ import annotations

from bot.flows.desk import Desk, Outgoing, as_they_read_it, in_languages, show_what_was_told, who_waits
from bot.language import Code, _, p_
from bot.talk import Talk
from bot.words import UpdateKind


def answer(talk: Talk, known: Desk) -> dict[str, str] | None:
    """The answer's words by language; nothing where it was thought better of."""
    show_what_was_told(talk, known)
    question = _(
        "What is your answer to {reference}? It goes to the person, or the group, that it came from, "
        "with your name and role.",
        reference=Code(known.reference),
    )
    words = in_languages(talk, "answer", question, known, _("Your answer"))
    ready = talk.confirm(
        "send",
        [
            *(
                _("{who} has answered this already. Yours goes as well, if you send it.", who=who)
                for who in known.answered
            ),
            _("This will be sent:"),
            *as_they_read_it(known, Outgoing(UpdateKind.ANSWER, words)),
            *who_waits(words, known),
        ],
        yes=p_("button", "Send it"),
        no=p_("button", "Do not send it"),
    )
    return words if ready else None
