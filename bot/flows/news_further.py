"""What else staff can say with news: a figure, what did not change and why, what comes next, easy words, a voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.action_words import FIGURE, FIGURES_AT_MOST, of_figure
from bot.flows.desk import LATER, SOURCE, Desk
from bot.flows.trusted import EASY_QUESTION, LEAVE_OUT, easy_words
from bot.language import Text, _, own_words, p_
from bot.talk import Media, Option, Talk
from bot.words import Further, UpdateKind

SHORT, LONG, ON_A_BUTTON = 200, 600, 30
Written = dict[str, dict[str, str]]


class Also(StrEnum):
    """What can be said beside the news itself."""

    FIGURE = "figure"
    UNCHANGED = "unchanged"
    NEXT = "next"
    EASY = "easy"
    READ_OUT = "read_out"


LABELS = {
    Also.FIGURE: p_("button", "A figure, before and now"),
    Also.UNCHANGED: p_("button", "What did not change, and why"),
    Also.NEXT: p_("button", "What comes next"),
    Also.EASY: p_("button", "Easy words"),
    Also.READ_OUT: p_("button", "A voice note"),
}
QUESTIONS = {
    Further.UNCHANGED: _("What did not change, and why?"),
    Further.NEXT: _("What comes next?"),
}
OF = {Also.UNCHANGED: Further.UNCHANGED, Also.NEXT: Further.NEXT}


def figures(talk: Talk, known: Desk, there: Mapping[str, str]) -> Written:
    """How it was and is by each measure that people were told, or why there is no figure, in the languages `there`."""
    said: Written = {}
    for number, measure in enumerate(known.measures[:FIGURES_AT_MOST], 1):
        said |= _figure(talk, known, there, number, measure)
    return said


def _figure(talk: Talk, known: Desk, there: Mapping[str, str], number: int, measure: Mapping[str, str]) -> Written:
    name, before, now, why = (of_figure(of, number) for of in FIGURE)
    question = _("People were told that they would know by this: {measure}. How was it before?")
    question = Text(question.message, {"measure": measure[SOURCE]})
    of = _("Before") if len(known.measures) == 1 else own_words(measure[SOURCE][:ON_A_BUTTON])
    was = talk.words(before, question, at_most=SHORT, skip=p_("button", "There is no figure"), name=of)
    said: Written = {}
    if was is None:
        said[why] = _in_each(talk, why, _("Why is there no figure? They read this."), known, there, SHORT)
    else:
        said[before] = {SOURCE: was, **_in_others(talk, before, known, there)}
        said[now] = _in_each(talk, now, _("And how is it now?"), known, there, SHORT)
    return {**said, name: _measure(talk, known, there, name, measure)}


def chosen(talk: Talk, kind: UpdateKind, *, has_figure: bool) -> Sequence[Also]:
    """What else there is to say; nothing has to be."""
    is_done = kind is UpdateKind.CHANGED
    out = {Also.FIGURE} if has_figure or not is_done else set()
    out |= set() if kind is not UpdateKind.NOTHING_YET else {Also.UNCHANGED}
    question = _("What else should they hear? Tick what you have. Nothing of it has to be.")
    offered = [Option(one.value, label) for one, label in LABELS.items() if one not in out]
    return [Also(one) for one in talk.choose_many("also", question, offered, name=_("What else"))]


def written(talk: Talk, known: Desk, also: Sequence[Also], there: Mapping[str, str]) -> Written:
    """The texts of what was ticked, in the languages that the news itself is there in."""
    said: Written = {}
    if Also.FIGURE in also:
        for of, question in _FIGURE.items():
            said[of] = _in_each(talk, of, question, known, there, SHORT)
    for one, of in OF.items():
        if one in also:
            said[of] = _in_each(talk, of, QUESTIONS[of], known, there, LONG)
    if Also.EASY in also:
        easy = easy_words(talk, "easy", EASY_QUESTION, known.easy_faults, LEAVE_OUT)
        if easy:
            said[Further.EASY] = {SOURCE: easy, **_in_others(talk, Further.EASY, known, there)}
    return said


def read_out(talk: Talk, known: Desk, there: Mapping[str, str]) -> dict[str, Media]:
    """The words read out by somebody of the team, in the languages that they are there in."""
    files = {}
    for code, name in [(SOURCE, _("English")), *((code, own_words(name)) for code, name in _others(known, there))]:
        prompt = _("Please read the words out in {language}, and send them as a voice note.", language=name)
        sent = talk.media(f"voice_{code}", prompt, kinds=("voice",), skip=LATER, name=_("A voice note"))
        if sent is not None:
            files[code] = sent
    return files


def goes_along(known: Desk, files: Mapping[str, Media]) -> list[Text]:
    """In which languages a voice note goes along, and to whom."""
    names = dict(known.languages)
    spoken = [own_words(names[code]) if code in names else _("English") for code in files]
    return [_("A voice note goes to groups and to those who want one, in: {languages}.", languages=spoken)] * bool(
        spoken
    )


_FIGURE = {
    Further.MEASURE: _("What shows whether it is better? For example: how many calls are answered."),
    Further.BEFORE: _("How was it before?"),
    Further.NOW: _("And how is it now?"),
}


def _measure(talk: Talk, known: Desk, there: Mapping[str, str], of: str, measure: Mapping[str, str]) -> dict[str, str]:
    """What people were told, in the words that they were told it in, or in new ones."""
    said = {SOURCE: measure[SOURCE]}
    for code, name in _others(known, there):
        said[code] = measure.get(code) or _measure_in(talk, of, measure, code, name)
    return said


def _measure_in(talk: Talk, of: str, measure: Mapping[str, str], code: str, name: str) -> str:
    talk.show(own_words(measure[SOURCE]))
    return _in_language(talk, of, code, name)


def _in_each(
    talk: Talk, of: str, question: Text, known: Desk, there: Mapping[str, str], at_most: int
) -> dict[str, str]:
    return {SOURCE: talk.words(of, question, at_most=at_most), **_in_others(talk, of, known, there)}


def _in_others(talk: Talk, of: str, known: Desk, there: Mapping[str, str]) -> dict[str, str]:
    return {code: _in_language(talk, of, code, name) for code, name in _others(known, there)}


def _in_language(talk: Talk, of: str, code: str, name: str) -> str:
    prompt = _("And the same in {language}?", language=own_words(name))
    return talk.words(f"{of}_{code}", prompt, at_most=LONG, name=own_words(name))


def _others(known: Desk, there: Mapping[str, str]) -> list[tuple[str, str]]:
    """The other languages that the news itself is there in: only there can the rest be read at once."""
    return [(code, name) for code, name in known.languages if code != SOURCE and code in there]
