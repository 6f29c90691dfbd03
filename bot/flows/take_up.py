"""Staff take a matter up: can it be changed, who answers for it, what will be done by when, what raisers hear."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot import labels
from bot.flows.desk import (
    A_DAY,
    IN_A_WEEK,
    IN_A_YEAR,
    IN_TWO_WEEKS,
    Desk,
    Outgoing,
    as_they_read_it,
    in_languages,
    next_news_day,
    show_what_was_told,
    who_waits,
)
from bot.flows.understood import understand
from bot.flows.whose import WHOSE_UNKNOWN, whose_it_is
from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import Scope, UpdateKind


class TakenUp(NamedTuple):
    """What was decided. `what`, `measure` and `due` only where it is ours to change."""

    title: str
    scope: Scope
    reason: str
    owner_id: int
    what: str
    measure: str
    due: date | None
    words: dict[str, str]
    next_news: date
    is_shown: bool = False
    summary: str = ""
    meant: dict[str, str] | None = None
    body: str = ""
    contact: str = ""


class Shown(StrEnum):
    """Whether others may read the title of the matter."""

    NO = "no"
    YES = "yes"


SHOWN: dict[Shown, Text] = {
    Shown.NO: p_("button", "No, keep it here"),
    Shown.YES: p_("button", "Yes, show it"),
}


def take_up(talk: Talk, known: Desk) -> TakenUp | None:
    """The plan; nothing where it was thought better of."""
    show_what_was_told(talk, known)
    understood = understand(talk, known)
    title = understood.title
    scope = talk.choose("scope", _("Can this be changed?"), Scope, labels=labels.SCOPES, name=_("Can it be changed"))
    whose = whose_it_is(talk) if scope is Scope.NOT_OURS else WHOSE_UNKNOWN
    reason = "" if scope is Scope.OURS else talk.words("reason", _reason(scope), at_most=600, name=_("The reason"))
    colleagues = [Option(str(number), own_words(name)) for number, name in known.colleagues]
    owner = int(talk.choose("owner", _("Who answers for it?"), colleagues, name=_("Who answers for it")))
    what, measure, due = _action(talk, known) if scope is Scope.OURS else ("", "", None)
    question = _(
        "What should those who raised it hear now? What you will do, in plain words. "
        "The owner's name and role, and the date of the next news, are added."
    )
    words = in_languages(talk, "words", question, known, _("What they hear"))
    next_news = next_news_day(talk, known)
    shown = talk.choose("shown", _shown(title), Shown, labels=SHOWN, name=_("Shown to others"))
    going = Outgoing(
        UpdateKind.TAKEN_UP,
        words,
        owner_id=owner,
        next_news=next_news,
        scope=scope,
        meant=understood.meant,
        body=whose.body,
        due=due,
    )
    ready = talk.confirm(
        "send",
        [
            _("This will be told to everyone who raised it:"),
            *as_they_read_it(known, going),
            *who_waits({code: text for code, text in words.items() if code in understood.meant}, known),
        ],
        yes=p_("button", "Tell them"),
        no=p_("button", "Do not tell them"),
    )
    if not ready:
        return None
    decided = (title, scope, reason, owner, what, measure, due, words, next_news, shown is Shown.YES)
    return TakenUp(*decided, understood.summary, understood.meant, *whose)


def _shown(title: str) -> Text:
    return _(
        "May others who tell something similar see the title “{title}”, so that they can say “us too”? "
        "Only if nobody can be known by it.",
        title=title,
    )


def _reason(scope: Scope) -> Text:
    if scope is Scope.NOT_OURS:
        return _("Why is it theirs, and how will you bring it to them?")
    if scope is Scope.CANNOT:
        return _("Why can it not be changed?")
    return _("What do you need to find out, and until when?")


def _action(talk: Talk, known: Desk) -> tuple[str, str, date]:
    what = talk.words("what", _("What will be done?"), at_most=600, name=_("What will be done"))
    measure = talk.words(
        "measure", _("How will people notice that it is better?"), at_most=300, name=_("How people will notice")
    )
    due = talk.day(
        "due",
        _("By when?"),
        offered=[known.today + IN_A_WEEK, known.today + IN_TWO_WEEKS],
        not_before=known.today + A_DAY,
        not_after=known.today + IN_A_YEAR,
        name=_("By when"),
    )
    return what, measure, due
