"""Staff change what stands about a person or a group: each is one short conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.flows.settings import PAUSES, Pause
from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk

NAME_AT_MOST, TITLE_AT_MOST = 60, 80
KEEP = p_("button", "Keep it as it is")
TWO_YEARS = timedelta(days=731)


class Somebody(NamedTuple):
    """Who it is about, as staff call them; `is_desk`: all see their name and title."""

    name: Text
    is_desk: bool = False


class Edited(NamedTuple):
    """What they are called from now on; nothing where it stays."""

    name: str | None
    title: str | None


class Listed(NamedTuple):
    """Somebody or something, and what can be chosen for them: code and label."""

    name: Text
    offered: Sequence[tuple[str, Text]]


class Taught(NamedTuple):
    """Somebody, today, and who of the team can have held an induction: number and name."""

    name: Text
    today: date
    colleagues: Sequence[tuple[int, str]]


class Induced(NamedTuple):
    """When, and by whom."""

    day: date
    by_id: int


class Ended(NamedTuple):
    """A group, how much is owed to it, and who of the team could answer for that; whether it can be told early."""

    group: str
    owed: int
    colleagues: Sequence[tuple[int, str]]
    can_hear: bool = True


class When(StrEnum):
    """In how many days the work in a group ends."""

    IN_TWO_WEEKS = "14"
    IN_FOUR_WEEKS = "28"
    TODAY = "0"


WHENS = {
    When.IN_TWO_WEEKS: p_("button", "In two weeks, and say so now"),
    When.IN_FOUR_WEEKS: p_("button", "In four weeks, and say so now"),
    When.TODAY: p_("button", "Today"),
}


class Ending(NamedTuple):
    """Who answers for what a group is owed, in how many days it ends, and through whom it hears the rest."""

    keeper_id: int
    in_days: int
    through: str | None


class Nobody(NamedTuple):
    """A question that needs to know nothing."""


def find(talk: Talk, known: Nobody) -> str:
    """A part of a name."""
    return talk.words("words", _("Write a part of the name."), at_most=NAME_AT_MOST)


def edit(talk: Talk, known: Somebody) -> Edited:
    """Name, and for staff the title."""
    if not known.is_desk:
        question = _(
            "What do you on the team call {name}? Only staff see it. "
            "What this person tells still comes without a name.",
            name=known.name,
        )
        return Edited(talk.words("name", question, at_most=NAME_AT_MOST, skip=KEEP, name=_("The name")), None)
    seen = _("What is the name of {name}? People see it under what they write.", name=known.name)
    name = talk.words("name", seen, at_most=NAME_AT_MOST, skip=KEEP, name=_("The name"))
    title = talk.words("title", _("And their title?"), at_most=TITLE_AT_MOST, skip=KEEP, name=_("The title"))
    return Edited(name, title)


def groups(talk: Talk, known: Listed) -> int:
    """A group to be put into, or taken out of."""
    question = _("Which group? {name} is in those that have a tick; tap one of them to take them out.", name=known.name)
    return int(talk.choose("group", question, _options(known), name=_("Which group")))


def pause(talk: Talk, known: Listed) -> int | None:
    """For how many days; nothing for until they come back."""
    question = _("How long is the pause of {name}? Replies and urgent words still go there.", name=known.name)
    chosen = talk.choose("pause", question, Pause, labels=PAUSES)
    return None if chosen is Pause.FOR_NOW else int(chosen)


def induction(talk: Talk, known: Taught) -> Induced:
    """When somebody was told how it all works, and by whom."""
    day = talk.day(
        "day",
        _("When did {name} have their induction?", name=known.name),
        offered=[known.today, known.today - timedelta(days=1)],
        not_before=known.today - TWO_YEARS,
        not_after=known.today,
        name=_("The day"),
    )
    colleagues = [Option(str(number), own_words(name)) for number, name in known.colleagues]
    return Induced(day, int(talk.choose("by", _("Who held it?"), colleagues, name=_("Who held it"))))


def give_role(talk: Talk, known: Listed) -> str:
    """A role more."""
    return talk.choose("role", _("Which role shall {name} have?", name=known.name), _options(known), name=_("Role"))


def take_role(talk: Talk, known: Listed) -> str | None:
    """A role less; nothing where it was thought better of."""
    role = talk.choose("role", _("Which role do you take away from {name}?", name=known.name), _options(known))
    label = dict(known.offered)[role]
    shown = [
        _("{name} will not be {role} any more, from now on and everywhere.", name=known.name, role=label),
        _("I tell them so, with your name."),
    ]
    sure = talk.confirm("sure", shown, yes=p_("button", "Take it away"), no=p_("button", "No, leave it as it is"))
    return role if sure else None


def let_leave(talk: Talk, known: Somebody) -> bool:
    """Whether somebody really asked to stop."""
    shown = [
        _(
            "Did {name} ask you to stop it all? Then they get no more messages, also not about what they told.",
            name=known.name,
        ),
        _("What they told stays. They can come back by a new link."),
    ]
    return talk.confirm("sure", shown, yes=p_("button", "Yes, they asked"), no=p_("button", "No"))


def end_group(talk: Talk, known: Ended) -> Ending | None:
    """When it ends, and who answers for what it is owed; nothing where it does not end."""
    colleagues = [Option(str(number), own_words(name)) for number, name in known.colleagues]
    question = _(
        "Who answers for what “{group}” is still owed ({number} now, and what comes)?",
        group=known.group,
        number=known.owed,
    )
    keeper = talk.choose("keeper", question, colleagues, name=_("Who answers for it"))
    when = When.TODAY
    if known.can_hear:
        asked = _("When does it end? It is kinder to tell people early.")
        when = talk.choose("when", asked, When, labels=WHENS, name=_("When it ends"))
    through = talk.words(
        "through",
        _("Through whom will the group hear the rest: a named champion or body? The group reads this."),
        at_most=TITLE_AT_MOST,
        skip=p_("button", "Whoever answers for it"),
        name=_("Through whom"),
    )
    shown = [
        _("I say goodbye to “{group}” and work there no more.", group=known.group),
        _("What it is owed comes to {name}, who tells them another way.", name=dict(known.colleagues)[int(keeper)]),
    ]
    if through:
        shown.append(_("The group reads that it hears the rest from: {whom}", whom=through))
    sure = talk.confirm("sure", shown, yes=p_("button", "End it"), no=p_("button", "No, do not do it"))
    return Ending(int(keeper), int(when), through) if sure else None


def _options(known: Listed) -> list[Option]:
    return [Option(code, label) for code, label in known.offered]
