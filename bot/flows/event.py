"""After an event: what it was, who was there, what came up, who was sent on where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot import labels
from bot.flows.details import LEAVE_OUT
from bot.language import Text, _, n_, own_words, p_
from bot.talk import Media, Option, Talk
from bot.words import EventKind, Kind

MOST_THINGS = 10
AT_MOST_OF_A_THING = 1500
AT_MOST_OF_SIGNPOSTING = 500
SHOWN_OF_A_THING = 120
A_DAY, A_QUARTER = timedelta(days=1), timedelta(days=92)
THAT_WAS_ALL = p_("button", "That was all")
I_DO_NOT_KNOW = p_("button", "I do not know")


class Reporter(NamedTuple):
    """Today, and the groups of the one who reports."""

    today: date
    groups: Sequence[tuple[int, str]]


class CameUp(NamedTuple):
    """One thing that came up, and what sort of thing it is where that was said."""

    what: str | Media
    kind: Kind | None


class Reported(NamedTuple):
    """The event. `other`: what it was, where it is none of the usual kinds."""

    kind: EventKind
    other: str
    day: date
    how_many: int | None
    group_id: int | None
    things: tuple[CameUp, ...]
    signposted: str


def event(talk: Talk, known: Reporter) -> Reported | None:
    """The report; nothing where it was thought better of."""
    kind = talk.choose("kind", _("What was it?"), EventKind, labels=labels.EVENTS, name=_("What it was"))
    other = ""
    if kind is EventKind.OTHER:
        other = talk.words("other", _("What was it, in a few words?"), at_most=80, name=_("In a few words"))
    day = talk.day(
        "day",
        _("When was it?"),
        offered=[known.today, known.today - A_DAY],
        not_before=known.today - A_QUARTER,
        not_after=known.today,
        name=_("When it was"),
    )
    how_many = talk.number(
        "how_many",
        _("About how many people came?"),
        least=1,
        most=100_000,
        skip=I_DO_NOT_KNOW,
        name=_("How many people"),
    )
    group = _group(talk, known)
    things = _things(talk)
    signposted = talk.words(
        "signposted",
        _("Did you tell anybody of a service? How many people, and of which? For instance: 3 people, stop smoking"),
        at_most=AT_MOST_OF_SIGNPOSTING,
        skip=p_("button", "Nobody"),
        name=_("Who was told of which service"),
    )
    reported = Reported(kind, other, day, how_many, group, things, signposted or "")
    ready = talk.confirm("send", _preview(reported), yes=p_("button", "Send it"), no=p_("button", "Do not send it"))
    return reported if ready else None


class Counted(NamedTuple):
    """An event, as its reporter knows it."""

    event: Text


def count(talk: Talk, known: Counted) -> int | None:
    """How many people came; nothing where that is not known."""
    question = _("About how many people came? {event}", event=known.event)
    return talk.number("how_many", question, least=1, most=100_000, skip=I_DO_NOT_KNOW, name=_("How many people"))


def _group(talk: Talk, known: Reporter) -> int | None:
    if not known.groups:
        return None
    offered = [Option(str(number), own_words(name)) for number, name in known.groups]
    group = talk.choose("group", _("Was it with one of your groups?"), offered, skip=LEAVE_OUT, name=_("Which group"))
    return int(group) if group else None


def _things(talk: Talk) -> tuple[CameUp, ...]:
    things: list[CameUp] = []
    for number in range(1, MOST_THINGS + 1):
        what = talk.words_or_media(
            f"thing_{number}",
            _first() if number == 1 else _next(number),
            ("voice", "photo"),
            at_most=AT_MOST_OF_A_THING,
            skip=p_("button", "Nothing came up") if number == 1 else THAT_WAS_ALL,
            name=_("What came up ({number})", number=number),
        )
        if what is None:
            break
        kind = talk.choose(
            f"kind_{number}",
            _("Which fits best?"),
            Kind,
            labels=labels.KINDS,
            skip=LEAVE_OUT,
            name=_("Kind ({number})", number=number),
        )
        things.append(CameUp(what, kind))
    return tuple(things)


def _first() -> Text:
    return _(
        "What came up? Please tell me one thing at a time, in words, by voice note or picture. "
        "I ask for the next one after it."
    )


def _next(number: int) -> Text:
    return _("What else came up? This is number {number} of at most {most}.", number=number, most=MOST_THINGS)


def _preview(reported: Reported) -> list[Text]:
    what = own_words(reported.other) if reported.other else labels.EVENTS[reported.kind]
    shown = [_("This goes to the team:"), _("{what}, {day}", what=what, day=reported.day)]
    if reported.how_many is not None:
        shown.append(n_("about {n} person", "about {n} people", reported.how_many))
    for number, thing in enumerate(reported.things, 1):
        shown.append(_("{number}. {thing}", number=number, thing=_beginning(thing.what)))
    if not reported.things:
        shown.append(_("Nothing came up."))
    if reported.signposted:
        shown.append(_("Who was told of which service: {words}", words=reported.signposted))
    return [*shown, _("Each thing gets a number of its own, and an answer. Shall I send it?")]


def _beginning(what: str | Media) -> Text:
    if not isinstance(what, str):
        return _("a voice note") if what.kind == "voice" else _("a photo")
    return own_words(what if len(what) <= SHOWN_OF_A_THING else what[: SHOWN_OF_A_THING - 1] + "…")
