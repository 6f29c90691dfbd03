"""A group's host chooses how the bot speaks there: name, communities, languages, how often, quiet hours."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.flows import quiet_hours, rhythm
from bot.flows.language import which_language, which_languages
from bot.flows.rhythm import OF_GROUPS, Rhythm
from bot.language import Text, Weekday, _, n_, own_words, p_
from bot.talk import Option, Talk

LEAVE_OUT = p_("button", "Leave it out")
KEEP = p_("button", "Keep it as it is")
HOW_OFTEN = _(
    "How often shall I bring news, as long as the group still waits for an answer? "
    "Answers and changes come at once. The rest comes together, in one message."
)


class What(StrEnum):
    """What can be chosen."""

    ALL = "all"
    NAME = "name"
    COMMUNITIES = "communities"
    LANGUAGES = "languages"
    RHYTHM = "rhythm"
    QUIET = "quiet"
    AWAY = "away"


EVERYWHERE = {
    What.ALL: p_("button", "All of it, step by step"),
    What.NAME: p_("button", "The name"),
    What.COMMUNITIES: p_("button", "Who the group is"),
    What.LANGUAGES: p_("button", "Languages"),
    What.RHYTHM: p_("button", "How often"),
}
IN_A_CHAT = {
    **EVERYWHERE,
    What.QUIET: p_("button", "Quiet hours"),
    What.AWAY: p_("button", "Send me away"),
}


class Chosen(NamedTuple):
    """How the group is spoken to. `quiet`: from and to, in minutes after midnight; nothing where none are quiet.

    `weekday`, `minute`: when news comes that can wait; 0 is Monday.
    """

    name: str
    communities: tuple[str, ...]
    language: str
    also_reads: tuple[str, ...]
    rhythm_days: int
    quiet: tuple[int, int] | None
    weekday: int = 3
    minute: int = 17 * 60


class Hosted(NamedTuple):
    """What is known of the group: how it is spoken to now, the languages offered, its own communities."""

    now: Chosen
    languages: Sequence[tuple[str, str]]
    communities: Sequence[str]
    has_chat: bool


def group_settings(talk: Talk, known: Hosted) -> Chosen | None:
    """One thing, or all step by step. Nothing where the bot is to go out of the group."""
    for line in _now(known):
        talk.show(line)
    what = talk.choose(
        "what",
        _("What do you want to choose?"),
        What,
        labels=IN_A_CHAT if known.has_chat else EVERYWHERE,
        name=_("What to choose"),
    )
    if what is What.AWAY:
        return None if _is_sure(talk, known) else known.now
    chosen = known.now
    if what in (What.ALL, What.NAME):
        chosen = chosen._replace(name=_name(talk, chosen))
    if what in (What.ALL, What.COMMUNITIES):
        chosen = chosen._replace(communities=communities(talk, known.communities))
    if what in (What.ALL, What.LANGUAGES):
        chosen = _in_languages(talk, known, chosen)
    if what is What.RHYTHM:
        chosen = _with_rhythm(chosen, rhythm.ask(talk, "rhythm", HOW_OFTEN, OF_GROUPS))
    if what is What.ALL:
        chosen = _with_rhythm(chosen, Rhythm(rhythm.how_often(talk, "rhythm", HOW_OFTEN, OF_GROUPS)))
    if known.has_chat and what in (What.ALL, What.QUIET):
        quiet = _("When shall I be quiet there? What can wait comes afterwards.")
        chosen = chosen._replace(quiet=quiet_hours.ask(talk, quiet))
    return chosen


def communities(talk: Talk, named: Sequence[str]) -> tuple[str, ...]:
    """Who the group is, in its own words: ticked among those named before, and written anew."""
    ticked: tuple[str, ...] = ()
    if named:
        offered = [Option(name, own_words(name)) for name in named]
        question = _("Who is in this group? Tick all that fit. You can add your own words next.")
        ticked = talk.choose_many("communities", question, offered, name=_("Who the group is"))
    more = talk.words(
        "own_communities",
        _(
            "Who is in this group, in your own words? Put a comma between several. "
            "For instance: Somali mothers, Mare Street"
        ),
        at_most=300,
        skip=LEAVE_OUT,
        name=_("In your own words"),
    )
    written = (part.strip() for part in (more or "").replace("،", ",").split(","))
    return tuple(dict.fromkeys((*ticked, *filter(None, written))))


def _now(known: Hosted) -> list[Text]:
    now, names = known.now, dict(known.languages)
    who = {"group": now.name, "language": names.get(now.language, now.language)}
    if not now.rhythm_days:
        return [_("“{group}”: I speak {language} there. News comes when something changes.", **who)]
    days = n_("{n} day", "{n} days", now.rhythm_days)
    return [
        _(
            "“{group}”: I speak {language} there. News comes at least every {days} while something is open.",
            days=days,
            **who,
        ),
        _(
            "What can wait comes together, on {weekday} at {clock}.",
            weekday=Weekday(now.weekday),
            clock=rhythm.clock(now.minute),
        ),
    ]


def _is_sure(talk: Talk, known: Hosted) -> bool:
    shown = [
        _("Shall I leave “{group}”? I say goodbye there, and can be added again.", group=known.now.name),
        _("The team sees what the group is still owed, and finds another way."),
    ]
    return talk.confirm("away", shown, yes=p_("button", "Yes, leave"), no=p_("button", "No, stay"))


def _name(talk: Talk, chosen: Chosen) -> str:
    question = _("What do you call this group? Now it is “{name}”.", name=chosen.name)
    return talk.words("name", question, at_most=80, skip=KEEP, name=_("Name of the group")) or chosen.name


def _in_languages(talk: Talk, known: Hosted, chosen: Chosen) -> Chosen:
    language = which_language(talk, known.languages, _("Which language do I speak there?"))
    others = [(code, name) for code, name in known.languages if code != language]
    if not others:
        return chosen._replace(language=language, also_reads=())
    question = _("Which other languages does the group read? Then news need not wait for a translation.")
    also = which_languages(talk, "also", others, question, _("Other languages"))
    return chosen._replace(language=language, also_reads=also)


def _with_rhythm(chosen: Chosen, then: Rhythm) -> Chosen:
    """Where no day was asked for, it stays the one that it was."""
    weekday = chosen.weekday if then.weekday is None else then.weekday
    minute = chosen.minute if then.minute is None else then.minute
    return chosen._replace(rhythm_days=then.days or 0, weekday=weekday, minute=minute)
