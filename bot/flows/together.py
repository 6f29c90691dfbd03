"""Several cards at once: one answer to all of them, or all joined to one matter."""

from __future__ import annotations

from bot.flows.desk import Desk, Outgoing, as_they_read_it, in_languages, who_waits
from bot.language import _, own_words, p_
from bot.talk import Option, Talk
from bot.words import UpdateKind


def answer_all(talk: Talk, known: Desk) -> dict[str, str] | None:
    """The answer's words by language; nothing where it was thought better of. The reference names all the cards."""
    question = _(
        "What is your answer to {references}? Each person or group that told one of them gets it once, "
        "with your name and role and their own number.",
        references=known.reference,
    )
    words = in_languages(talk, "answer", question, known, _("Your answer"))
    ready = talk.confirm(
        "send",
        [
            _("This will be sent on {references}, to each with their own number:", references=known.reference),
            *as_they_read_it(known, Outgoing(UpdateKind.ANSWER, words)),
            *who_waits(words, known),
        ],
        yes=p_("button", "Send it to all"),
        no=p_("button", "Do not send it"),
    )
    return words if ready else None


def join_all(talk: Talk, known: Desk) -> int | None:
    """The number of the issue that all the cards are about; nothing where it was thought better of."""
    offered = [Option(str(number), own_words(title)) for number, title in known.matters]
    question = _("Which matter are {references} about?", references=known.reference)
    chosen = int(talk.choose("matter", question, offered, name=_("Which matter")))
    titles = dict(known.matters)
    ready = talk.confirm(
        "join",
        [
            _("Join {references} to {matter}?", references=known.reference, matter=titles.get(chosen, "")),
            _("Each person or group that told one of them hears its newest word once. This cannot be undone here."),
        ],
        yes=p_("button", "Yes, join them"),
        no=p_("button", "Do not join them"),
    )
    return chosen if ready else None
