"""Staff ask groups a question: what was said already, its words and answers, what is open, until when, who reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from bot.flows import audience as audience_flow
from bot.flows.audience import Choosable, Named
from bot.flows.trusted import Hints, _nothing
from bot.language import Code, Text, _, own_words, p_
from bot.talk import Option, Talk

TITLE_AT_MOST, QUESTION_AT_MOST, PART_AT_MOST, LABEL_AT_MOST = 80, 250, 200, 30
FEWEST, MOST, TRIES = 2, 6, 12
TWO_WEEKS, THREE_WEEKS, A_MONTH, HALF_A_YEAR = (timedelta(days=days) for days in (14, 21, 28, 180))
A_DAY, A_QUARTER = timedelta(days=1), timedelta(days=90)


class Then(StrEnum):
    """What comes after what was said already."""

    ASK = "ask"
    STOP = "stop"


THEN: dict[Then, Text] = {
    Then.ASK: p_("button", "I still want to ask"),
    Then.STOP: p_("button", "They have said it already"),
}


class Wording(NamedTuple):
    """What a question says. Nothing decided has no `decided`."""

    question: str
    choices: tuple[str, ...]
    still_open: str
    decided: str | None
    decided_why: str | None
    can_change: str
    last_day: date
    result_by: date


class Question(NamedTuple):
    """A question to groups as it was written: what about, to whom, in which words, and who reads it first."""

    title: str
    audience: Mapping[str, Any]
    wording: Wording
    reader: int


class Asking(NamedTuple):
    """Today, whom one can ask, what they have said already, and how a question will be read."""

    today: date
    choosable: Choosable
    champions: Named
    heard: Callable[[str, Mapping[str, Any]], Sequence[Text]]
    hints: Hints = _nothing
    as_read: Callable[[Wording], Sequence[Text]] | None = None


class Part(StrEnum):
    """What of a question is changed."""

    QUESTION = "question"
    CHOICES = "choices"
    OPEN = "open"
    DECIDED = "decided"
    CHANGE = "change"
    DAYS = "days"


PARTS: dict[Part, Text] = {
    Part.QUESTION: p_("button", "The question"),
    Part.CHOICES: p_("button", "The answers to tap"),
    Part.OPEN: p_("button", "What is still open"),
    Part.DECIDED: p_("button", "What is decided"),
    Part.CHANGE: p_("button", "What an answer can change"),
    Part.DAYS: p_("button", "The days"),
}


class Changing(NamedTuple):
    """A question as it stands, to be changed."""

    reference: str
    today: date
    now: Wording
    hints: Hints = _nothing
    as_read: Callable[[Wording], Sequence[Text]] | None = None


def consult(talk: Talk, known: Asking) -> Question | None:
    """A question as it was written; nothing where it was thought better of."""
    title = talk.words(
        "title",
        _("What do you want to ask about, in a few words? Only the team sees this."),
        at_most=TITLE_AT_MOST,
        name=_("The title"),
    )
    whom = talk.part("whom", audience_flow.audience, known.choosable._replace(reference=title))
    if whom is None:
        return None
    talk.show(_("This is what they have said on it, and what was asked before:"))
    for line in known.heard(title, whom):
        talk.show(line)
    then = talk.choose("then", _("Is there still something to ask?"), Then, labels=THEN, name=_("Ask them"))
    if then is Then.STOP:
        return None
    if not known.champions:
        talk.show(_("There is no champion yet who could read it first. Please invite one: /invite"))
        return None
    wording = _wording(talk, known)
    champions = [Option(code, label) for code, label in known.champions]
    asked = _("Which champion reads it first? It cannot go out before they find it clear.")
    reader = int(talk.choose("reader", asked, champions, name=_("Reads it first")))
    made = Question(title, whom, wording, reader)
    return made if _is_kept(talk, known.as_read, wording) else None


def change(talk: Talk, known: Changing) -> Wording | None:
    """A question with one part changed; nothing where it was thought better of."""
    talk.show(_("Any change undoes what was asked for and approved. The champion reads it again."))
    question = _("{reference}: what do you want to change?", reference=Code(known.reference))
    part = talk.choose("part", question, Part, labels=PARTS, name=_("What"))
    now = known.now
    if part is Part.QUESTION:
        wording = now._replace(question=_question(talk, known.hints))
    elif part is Part.CHOICES:
        wording = now._replace(choices=_choices(talk))
    elif part is Part.OPEN:
        wording = now._replace(still_open=_open(talk))
    elif part is Part.DECIDED:
        decided, why = _decided(talk)
        wording = now._replace(decided=decided, decided_why=why)
    elif part is Part.CHANGE:
        wording = now._replace(can_change=_can_change(talk))
    else:
        last, news = _days(talk, known.today)
        wording = now._replace(last_day=last, result_by=news)
    return wording if _is_kept(talk, known.as_read, wording) else None


def another_reader(talk: Talk, known: Named) -> int:
    """The champion who reads it first instead."""
    options = [Option(code, label) for code, label in known]
    return int(talk.choose("reader", _("Which champion reads it first?"), options))


def _wording(talk: Talk, known: Asking) -> Wording:
    question = _question(talk, known.hints)
    choices = _choices(talk)
    still_open = _open(talk)
    decided, why = _decided(talk)
    can_change = _can_change(talk)
    last, news = _days(talk, known.today)
    return Wording(question, choices, still_open, decided, why, can_change, last, news)


def _question(talk: Talk, hints: Hints) -> str:
    asked = _("What do you ask them? One question, in plain English.")
    question = talk.words("question", asked, at_most=QUESTION_AT_MOST, name=_("The question"))
    for hint in hints(question, "en"):
        talk.show(hint)
    return question


def _choices(talk: Talk) -> tuple[str, ...]:
    """Answers that can be tapped: none, or two to six."""
    found: dict[str, None] = {}
    for at in range(1, TRIES + 1):
        if len(found) == MOST:
            break
        if not found:
            asked = _(
                "Write the first answer that people can tap, at most 30 letters. They can always answer in words."
            )
            label = talk.words(f"choice_{at}", asked, at_most=LABEL_AT_MOST, skip=p_("button", "Only in words"))
        elif len(found) < FEWEST:
            label = talk.words(f"choice_{at}", _("Write another answer to tap."), at_most=LABEL_AT_MOST)
        else:
            skip = p_("button", "That is all")
            label = talk.words(f"choice_{at}", _("Write another answer to tap."), at_most=LABEL_AT_MOST, skip=skip)
        if label is None:
            break
        label = " ".join(label.split())
        if label in found:
            talk.show(_("That answer is there already."))
        found[label] = None
    return tuple(found) if len(found) >= FEWEST else ()


def _open(talk: Talk) -> str:
    asked = _("What is still open? People read this.")
    return talk.words("open", asked, at_most=PART_AT_MOST, name=_("Still open"))


def _decided(talk: Talk) -> tuple[str | None, str | None]:
    asked = _("What is decided already, and cannot be changed any more? People read this.")
    nothing = p_("button", "Nothing is decided yet")
    decided = talk.words("decided", asked, at_most=PART_AT_MOST, skip=nothing, name=_("Decided"))
    if decided is None:
        return None, None
    return decided, talk.words("why", _("Why is that decided? People read this."), at_most=PART_AT_MOST, name=_("Why"))


def _can_change(talk: Talk) -> str:
    asked = _("What can an answer change? People read this.")
    return talk.words("change", asked, at_most=PART_AT_MOST, name=_("Can change"))


def _days(talk: Talk, today: date) -> tuple[date, date]:
    last = talk.day(
        "last",
        _("Which is the last day to answer? It is translated, read and approved first. Then people need 14 days."),
        offered=[today + THREE_WEEKS, today + A_MONTH],
        not_before=today + TWO_WEEKS,
        not_after=today + HALF_A_YEAR,
        name=_("Last day"),
    )
    news = talk.day(
        "news",
        _("By which day do they hear what came of it? People read this, and you owe it to them."),
        offered=[last + TWO_WEEKS, last + A_MONTH],
        not_before=last + A_DAY,
        not_after=last + A_QUARTER,
        name=_("Hear by"),
    )
    return last, news


def _is_kept(talk: Talk, as_read: Callable[[Wording], Sequence[Text]] | None, wording: Wording) -> bool:
    read = as_read(wording) if as_read is not None else [own_words(wording.question)]
    first = _(
        "Nothing goes out before a champion has read it and another person approves it. This is how it will be read:"
    )
    yes, no = p_("button", "Keep it as a draft"), p_("button", "Do not keep it")
    return talk.confirm("keep", [first, *read], yes=yes, no=no)
