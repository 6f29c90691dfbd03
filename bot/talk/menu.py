"""The list of earlier answers, to choose the one to change."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Text
from bot.talk import fingerprint, presses, wording
from bot.talk.choices import Choose, Option
from bot.talk.conversation import Raw
from bot.talk.question import Choice, Draft, Question, Rows

ANSWERS_AT_ONCE = 10


def changeable(path: Mapping[str, Question]) -> list[Question]:
    """The questions whose answers may be changed: all but confirmations, which are given again anyway."""
    return [question for question in path.values() if not question.strict]


class Menu(Choose):
    """Asks which of the answers on the path to change."""

    __slots__ = ("_answers", "_numbers")

    def __init__(self, path: Mapping[str, Question], answers: Mapping[str, Raw]) -> None:
        options = [Option(question.key, question.name) for question in changeable(path)]
        super().__init__("", wording.WHICH_TO_CHANGE, options, str, at_once=ANSWERS_AT_ONCE)
        self._answers = {option.code: path[option.code].told(answers[option.code]) for option in options}
        self._numbers = {option.code: number for number, option in enumerate(options, 1)}

    def parts(self, draft: Draft) -> tuple[Text, ...]:
        """Each question's short name, with what was answered."""
        lines = [
            wording.earlier_answer(number, option.label, self._answers[option.code])
            for number, option in self.open_page(draft)
        ]
        return (self.prompt, *lines)

    def rows(self, draft: Draft) -> Rows:
        """A button for each answer, and one to leave all as it is."""
        rows = [tuple(Choice(label, presses.CHANGE + action) for label, action in row) for row in super().rows(draft)]
        return [*rows, (Choice(wording.RETURN, presses.RETURN),)]

    def button(self, option: Option, label: Text, draft: Draft) -> Choice:
        """The question's short name, with its number."""
        digest = fingerprint.of_code(option.code)
        return Choice(wording.numbered(self._numbers[option.code], option.label), presses.OPTION + digest)
