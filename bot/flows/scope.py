"""Can this be changed? Decided anew, answered by others, looked at again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot import labels
from bot.flows.desk import (
    A_DAY,
    IN_A_YEAR,
    IN_TWO_WEEKS,
    Desk,
    Outgoing,
    as_they_read_it,
    in_languages,
    next_news_day,
    who_waits,
)
from bot.flows.whose import WHOSE_UNKNOWN, Whose, whose_it_is
from bot.flows.words import AT_MOST, About
from bot.language import Code, Text, _, p_
from bot.talk import Talk
from bot.words import Scope, UpdateKind


class Decided(NamedTuple):
    """What was decided, and what those who raised it hear of it."""

    scope: Scope
    whose: Whose
    words: dict[str, str]
    next_news: date


class Told(NamedTuple):
    """What others answered, or why it stays; in the words that people get."""

    words: dict[str, str]
    next_news: date | None = None


def scope(talk: Talk, known: Desk) -> Decided | None:
    """The decision with its reason; nothing where it was thought better of."""
    question = _("Can {reference} be changed?", reference=Code(known.reference))
    chosen = talk.choose("scope", question, Scope, labels=labels.SCOPES, name=_("Can it be changed"))
    whose = whose_it_is(talk) if chosen is Scope.NOT_OURS else WHOSE_UNKNOWN
    words = in_languages(talk, "words", _reason(chosen), known, _("The reason"))
    next_news = _day(talk, known, chosen)
    going = Outgoing(UpdateKind.SCOPE, words, next_news=next_news, scope=chosen, body=whose.body)
    ready = talk.confirm(
        "send",
        [
            _("This will be told to everyone who raised it:"),
            *as_they_read_it(known, going),
            _("Next news by {day}.", day=next_news),
            *_way_back(chosen),
            *who_waits(words, known),
        ],
        yes=p_("button", "Tell them"),
        no=p_("button", "Do not tell them"),
    )
    return Decided(chosen, whose, words, next_news) if ready else None


def their_answer(talk: Talk, known: Desk) -> Told | None:
    """What those whose it is say; nothing where it was thought better of."""
    question = _(
        "What do they answer on {reference}? Write it as people should read it.", reference=Code(known.reference)
    )
    words = in_languages(talk, "words", question, known, _("What they answer"))
    next_news = next_news_day(talk, known)
    shown = [
        _("This will be told to everyone who raised it:"),
        *as_they_read_it(known, Outgoing(UpdateKind.THEIR_ANSWER, words, next_news=next_news)),
        _("Next news by {day}.", day=next_news),
    ]
    return Told(words, next_news) if _ready(talk, [*shown, *who_waits(words, known)]) else None


def uphold(talk: Talk, known: Desk) -> Told | None:
    """Why it stays as it was decided; nothing where it was thought better of."""
    question = _("Why does it stay, on {reference}? They read it with your name.", reference=Code(known.reference))
    words = in_languages(talk, "words", question, known, _("Why it stays"))
    read = as_they_read_it(known, Outgoing(UpdateKind.LOOKED_AGAIN, words))
    shown = [_("This will be told to the one who asked:"), *read]
    return Told(words) if _ready(talk, [*shown, *who_waits(words, known)]) else None


def look_again(talk: Talk, known: About) -> str:
    """Why somebody should look at it again, in a raiser's words."""
    question = _(
        "Why should somebody look at {reference} again? It goes to somebody else on the team, not to the one who "
        "decided. You can ask this once.",
        reference=Code(known.reference),
    )
    return talk.words("words", question, at_most=AT_MOST)


def not_meant(talk: Talk, known: About) -> str | None:
    """What somebody meant instead, if they want to say it."""
    question = _("What did you mean? A few words help, but you need not write any.")
    return talk.words("words", question, at_most=AT_MOST, skip=p_("button", "No more to say"))


def _ready(talk: Talk, shown: list[Text]) -> bool:
    return talk.confirm("send", shown, yes=p_("button", "Tell them"), no=p_("button", "Do not tell them"))


def _reason(chosen: Scope) -> Text:
    if chosen is Scope.OURS:
        return _("What will you do about it? In plain words.")
    if chosen is Scope.NOT_OURS:
        return _("Why is it theirs, and how do you bring it to them? Write it as people should read it.")
    if chosen is Scope.CANNOT:
        return _("Why can it not be changed? Write it as people should read it.")
    return _("What do you need to find out? Write it as people should read it.")


def _way_back(chosen: Scope) -> list[Text]:
    if chosen in (Scope.NOT_OURS, Scope.CANNOT):
        return [_("Under it they can tap “Please look again, because …”, once.")]
    return []


def _day(talk: Talk, known: Desk, chosen: Scope) -> date:
    if chosen is not Scope.NOT_KNOWN_YET:
        return next_news_day(talk, known)
    return talk.day(
        "until",
        _("Until when will you know? They are told this day."),
        offered=[known.today + IN_TWO_WEEKS],
        not_before=known.today + A_DAY,
        not_after=known.today + IN_A_YEAR,
        name=_("Until when"),
    )
