"""One of the team says whom a trusted message is for: by what groups are, by name, with a look at who that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from bot import labels
from bot.language import Code, Text, _, n_, own_words, p_
from bot.talk import Option, Talk
from bot.words import EventKind

TRIES, LOOKS, FINDS = 5, 12, 6
NAME_AT_MOST = 80
Named = Sequence[tuple[str, Text]]
Chosen = dict[str, Any]


class Way(StrEnum):
    """By what groups and people are chosen. The codes are the keys of an audience."""

    COMMUNITIES = "communities"
    AREAS = "areas"
    LANGUAGES = "languages"
    RAISED = "raised"
    EVENTS = "events"
    GROUPS = "groups"
    CHAMPIONS = "champions"
    ALL = "all"


WAYS: dict[Way, Text] = {
    Way.COMMUNITIES: p_("button", "By community"),
    Way.AREAS: p_("button", "By area"),
    Way.LANGUAGES: p_("button", "By language"),
    Way.RAISED: p_("button", "Who raised a matter"),
    Way.EVENTS: p_("button", "Who reported an event"),
    Way.GROUPS: p_("button", "Groups by name"),
    Way.CHAMPIONS: p_("button", "Champions"),
    Way.ALL: p_("button", "All groups"),
}
NARROWING = (Way.COMMUNITIES, Way.AREAS, Way.LANGUAGES, Way.RAISED, Way.EVENTS)


class Match(StrEnum):
    """Whether one of several things is enough."""

    ANY = "any"
    ALL = "all"


MATCHES: dict[Match, Text] = {
    Match.ANY: p_("button", "One of these is enough"),
    Match.ALL: p_("button", "All of it must fit"),
}


class Who(StrEnum):
    """Which champions."""

    OF_GROUPS = "of_groups"
    NAMED = "named"
    ALL = "all"


WHO: dict[Who, Text] = {
    Who.OF_GROUPS: p_("button", "Those of the chosen groups"),
    Who.NAMED: p_("button", "I choose them"),
    Who.ALL: p_("button", "All champions"),
}


class Then(StrEnum):
    """What comes after a no to who it is."""

    NAMES = "names"
    AGAIN = "again"
    DROP = "drop"


THEN: dict[Then, Text] = {
    Then.NAMES: p_("button", "Show me who that is"),
    Then.AGAIN: p_("button", "Choose again"),
    Then.DROP: p_("button", "Leave it as it was"),
}


class Counted(NamedTuple):
    """Who an audience is: how many copies and groups, champions who are in a chosen group, and all of it in words.

    `names`: some of them, from a place on, and whether there are more.
    """

    copies: int
    groups: int
    all_groups: int
    is_wide: bool
    told_in_group: int
    lines: Sequence[Text]
    names: Callable[[int], tuple[Sequence[Text], bool]]


class Choosable(NamedTuple):
    """What there is to choose from, and who an audience is."""

    reference: str
    options: Mapping[Way, Named]
    find: Callable[[str], Named]
    counted: Callable[[Mapping[str, Any]], Counted]


def audience(talk: Talk, known: Choosable) -> Chosen | None:
    """Whom it is for; nothing where it stays as it was."""
    for attempt in range(1, TRIES + 1):
        chosen = talk.part(f"a{attempt}", _chosen, known)
        counted = known.counted(chosen)
        if not counted.copies:
            talk.show(_("Nobody is in that: 0 groups and 0 people. Please choose again."))
            continue
        if counted.is_wide and not _is_meant(talk, attempt, counted):
            continue
        then = _looked(talk, attempt, counted)
        if then is None:
            return chosen
        if then is Then.DROP:
            return None
    talk.show(_("Let us leave it there. It stays as it was."))
    return None


def _chosen(talk: Talk, known: Choosable) -> Chosen:
    offered = {way: label for way, label in WAYS.items() if way not in NARROWING or known.options.get(way)}
    question = _("Who is {reference} for? Tick all that you want to choose by.", reference=Code(known.reference))
    ways = talk.choose_many("ways", question, Way, labels=offered, at_least=1, name=_("Chosen by"))
    chosen: Chosen = {}
    narrow = [way for way in NARROWING if way in ways and Way.ALL not in ways]
    for way in narrow:
        chosen[way.value] = _ticked(talk, way, known.options[way])
    if len(narrow) > 1:
        asked = _("Is one of these enough, or must all of it fit?")
        chosen["match"] = talk.choose("match", asked, Match, labels=MATCHES).value
    if Way.ALL in ways:
        chosen["all"] = True
    elif Way.GROUPS in ways:
        chosen["groups"] = _groups(talk, known)
    if Way.CHAMPIONS in ways:
        chosen |= _champions(talk, known, has_groups=len(ways) > 1)
        if known.counted(chosen).told_in_group:
            chosen["private_too"] = _is_private_too(talk, known.counted(chosen).told_in_group)
    return chosen


QUESTIONS: dict[Way, Text] = {
    Way.COMMUNITIES: _("Which communities?"),
    Way.AREAS: _("Which areas?"),
    Way.LANGUAGES: _("Groups that read which languages?"),
    Way.RAISED: _("Who raised which matter?"),
    Way.EVENTS: _("Groups that reported which sort of event?"),
}


def _ticked(talk: Talk, way: Way, named: Named) -> list[Any]:
    options = [Option(code, label) for code, label in named]
    ticked = talk.choose_many(way.value, QUESTIONS[way], options, at_least=1)
    return [int(one) for one in ticked] if way is Way.RAISED else list(ticked)


def _groups(talk: Talk, known: Choosable) -> list[int]:
    """All groups, by pages, where they are few enough; else those with some words in their names."""
    if offered := known.options.get(Way.GROUPS):
        options = [Option(code, label) for code, label in offered]
        return [int(code) for code in talk.choose_many("groups", WHICH_GROUPS, options, at_least=1)]
    found: dict[str, None] = {}
    for at in range(1, FINDS + 1):
        question = A_NAME if at == 1 else ANOTHER_NAME
        skip = None if at == 1 else p_("button", "That is all")
        words = talk.words(f"name_{at}", question, at_most=NAME_AT_MOST, skip=skip) if skip else talk.words(
            f"name_{at}", question, at_most=NAME_AT_MOST
        )  # fmt: skip
        if words is None:
            break
        named = known.find(words)
        if not named:
            talk.show(_("No group has that in its name."))
            continue
        options = [Option(code, label) for code, label in named]
        found |= dict.fromkeys(talk.choose_many(f"groups_{at}", WHICH_GROUPS, options))
    return [int(code) for code in found]


WHICH_GROUPS = _("Which of these groups?")
A_NAME = _("Write a part of a group's name; of several with a comma between them.")
ANOTHER_NAME = _("Write a part of other groups' names.")


def _champions(talk: Talk, known: Choosable, *, has_groups: bool) -> Chosen:
    labels_of: dict[Who, Text] = (
        WHO if has_groups else {who: label for who, label in WHO.items() if who is not Who.OF_GROUPS}
    )
    who = talk.choose("who", _("Which champions have it in private?"), Who, labels=labels_of)
    if who is not Who.NAMED:
        return {"champions": who.value}
    options = [Option(code, label) for code, label in known.options.get(Way.CHAMPIONS, ())]
    if not options:
        talk.show(_("There is no champion yet."))
        return {}
    ticked = talk.choose_many("champions", _("Which champions?"), options, at_least=1)
    return {"champions": [int(code) for code in ticked]}


def _is_private_too(talk: Talk, number: int) -> bool:
    text = n_(
        "{n} of these champions is in a chosen group and hears it there. Shall they have it in private too?",
        "{n} of these champions are in a chosen group and hear it there. Shall they have it in private too?",
        number,
    )
    once = p_("button", "In the group is enough")
    return talk.confirm("private_too", [text], yes=p_("button", "In private too"), no=once)


def _is_meant(talk: Talk, attempt: int, counted: Counted) -> bool:
    text = _(
        "That is {groups} of all {all} groups. Is it really for so many?",
        groups=counted.groups,
        all=counted.all_groups,
    )
    yes = p_("button", "Yes, for {n} groups", n=counted.groups)
    return talk.confirm(f"wide_{attempt}", [text], yes=yes, no=p_("button", "No, choose again"))


def _looked(talk: Talk, attempt: int, counted: Counted) -> Then | None:
    """What is wanted instead; nothing where it is for these."""
    start = 0
    for look in range(1, LOOKS + 1):
        if talk.confirm(f"take_{attempt}_{look}", counted.lines, yes=p_("button", "For these"), no=OTHER):
            return None
        then = talk.choose(f"then_{attempt}_{look}", _("What would you like?"), Then, labels=THEN)
        if then is not Then.NAMES:
            return then
        names, is_more = counted.names(start)
        for name in names:
            talk.show(name)
        start = start + len(names) if is_more else 0
    return Then.DROP


OTHER = p_("button", "See who, or choose again")
KINDS: Named = [(kind.value, labels.EVENTS[kind]) for kind in EventKind]


def own(names: Sequence[str]) -> Named:
    """People's own words as options."""
    return [(name, own_words(name)) for name in names]
