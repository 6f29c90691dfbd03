"""How staff understood a matter, in plain words, as it goes back to those who raised it."""

from __future__ import annotations

from typing import NamedTuple

from bot.flows.desk import AT_MOST, LATER, SOURCE, Desk, Outgoing, as_they_read_it, who_waits
from bot.language import _, own_words, p_
from bot.talk import Talk
from bot.words import UpdateKind

TITLE_AT_MOST, SUMMARY_AT_MOST = 120, 600


class Understood(NamedTuple):
    """Title and summary; `meant`: both together, in each language that somebody at the desk has them in now."""

    title: str
    summary: str
    meant: dict[str, str]


def understand(talk: Talk, known: Desk) -> Understood:
    """The title and the summary."""
    question = _("What is the matter, in a few plain words?")
    title = talk.words("title", question, at_most=TITLE_AT_MOST, name=_("The matter"))
    more = _(
        "And in two or three plain sentences: how did you understand it? It goes back to those who raised it. "
        "Write nothing that points to one person."
    )
    skip = p_("button", "The title says it all")
    summary = talk.words("summary", more, at_most=SUMMARY_AT_MOST, skip=skip, name=_("How you understood it")) or ""
    meant = {SOURCE: f"{title} – {summary}" if summary else title}
    for code, language in known.languages:
        if code != SOURCE:
            prompt = _(
                "Do you have that, the title and how you understood it, in {language}? If not, leave it: they are told "
                "that it is being put into their language.",
                language=own_words(language),
            )
            text = talk.words(f"meant_{code}", prompt, at_most=AT_MOST, skip=LATER, name=own_words(language))
            if text:
                meant[code] = text
    return Understood(title, summary, meant)


def understood(talk: Talk, known: Desk) -> Understood | None:
    """A new title and summary of a matter; nothing where it was thought better of."""
    new = understand(talk, known)
    read = as_they_read_it(known, Outgoing(UpdateKind.UNDERSTOOD, {}, meant=new.meant))
    ready = talk.confirm(
        "send",
        [_("This will be told to everyone who raised it:"), *read, *who_waits(new.meant, known)],
        yes=p_("button", "Tell them"),
        no=p_("button", "Do not tell them"),
    )
    return new if ready else None
