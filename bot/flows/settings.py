"""Settings: each is one short question."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.flows import quiet_hours as hours
from bot.flows import rhythm
from bot.flows.language import which_languages
from bot.flows.rhythm import Rhythm
from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk

NO = p_("button", "No")
YES = p_("button", "Yes")
MOST_ASKS = 5


class Reads(NamedTuple):
    """The languages that somebody may also read: all that are offered but their own."""

    languages: Sequence[tuple[str, str]]


class Named(NamedTuple):
    """The groups that somebody belongs to: number and name."""

    groups: Sequence[tuple[int, str]]


class Nothing(NamedTuple):
    """A question that needs to know nothing."""


class Pause(StrEnum):
    """How long somebody wants to hear nothing, in days."""

    A_WEEK = "7"
    TWO_WEEKS = "14"
    A_MONTH = "30"
    FOR_NOW = "0"


PAUSES: dict[Pause, Text] = {
    Pause.A_WEEK: p_("button", "For a week"),
    Pause.TWO_WEEKS: p_("button", "For two weeks"),
    Pause.A_MONTH: p_("button", "For a month"),
    Pause.FOR_NOW: p_("button", "Until I come back"),
}


def also_reads(talk: Talk, known: Reads) -> tuple[str, ...]:
    """The codes of the languages that can be read too."""
    question = _(
        "Which other languages can you read? When an answer is not there yet in your language, "
        "I can then give it to you at once in one of these."
    )
    return which_languages(talk, "reads", known.languages, question)


def easy_read(talk: Talk, known: Nothing) -> bool:
    """Whether short, easy words are wanted."""
    question = _(
        "Do you want an easy-read version, with short sentences and easy words? "
        "You get it as soon as the team writes one."
    )
    return talk.confirm("easy", [question], yes=YES, no=NO)


def voice(talk: Talk, known: Nothing) -> bool:
    """Whether things should be read out."""
    question = _("Do you want messages read out, as a voice note? You get one as soon as the team makes one.")
    return talk.confirm("voice", [question], yes=YES, no=NO)


def how_often(talk: Talk, known: Nothing) -> Rhythm:
    """How often, and when."""
    question = _(
        "How often do you want to hear about what you told? Answers and changes always come at once. "
        "The rest can come together, in one message."
    )
    return rhythm.ask(talk, "often", question, rhythm.OFTEN)


def quiet_hours(talk: Talk, known: Nothing) -> tuple[int, int] | None:
    """From and to, in minutes after midnight; nothing for no quiet hours."""
    question = _("When should I be quiet? What comes in that time waits until it is over. I still answer you.")
    return hours.ask(talk, question)


def asks(talk: Talk, known: Nothing) -> int:
    """How many things a week may be asked."""
    question = _(
        "The team sometimes asks champions for something, for instance more about what they told. "
        "How many times a week may they ask you? You can always say no, without a reason."
    )
    offered = [Option(str(count), p_("button", "{number} a week", number=count)) for count in range(1, MOST_ASKS + 1)]
    return int(talk.choose("asks", question, [Option("0", p_("button", "Please do not ask me")), *offered]))


def groups(talk: Talk, known: Named) -> int | None:
    """The number of a group to leave; nothing where it was thought better of."""
    offered = [Option(str(number), own_words(name)) for number, name in known.groups]
    question = _("These are your groups. Tap one if you want to leave it.")
    chosen = talk.choose("group", question, offered, skip=p_("button", "Stay in all"), name=_("Which group"))
    if chosen is None:
        return None
    name = dict(known.groups)[int(chosen)]
    leaves = [_("Leave “{group}”? What you told stays. You can be brought back by a new link.", group=name)]
    return int(chosen) if talk.confirm("leave", leaves, yes=p_("button", "Leave it"), no=p_("button", "Stay")) else None


def name(talk: Talk, known: Nothing) -> str:
    """The name to be known by; empty for none."""
    question = _(
        "What may the team call you? They see this name only with things where you say so. "
        "Without a name, what you tell stays without one."
    )
    return talk.words("name", question, at_most=40, skip=p_("button", "No name, please")) or ""


def pause(talk: Talk, known: Nothing) -> int | None:
    """For how many days; nothing for until they come back."""
    question = _(
        "How long do you want a pause? I still answer you, and urgent words still come. "
        "The rest waits, and nothing of it is lost. You can come back at any time: write /settings."
    )
    chosen = talk.choose("pause", question, Pause, labels=PAUSES)
    return None if chosen is Pause.FOR_NOW else int(chosen)
