"""How it reads to those who were asked, what all of them said, and what the team does about it."""

from __future__ import annotations

from bot import labels
from bot.asked_words import Feeling
from bot.language import Text, _, own_words
from bot.language_names import english_name
from bot.loop import feeling_heard, people
from bot.loop.about_me import LEAST
from bot.loop.feeling_heard import HEARD, QUESTIONS, Cells, Result
from bot.loop.hiding import FEW, NOT_SHOWN, Cell
from bot.store.feeling import FeelingRound
from bot.store.people import Person
from bot.store.session import Work

SOURCE = "en"
TOO_FEW = _("I do not show the numbers. They are so small that somebody could guess who said what.")
NOT_YET = _("The team has not said yet what it does about this. I have reminded it.")


def summary(found: Result) -> list[Text]:
    """What all of them said, in words with counts."""
    heading = _("I asked people if they feel heard: {asked} were asked, {answered} answered.")
    lines = [Text(heading.message, {"asked": _cell(found.asked), "answered": _cell(found.answered)})]
    for question, asked in QUESTIONS.items():
        cells = found.answers[question]
        is_hidden = all(cell == NOT_SHOWN for cell in cells.values())
        answers = TOO_FEW if is_hidden else _answers(cells)
        lines.append(Text("{question}\n{answers}", {"question": asked, "answers": answers}))
    return lines


def by_language(found: Result) -> list[Text]:
    """The same of each language, for staff."""
    return [
        Text("{language}: {answers}", {"language": english_name(code), "answers": _answers(of[HEARD])})
        for code, of in found.by_language.items()
        if any(cell != NOT_SHOWN for cell in of[HEARD].values())
    ]


def told(work: Work, one: FeelingRound, language: str) -> list[Text]:
    """What somebody who was asked reads, in their language as far as the team has words in it."""
    found = feeling_heard.result(work, one)
    parts = summary(found) if found is not None else []
    who = people.by_number(work, one.by_id)
    return [*parts, *_words(one.words, who, language)]


def as_told(found: Result, words: dict[str, str], by: Person, language: str) -> list[Text]:
    """The same, before it is sent."""
    return [*summary(found), *_words(words, by, language)]


def _words(words: dict[str, str], by: Person | None, language: str) -> list[Text]:
    if not words:
        return [NOT_YET]
    who = (people.name_and_title(by) if by is not None else None) or _("somebody of the team")
    if language in words:
        return [_("{who} says what the team does about this:", who=who), own_words(words[language])]
    return [_("{who} says in English what the team does about this:", who=who), own_words(words[SOURCE])]


def _answers(cells: Cells) -> Text:
    values = {str(say): labels.FEELINGS[say] for say in Feeling} | {f"n_{say}": _cell(cells[say]) for say in Feeling}
    return Text(" · ".join(f"{{{say}}}: {{n_{say}}}" for say in Feeling), values)


def _cell(cell: Cell) -> Text | str:
    if isinstance(cell, int):
        return str(cell)
    return _("fewer than {least}", least=LEAST) if cell == FEW else _("not shown")
