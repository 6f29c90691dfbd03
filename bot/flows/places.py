"""Places that help: finding one, saying that something about it is wrong, and writing it down at the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot import labels
from bot.flows.language import which_languages
from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import Need

SHORT, LONG = 120, 400
A_DAY, IN_A_QUARTER, IN_HALF_A_YEAR, IN_A_YEAR = (timedelta(days=days) for days in (1, 91, 182, 366))
ANY_LANGUAGE = p_("button", "Any language")
LEAVE_OUT = p_("button", "Leave it out")
Named = Sequence[tuple[str, str]]


class Asked(NamedTuple):
    """The languages that are spoken at some place: code and name."""

    languages: Named


class Wanted(NamedTuple):
    """What somebody needs, and in which language; nothing: any."""

    need: Need
    language: str | None


class About(NamedTuple):
    """The place that it is about."""

    name: str


class Facts(NamedTuple):
    """What holds about a place."""

    need: Need
    name: str
    what: str
    address: str
    hours: str
    telephone: str
    languages: tuple[str, ...]
    review_on: date


class Known(NamedTuple):
    """Today, the languages that can be ticked, and what stands there now (nothing: a new place).

    `as_read`: how people will read what is written.
    """

    today: date
    languages: Named
    now: Text | None = None
    as_read: Callable[[Facts], Sequence[Text]] | None = None


def find_place(talk: Talk, known: Asked) -> Wanted:
    """What is needed, in which language."""
    need = talk.choose("need", _("What kind of help is needed?"), Need, labels=labels.NEEDS, name=_("Help with"))
    if not known.languages:
        return Wanted(need, None)
    offered = [Option(code, own_words(name)) for code, name in known.languages]
    question = _("Which language should they speak there?")
    return Wanted(need, talk.choose("language", question, offered, skip=ANY_LANGUAGE, name=_("Language")))


def wrong_place(talk: Talk, known: About) -> str:
    """What is wrong."""
    question = _(
        "{name}: what is wrong? Say what you found, and when. Please leave out the names of people.", name=known.name
    )
    return talk.words("words", question, at_most=LONG * 2)


def write_place(talk: Talk, known: Known) -> Facts | None:
    """What holds about a place; nothing where it was thought better of."""
    if known.now is not None:
        talk.show(known.now)
    name = talk.words("name", _("What is the place called?"), at_most=SHORT, name=_("Name"))
    need = talk.choose("need", _("What does it help with?"), Need, labels=labels.NEEDS, name=_("Helps with"))
    what = talk.words("what", _("What can people do there? In plain words."), at_most=LONG, name=_("What for"))
    address = talk.words("address", _("Where is it?"), at_most=LONG, skip=LEAVE_OUT, name=_("Where"))
    hours = talk.words("hours", _("When is it open?"), at_most=LONG, name=_("Open"))
    number = talk.words(
        "telephone", _("Which telephone number does it have?"), at_most=SHORT, skip=LEAVE_OUT, name=_("Telephone")
    )
    question = _("Which languages do they speak?")
    spoken = which_languages(talk, "languages", known.languages, question, _("Languages"))
    day = talk.day(
        "review_on",
        _("By when does somebody check it again?"),
        offered=[known.today + IN_A_QUARTER, known.today + IN_HALF_A_YEAR],
        not_before=known.today + A_DAY,
        not_after=known.today + IN_A_YEAR,
        name=_("Checked again"),
    )
    facts = Facts(need, name, what, address or "", hours, number or "", spoken, day)
    read = known.as_read(facts) if known.as_read is not None else [own_words(name)]
    shown = [_("People are sent there from now on. You answer for it:"), *read]
    ready = talk.confirm("keep", shown, yes=p_("button", "Keep it"), no=p_("button", "Do not keep it"))
    return facts if ready else None


def check_place(talk: Talk, known: Known) -> date:
    """It is right as it stands: the day by which somebody checks it again."""
    if known.now is not None:
        talk.show(known.now)
    return talk.day(
        "review_on",
        _("You checked it, and it is right. By when does somebody check it again?"),
        offered=[known.today + IN_A_QUARTER, known.today + IN_HALF_A_YEAR],
        not_before=known.today + A_DAY,
        not_after=known.today + IN_A_YEAR,
        name=_("Checked again"),
    )
