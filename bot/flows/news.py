"""Staff say what is new on a matter: something moved, nothing yet and why, or it is done and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from bot import labels
from bot.flows import news_further
from bot.flows.desk import Desk, Outgoing, as_they_read_it, in_languages, next_news_day, who_waits
from bot.flows.news_further import Also
from bot.language import Code, Text, _, p_
from bot.talk import Media, Talk
from bot.words import UpdateKind


class News(NamedTuple):
    """What is told. `did` where it is done; a date where it is not, or where more comes next.

    `more`: what else they read, by language; `read_out`: the words as voice notes, by language.
    """

    kind: UpdateKind
    did: dict[str, str]
    words: dict[str, str]
    next_news: date | None
    more: Mapping[str, Mapping[str, str]] = {}
    read_out: Mapping[str, Media] = {}


def news(talk: Talk, known: Desk) -> News | None:
    """The news; nothing where it was thought better of."""
    kind = _kind(talk, known)
    did: dict[str, str] = {}
    if kind is UpdateKind.CHANGED:
        did = in_languages(talk, "did", _("What did you do? In plain words."), known, _("What we did"))
    words = in_languages(talk, "words", _question(kind), known, _("What they hear"))
    there = {code: text for code, text in words.items() if not did or code in did}
    figure = news_further.figures(talk, known, there) if kind is UpdateKind.CHANGED else {}
    also = news_further.chosen(talk, kind, has_figure=bool(figure))
    more = {**figure, **news_further.written(talk, known, also, there)}
    read_out = news_further.read_out(talk, known, there) if Also.READ_OUT in also else {}
    is_more_to_come = kind is not UpdateKind.CHANGED or Also.NEXT in also
    told = News(kind, did, words, next_news_day(talk, known) if is_more_to_come else None, more, read_out)
    return told if _is_right(talk, known, told, there) else None


def _kind(talk: Talk, known: Desk) -> UpdateKind:
    offered = {**labels.UPDATE_KINDS}
    if known.senior:
        del offered[UpdateKind.NOTHING_YET]
        for text in known.senior:
            talk.show(text)
    question = _("What is new on {reference}?", reference=Code(known.reference))
    return talk.choose("kind", question, UpdateKind, labels=offered, name=_("What is new"))


def _is_right(talk: Talk, known: Desk, told: News, there: dict[str, str]) -> bool:
    going = Outgoing(told.kind, told.words, told.did, next_news=told.next_news, more=told.more)
    shown = [
        _("This will be told to everyone who raised it:"),
        *as_they_read_it(known, going),
        *news_further.goes_along(known, told.read_out),
        *who_waits(there, known),
    ]
    if told.next_news is not None:
        shown.append(_("Next news by {day}.", day=told.next_news))
    if told.kind is UpdateKind.CHANGED:
        shown.append(_("They will be asked whether it is better now."))
    return talk.confirm("send", shown, yes=p_("button", "Tell them"), no=p_("button", "Do not tell them"))


def _question(kind: UpdateKind) -> Text:
    if kind is UpdateKind.CHANGED:
        return _("What is different now for the people who raised it?")
    if kind is UpdateKind.NOTHING_YET:
        return _("Why is there nothing yet? Write it as it is: people take that better than silence.")
    return _("What has moved?")
