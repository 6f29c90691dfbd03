"""Bringing a programme to its end: what is said of it, who takes over what is owed, and calling it off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from bot.flows import translate
from bot.flows.language import which_language
from bot.flows.translate import Task
from bot.language import Text, _, n_, own_words, p_
from bot.talk import Talk

AT_MOST, NAME_AT_MOST, REACH_AT_MOST = 900, 100, 200
EARLY, A_DAY, IN_A_YEAR = timedelta(days=28), timedelta(days=1), timedelta(days=366)
WHY, LEARNED, CHANGED, THANKS = "closing_why", "closing_learned", "closing_changed", "closing_thanks"
TAKE_THESE = p_("button", "Take these words")


class Keep(StrEnum):
    """For how many days people can still have or erase what is kept of them."""

    FOUR_WEEKS = "28"
    EIGHT_WEEKS = "56"
    THREE_MONTHS = "91"


KEEPS = {keep: n_("{n} day", "{n} days", int(keep)) for keep in Keep}


class Ending(NamedTuple):
    """An ending as it was written. `texts`: by what each is of, in English."""

    last_day: date
    short_notice: str | None
    texts: Mapping[str, str]
    turn_to: str
    keep_days: int


class Writer(NamedTuple):
    """What is known before it is written: today, what the records show of what changed, and how it will be read."""

    today: date
    drafted: str
    as_read: Callable[[Ending], Sequence[Text]]


class Taken(NamedTuple):
    """Who takes something over: a person or body, how to reach them, and by when people hear."""

    name: str
    reach: str
    hear_by: date


class Owed(NamedTuple):
    """What somebody is to take over, the last day, and how those who wait will read it; who has it `now`."""

    what: Text
    last_day: date
    as_read: Callable[[Taken], Text]
    now: str | None = None


class Missing(NamedTuple):
    """The languages in which the words are not there yet (code, name), and the texts to be put into one."""

    languages: Sequence[tuple[str, str]]
    texts: Sequence[tuple[str, str]]


class Put(NamedTuple):
    """The texts in one more language."""

    language: str
    texts: Mapping[str, str]


class Told(NamedTuple):
    """What people hear if it is called off; nothing where nobody was told that it ends."""

    text: Text | None


def write(talk: Talk, known: Writer) -> Ending | None:
    """The last day and the words; nothing where it was thought better of."""
    last_day = talk.day(
        "last_day",
        _("This ends the whole programme, for everybody. Which day is the last one? Give people four weeks or more."),
        offered=[known.today + EARLY, known.today + 2 * EARLY, known.today + 3 * EARLY],
        not_before=known.today + A_DAY,
        not_after=known.today + 2 * IN_A_YEAR,
        name=_("The last day"),
    )
    sooner = None
    if last_day < known.today + EARLY:
        sooner = talk.words("sooner", _("Why so soon? This is for the record."), at_most=AT_MOST, name=_("Why so soon"))
    texts = {
        WHY: talk.words("why", _("Why does it end? Everybody reads this."), at_most=AT_MOST, name=_("Why it ends")),
        LEARNED: talk.words(
            "learned", _("What did you learn from what people told?"), at_most=AT_MOST, name=_("What was learned")
        ),
        CHANGED: _changed(talk, known),
        THANKS: talk.words("thanks", _("And how do you thank people?"), at_most=AT_MOST, name=_("Thanks")),
    }
    turn_to = talk.words(
        "turn_to",
        _("Whom can people turn to afterwards? A person or a body, and how to reach them."),
        at_most=REACH_AT_MOST,
        name=_("Whom to turn to"),
    )
    question = _("How long after the last day can people still have or erase what is kept of them?")
    keep = talk.choose("keep", question, Keep, labels=KEEPS, name=_("How long"))
    ending = Ending(last_day, sooner, texts, turn_to, int(keep))
    shown = [
        _("This is what people will read. Nobody reads it before a second person has confirmed it."),
        *known.as_read(ending),
    ]
    sure = talk.confirm("keep_it", shown, yes=p_("button", "Keep it"), no=p_("button", "No, do not do it"))
    return ending if sure else None


def answers(ending: Ending) -> dict[str, Any]:
    """An ending as answers to the questions it was made by, so that it can be changed."""
    return {
        "last_day": ending.last_day.isoformat(),
        "sooner": ending.short_notice,
        "why": ending.texts.get(WHY),
        "learned": ending.texts.get(LEARNED),
        "changed": ending.texts.get(CHANGED),
        "thanks": ending.texts.get(THANKS),
        "turn_to": ending.turn_to,
        "keep": str(ending.keep_days),
    }


def take_over(talk: Talk, known: Owed) -> Taken | None:
    """Who takes something over; nothing where it was thought better of."""
    name = talk.words(
        "name",
        _("Who takes this over: {what}? A named person or body.", what=known.what),
        at_most=NAME_AT_MOST,
        name=_("Who takes it over"),
    )
    reach = talk.words(
        "reach", _("How can people reach {name}?", name=name), at_most=REACH_AT_MOST, name=_("How to reach them")
    )
    hear_by = talk.day(
        "hear_by",
        _("By when will those who wait hear from {name}?", name=name),
        offered=[known.last_day + EARLY, known.last_day + 2 * EARLY],
        not_before=known.last_day,
        not_after=known.last_day + IN_A_YEAR,
        name=_("By when they hear"),
    )
    taken = Taken(name, reach, hear_by)
    before = [_("Until now it went to {whom}.", whom=own_words(known.now))] if known.now else []
    shown = [*before, _("Those who wait will read:"), known.as_read(taken)]
    sure = talk.confirm("yes", shown, yes=p_("button", "Yes, note it"), no=p_("button", "No, do not do it"))
    return taken if sure else None


def words(talk: Talk, known: Missing) -> Put | None:
    """The texts in one more language; nothing where it was thought better of."""
    names = dict(known.languages)
    language = known.languages[0][0]
    if len(known.languages) > 1:
        language = which_language(talk, known.languages, _("In which language?"))
    written = talk.part(language, translate.translate, Task(names[language], known.texts))
    return Put(language, written) if written is not None else None


def call_off(talk: Talk, known: Told) -> bool:
    """Whether the programme goes on after all."""
    if known.text is None:
        shown = [_("Nobody was told. What was written is laid aside.")]
    else:
        shown = [_("Everybody who was told reads this:"), known.text]
    return talk.confirm("yes", shown, yes=p_("button", "Yes, it goes on"), no=p_("button", "No, leave it as it is"))


def _changed(talk: Talk, known: Writer) -> str:
    talk.show(_("What the records show of what changed:\n{drafted}", drafted=known.drafted))
    question = _("What changed, and what did not? Say it in your own words, or take these.")
    return talk.words("changed", question, at_most=AT_MOST, skip=TAKE_THESE, name=_("What changed")) or known.drafted
