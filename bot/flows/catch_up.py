"""Staff plan a catch-up with champions, or change one; a champion says what shall be talked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.flows.language import which_language, which_languages
from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk

IN_A_WEEK, IN_TWO_WEEKS, IN_A_YEAR = timedelta(days=7), timedelta(days=14), timedelta(days=366)
QUARTERS = ("00", "15", "30", "45")
LAST_HOUR = 23


class Whom(StrEnum):
    """Which champions are asked."""

    ALL = "all"
    LANGUAGE = "language"
    GROUP = "group"


WHOM: dict[Whom, Text] = {
    Whom.ALL: p_("button", "All champions"),
    Whom.LANGUAGE: p_("button", "Those of one language"),
    Whom.GROUP: p_("button", "Those of one group"),
}


class When(NamedTuple):
    """A day, and minutes after midnight."""

    day: date
    minute: int


class Planned(NamedTuple):
    """What is planned, and who is asked."""

    when: When
    where: str
    languages: tuple[str, ...]
    costs: str
    of_language: str | None
    of_group: int | None


class Moved(NamedTuple):
    """Another time; another place, or nothing where that stays."""

    when: When
    where: str | None


class Planner(NamedTuple):
    """Today, the languages there are, and the groups: number and name. `as_read`: how an invitation will read."""

    today: date
    languages: Sequence[tuple[str, str]]
    groups: Sequence[tuple[int, str]]
    as_read: Callable[[Planned], Sequence[Text]] | None = None


class About(NamedTuple):
    """Today. `as_read`: how a change will read to those who were asked; `called_off`: how they hear that it is off."""

    today: date
    as_read: Callable[[Moved], Sequence[Text]] | None = None
    called_off: Sequence[Text] = ()


def plan(talk: Talk, known: Planner) -> Planned | None:
    """The plan; nothing where it was thought better of."""
    when = _when(talk, known.today)
    where = talk.words("where", _("Where? A place, or a link."), at_most=300, name=_("Where"))
    question = _("Which languages will be spoken?")
    languages = which_languages(talk, "languages", known.languages, question, _("Languages"))
    costs = talk.words(
        "costs",
        _("What do you pay to those who come? For instance: bus fares, childcare, £15 an hour"),
        at_most=200,
        skip=p_("button", "Nothing is paid"),
        name=_("What is paid"),
    )
    of_language, of_group = _whom(talk, known)
    planned = Planned(when, where, languages, costs or "", of_language, of_group)
    shown = known.as_read(planned) if known.as_read is not None else [own_words(where)]
    once = _("I ask each of them once, not in their quiet hours. They may say no.")
    ready = talk.confirm("send", [*shown, once], yes=p_("button", "Ask them"), no=p_("button", "Do not ask"))
    return planned if ready else None


def change(talk: Talk, known: About) -> Moved | None:
    """Another time, perhaps another place; nothing where it was thought better of."""
    when = _when(talk, known.today)
    keep = p_("button", "The place stays")
    where = talk.words("where", _("Where? A place, or a link."), at_most=300, skip=keep, name=_("Where"))
    moved = Moved(when, where)
    shown = known.as_read(moved) if known.as_read is not None else []
    text = _("All who were asked hear so at once:")
    ready = talk.confirm("send", [text, *shown], yes=p_("button", "Tell them"), no=p_("button", "Do not tell them"))
    return moved if ready else None


def call_off(talk: Talk, known: About) -> bool:
    """Whether it really does not take place."""
    shown = [_("Call it off? All who were asked hear so at once."), *known.called_off]
    return talk.confirm("sure", shown, yes=p_("button", "Call it off"), no=p_("button", "No, leave it as it is"))


def cover(talk: Talk, known: About) -> str:
    """What shall be talked about."""
    return talk.words("topic", _("What shall we talk about? The team reads it, without your name."), at_most=500)


def _when(talk: Talk, today: date) -> When:
    day = talk.day(
        "day",
        _("On which day?"),
        offered=[today + IN_A_WEEK, today + IN_TWO_WEEKS],
        not_before=today,
        not_after=today + IN_A_YEAR,
        name=_("The day"),
    )
    hour = talk.number("hour", _("At which hour does it begin? 0 to 23"), least=0, most=LAST_HOUR, name=_("The hour"))
    options = [Option(minutes, own_words(f"{hour}:{minutes}")) for minutes in QUARTERS]
    minutes = talk.choose("minutes", _("And the minutes?"), options, name=_("The minutes"))
    return When(day, hour * 60 + int(minutes))


def _whom(talk: Talk, known: Planner) -> tuple[str | None, int | None]:
    offered = {whom: label for whom, label in WHOM.items() if whom is not Whom.GROUP or known.groups}
    whom = talk.choose("whom", _("Which champions shall I ask?"), Whom, labels=offered, name=_("Who is asked"))
    if whom is Whom.LANGUAGE:
        question = _("Which language?")
        return which_language(talk, known.languages, question, "of_language", _("Their language")), None
    if whom is Whom.GROUP:
        groups = [Option(str(number), own_words(name)) for number, name in known.groups]
        return None, int(talk.choose("of_group", _("Which group?"), groups, name=_("Their group")))
    return None, None
