"""Staff say what is new on a matter: something moved, nothing yet and why, or it is done and what changed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot import labels
from bot.flows.desk import Desk, Outgoing, as_they_read_it, in_languages, next_news_day, who_waits
from bot.language import Code, Text, _, p_
from bot.talk import Talk
from bot.words import UpdateKind


class News(NamedTuple):
    """What is told. `did` and no further date where it is done; a date where it is not."""

    kind: UpdateKind
    did: dict[str, str]
    words: dict[str, str]
    next_news: date | None


def news(talk: Talk, known: Desk) -> News | None:
    """The news; nothing where it was thought better of."""
    kind = talk.choose(
        "kind",
        _("What is new on {reference}?", reference=Code(known.reference)),
        UpdateKind,
        labels=labels.UPDATE_KINDS,
        name=_("What is new"),
    )
    did: dict[str, str] = {}
    if kind is UpdateKind.CHANGED:
        did = in_languages(talk, "did", _("What did you do? In plain words."), known, _("What we did"))
    words = in_languages(talk, "words", _question(kind), known, _("What they hear"))
    next_news = None if kind is UpdateKind.CHANGED else next_news_day(talk, known)
    shown = [
        _("This will be told to everyone who raised it:"),
        *as_they_read_it(known, Outgoing(kind, words, did, next_news=next_news)),
        *who_waits({code: text for code, text in words.items() if not did or code in did}, known),
    ]
    if next_news is not None:
        shown.append(_("Next news by {day}.", day=next_news))
    else:
        shown.append(_("They will be asked whether it is better now."))
    ready = talk.confirm("send", shown, yes=p_("button", "Tell them"), no=p_("button", "Do not tell them"))
    return News(kind, did, words, next_news) if ready else None


def _question(kind: UpdateKind) -> Text:
    if kind is UpdateKind.CHANGED:
        return _("What is different now for the people who raised it?")
    if kind is UpdateKind.NOTHING_YET:
        return _("Why is there nothing yet? Write it as it is: people take that better than silence.")
    return _("What has moved?")
