"""Flows to test the engine with: a branch, a loop, ticks, options known only now, a confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from bot.language import Text, _, own_words
from bot.talk import Flow, Media, Option, Place, Talk


class Kind(StrEnum):
    PROBLEM = "problem"
    RUMOUR = "rumour"
    QUESTION = "question"


class Tag(StrEnum):
    HEALTH = "health"
    HOUSING = "housing"
    SCHOOL = "school"
    TRANSPORT = "transport"


KINDS = {Kind.PROBLEM: _("A problem"), Kind.RUMOUR: _("Something going round"), Kind.QUESTION: _("A question")}
TAGS = {Tag.HEALTH: _("Health"), Tag.HOUSING: _("Housing"), Tag.SCHOOL: _("School"), Tag.TRANSPORT: _("Buses")}


@dataclass
class Known:
    """What a flow may look up, read anew at each run."""

    groups: dict[str, str]
    today: date = date(2026, 11, 23)
    office: str = "Town Hall"


def known() -> Known:
    return Known({"12": "Women's circle", "15": "Fathers' group"})


class Report(NamedTuple):
    words: str
    kind: Kind
    source: str | None
    group: str | None
    sent: bool


def tell(talk: Talk, known: Known) -> Report:
    words = talk.words("words", _("What did you hear?"), at_most=60, name=_("What you heard"))
    kind = talk.choose("kind", _("What is it most like?"), Kind, labels=KINDS, name=_("Kind"))
    source = None
    if kind is Kind.RUMOUR:
        talk.show(_("Thank you for checking before you pass it on."))
        source = talk.words("source", _("Where is it going round?"), skip=_("I do not know"), name=_("Where"))
    groups = [Option(code, own_words(name)) for code, name in known.groups.items()]
    group = talk.choose("group", _("Which group is it from?"), groups, skip=_("No group"), name=_("Group"))
    shown = [
        _("You heard: {words}", words=words),
        _("Kind: {kind}", kind=KINDS[kind]),
        _("Where: {source}", source=source or "–"),
        _("It goes to {office}, for {group}.", office=known.office, group=known.groups[group] if group else "–"),
    ]
    sent = talk.confirm("send", shown, yes=_("Send"), no=_("Not yet"))
    return Report(words, kind, source, group, sent)


class Outing(NamedTuple):
    tags: tuple[Tag, ...]
    helpers: tuple[tuple[str, int | None], ...]
    day: date
    agreed: bool
    thanks: str | None


def outing(talk: Talk, known: Known) -> Outing:
    """Ticks, a loop with numbered keys and a cap, a day, a question after the confirm."""
    tags = talk.choose_many("tags", _("What is it about?"), Tag, labels=TAGS, at_least=1)
    helpers = []
    for number in range(1, 4):
        name = talk.words(f"w_helper_{number}", _("Who helps? ({number})", number=number), at_most=40)
        hours = talk.number(f"n_hours_{number}", _("How many hours?"), least=1, most=24, skip=_("Not sure"))
        helpers.append((name, hours))
        if talk.choose(f"more_{number}", _("Anybody else?"), Kind, labels=KINDS) is not Kind.QUESTION:
            break
    day = talk.day("d_day", _("When?"), offered=[known.today + timedelta(days=7)], not_before=known.today)
    shown = [_("{n} helpers on {day}, at {office}.", n=len(helpers), day=day, office=known.office), *map(own, helpers)]
    agreed = talk.confirm("agree", shown)
    thanks = talk.words("w_thanks", _("Anything to add?"), skip=_("No")) if agreed and Tag.HEALTH in tags else None
    return Outing(tags, tuple(helpers), day, agreed, thanks)


def own(helper: tuple[str, int | None]) -> Text:
    return _("{name}: {hours}", name=helper[0], hours=helper[1] or 0)


class Visit(NamedTuple):
    area: str
    group: str
    place: Place | None
    voice: Media | None


def visit(talk: Talk, known: Any) -> Visit:
    """The options of the second question depend on the first; then a place and a voice note."""
    area = talk.choose("area", _("Which area?"), [Option("n", own_words("North")), Option("s", own_words("South"))])
    names = {"n": ["Elm Road", "Oak Road"], "s": ["Hill Street", "Lake Street"]}[area]
    streets = [Option(str(number), own_words(name)) for number, name in enumerate(names)]
    group = talk.choose("street", _("Which street?"), streets)
    place = talk.place("place", _("Where shall we meet?"), skip=_("We will see"))
    voice = talk.media("voice", _("Record a greeting."), kinds=("voice",), skip=_("No, thanks"))
    return Visit(area, names[int(group)], place, voice)


def flow(function: Any = tell, name: str = "tell") -> Flow:
    return Flow(
        name,
        function,
        title=_("telling what you heard"),
        expires_after=timedelta(days=3),
        remind_after=timedelta(days=1),
    )
