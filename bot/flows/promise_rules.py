"""What the programme promises: holidays, working hours, how long people wait, who senior hears of what stays late."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from bot import labels
from bot.language import Text, _, p_
from bot.talk import Talk
from bot.words import WEEKDAYS, Days

AN_HOUR, LAST_HOUR = 60, 23
TRIES = 3
MOST_A_WEEK = 21
AS_IT_IS = p_("button", "Leave it as it is")


class Topic(StrEnum):
    """What can be changed."""

    HOLIDAYS = "holidays"
    HOURS = "hours"
    WAITS = "waits"
    SENIOR = "senior"
    STARTED = "started"
    LATER = "later"


TOPICS: dict[Topic, Text] = {
    Topic.HOLIDAYS: p_("button", "Public holidays"),
    Topic.HOURS: p_("button", "Working days and hours"),
    Topic.WAITS: p_("button", "How long people wait"),
    Topic.SENIOR: p_("button", "Who hears of what is late"),
    Topic.STARTED: p_("button", "How often I write to a group"),
    Topic.LATER: p_("button", "What I ask people later"),
}


class Nation(StrEnum):
    """Where the public holidays are from."""

    ENGLAND = "GB-ENG"
    SCOTLAND = "GB-SCT"
    WALES = "GB-WLS"
    NORTHERN_IRELAND = "GB-NIR"
    OTHER = "other"
    NONE = "none"


NATIONS: dict[Nation, Text] = {
    Nation.ENGLAND: p_("button", "England"),
    Nation.SCOTLAND: p_("button", "Scotland"),
    Nation.WALES: p_("button", "Wales"),
    Nation.NORTHERN_IRELAND: p_("button", "Northern Ireland"),
    Nation.OTHER: p_("button", "Another country"),
    Nation.NONE: p_("button", "No public holidays"),
}


class Rules(NamedTuple):
    """The rules as they are, in words and by name, and the countries whose holidays are known.

    `as_read`: how those who wait will read of somebody senior, by name and role.
    """

    shown: Sequence[Text]
    values: Mapping[str, Any]
    nations: frozenset[str] = frozenset()
    as_read: Callable[[str, str], Sequence[Text]] | None = None


WAITS: dict[str, tuple[Text, int]] = {
    "urgent_hours": (_("What goes round or is urgent: in how many working hours does one of you answer?"), 40),
    "first_word_days": (_("First word on all else: in how many working days?"), 10),
    "scope_days": (_("How many working days until you say whether it can be changed?"), 60),
    "update_days": (_("After how many days at most is there news on what is open?"), 90),
    "translation_days": (_("Words in one more language: in how many working days?"), 20),
    "listening_days": (_("Voice notes: in how many working days does one of you hear them?"), 10),
}


LATER: dict[str, tuple[Text, int]] = {
    "still_so_days": (_("After how many days do I ask whether it is still better? 0: never."), 365),
    "ripple_days": (_("After how many days do I ask what it led to? 0: never."), 365),
    "heard_month": (
        _("In which month do I ask people whether they feel heard, and half a year on again? 1 to 6, 0: never."),
        6,
    ),
}


def promise_rules(talk: Talk, known: Rules) -> dict[str, Any] | None:
    """What is changed, by name; nothing where it was thought better of."""
    for line in known.shown:
        talk.show(line)
    topic = talk.choose("topic", _("What do you want to change?"), Topic, labels=TOPICS, name=_("What"))
    asked = {
        Topic.HOLIDAYS: _holidays,
        Topic.HOURS: _hours,
        Topic.WAITS: _waits,
        Topic.SENIOR: _senior,
        Topic.STARTED: _started,
        Topic.LATER: _later,
    }
    changed = asked[topic](talk, known)
    if changed is None:
        return None
    parts = [
        _("From now on new promises go by this. What is promised already stays as it was said."),
        *([] if changed else [_("Nothing is different yet.")]),
    ]
    if known.as_read is not None and changed.get("senior_name"):
        parts += known.as_read(changed["senior_name"], changed["senior_role"])
    return changed if talk.confirm("yes", parts, yes=p_("button", "Yes, from now on"), no=p_("button", "No")) else None


def _holidays(talk: Talk, known: Rules) -> dict[str, Any] | None:
    nation = talk.choose("nation", _("Whose public holidays does your team keep?"), Nation, labels=NATIONS)
    if nation is Nation.NONE:
        return {"nation": ""}
    if nation is not Nation.OTHER:
        return {"nation": str(nation)}
    for attempt in range(1, TRIES + 1):
        code = talk.words(f"code_{attempt}", _("Write the two letters of the country, such as IE or PL."), at_most=8)
        if code.strip().upper() in known.nations:
            return {"nation": code.strip().upper()}
        talk.show(_("I do not know the holidays of that one."))
    return None


def _hours(talk: Talk, known: Rules) -> dict[str, Any]:
    days = talk.choose("days", _("On which days does your team work?"), Days, labels=labels.DAYS, skip=AS_IT_IS)
    begins = talk.number("begins", _("From what hour? Write a number from 0 to 22."), most=22, skip=AS_IT_IS)
    first = known.values["begins"] // AN_HOUR if begins is None else begins
    asked = _("Until what hour? It is later on the same day: a number up to 23.")
    ends = talk.number("ends", asked, least=first + 1, most=LAST_HOUR, skip=AS_IT_IS)
    changed: dict[str, Any] = {} if days is None else {"days": list(WEEKDAYS[days])}
    if begins is not None:
        changed["begins"] = begins * AN_HOUR
    last = max(known.values["ends"], (first + 1) * AN_HOUR) if ends is None else ends * AN_HOUR
    if last != known.values["ends"]:
        changed["ends"] = last
    return changed


def _waits(talk: Talk, known: Rules) -> dict[str, Any]:
    changed = {}
    for name, (question, most) in WAITS.items():
        now = p_("button", "Leave it at {n}", n=known.values[name])
        number = talk.number(name, question, least=7 if name == "update_days" else 1, most=most, skip=now)
        if number is not None:
            changed[name] = number
    return changed


def _started(talk: Talk, known: Rules) -> dict[str, Any]:
    question = _(
        "How many things may I start in a group in a week at most? News and messages count; answers and alerts do not."
    )
    now = p_("button", "Leave it at {n}", n=known.values["started_a_week"])
    number = talk.number("started_a_week", question, least=1, most=MOST_A_WEEK, skip=now)
    return {} if number is None else {"started_a_week": number}


def _later(talk: Talk, known: Rules) -> dict[str, Any]:
    changed = {}
    for name, (question, most) in LATER.items():
        now = p_("button", "Leave it at {n}", n=known.values[name])
        number = talk.number(name, question, most=most, skip=now)
        if number is not None:
            changed[name] = number
    return changed


def _senior(talk: Talk, known: Rules) -> dict[str, Any]:
    question = _(
        "Who outside your team hears of what is two working days late? Write the name; those who wait read it."
    )
    name = talk.words("senior_name", question, at_most=80, skip=p_("button", "Nobody"), name=_("Name"))
    if name is None:
        return {"senior_name": None, "senior_role": None, "senior_address": None}
    role = talk.words("senior_role", _("What is their role?"), at_most=80, name=_("Role"))
    later = p_("button", "I tell them myself")
    address = talk.words(
        "senior_address", _("What is their e-mail address?"), at_most=120, skip=later, name=_("E-mail")
    )
    return {"senior_name": name, "senior_role": role, "senior_address": address}
