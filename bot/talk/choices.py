"""Questions with options, one of which is the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from bot.errors import Mistake
from bot.language import Text
from bot.talk import fingerprint, labels, presses, wording
from bot.talk.conversation import Raw
from bot.talk.question import Answered, Choice, Draft, Offer, Question, Reading, Redrawn, Reply, Rows

OPTIONS_AT_ONCE = 10


class Option(NamedTuple):
    """One thing to choose: the code that is stored, and what stands on its button."""

    code: str
    label: Text


class Choose(Question):
    """One of several options."""

    __slots__ = ("abreast", "at_once", "convert", "options")
    kind = "choose"

    def __init__(
        self,
        key: str,
        prompt: Text,
        options: Sequence[Option],
        convert: Callable[[str], Any],
        name: Text | None = None,
        skip: Text | None = None,
        at_once: int = OPTIONS_AT_ONCE,
        abreast: int = 1,
    ) -> None:
        super().__init__(key, prompt, name, skip)
        self.options, self.convert, self.at_once, self.abreast = options, convert, at_once, abreast

    def offer(self) -> Offer:
        """The options."""
        return [option.label for option in self.options], [option.code for option in self.options]

    def rows(self, draft: Draft) -> Rows:
        """The options of the open page, so many to a row, then the turning of pages."""
        if len(self.options) <= self.at_once:
            buttons = [self.button(option, option.label, draft) for option in self.options]
            starts = range(0, len(buttons), self.abreast)
            return [tuple(buttons[start : start + self.abreast]) for start in starts] + super().rows(draft)
        rows: Rows = [
            (self.button(option, wording.numbered(number, option.label), draft),)
            for number, option in self.open_page(draft)
        ]
        return [*rows, self._turns(draft), *super().rows(draft)]

    def open_page(self, draft: Draft) -> list[tuple[int, Option]]:
        """The options of the open page with their numbers, which run on over all pages."""
        numbered = list(enumerate(self.options, 1))
        if len(numbered) <= self.at_once:
            return numbered
        start = self._page(draft) * (self.at_once - 1)
        return numbered[start : start + self.at_once - 1]

    def _last_page(self) -> int:
        return (len(self.options) - 1) // (self.at_once - 1)

    def _page(self, draft: Draft) -> int:
        return min(draft.page, self._last_page())

    def _turns(self, draft: Draft) -> tuple[Choice, ...]:
        page = self._page(draft)
        turns = [Choice(wording.FEWER, f"{presses.PAGE}{page - 1}")] if page else []
        turns += [Choice(wording.MORE, f"{presses.PAGE}{page + 1}")] if page < self._last_page() else []
        return tuple(turns)

    def button(self, option: Option, label: Text, draft: Draft) -> Choice:
        """The button of one option."""
        return Choice(label, presses.OPTION + fingerprint.of_code(option.code))

    def press(self, action: str, draft: Draft) -> Reply | None:
        """An option, a page, or the way past the question."""
        if action.startswith(presses.PAGE) and action[1:].isdecimal():
            return Redrawn(draft._replace(page=int(action[1:])))
        option = self.option(action[1:]) if action.startswith(presses.OPTION) else None
        return Answered(option.code) if option else super().press(action, draft)

    def option(self, digest: str) -> Option | None:
        """The option whose code has this digest."""
        return next((option for option in self.options if fingerprint.of_code(option.code) == digest), None)

    def typed(self, text: str, reading: Reading) -> Reply | None:
        """An option's number or label, "more", or the way past."""
        option = self.typed_option(text, reading)
        if option:
            return Answered(option.code, wording.read_back(option.label))
        return self._typed_turn(text, reading) or super().typed(text, reading)

    def _typed_turn(self, text: str, reading: Reading) -> Reply | None:
        if len(self.options) <= self.at_once:
            return None
        turns = self._turns(reading.draft)
        at = reading.labels.match(text, [turn.label for turn in turns], reading.language)
        return None if at is None else self.press(turns[at].action, reading.draft)

    def typed_option(self, text: str, reading: Reading) -> Option | None:
        """The option that was typed; raises `Mistake` for a number on a list that is not the one on screen."""
        number = labels.number(text)
        if number is not None and 1 <= number <= len(self.options):
            return self.options[self.counted(number, reading)]
        at = reading.labels.match(text, [option.label for option in self.options], reading.language)
        return None if at is None else self.options[at]

    def counted(self, number: int, reading: Reading) -> int:
        """The place of the option with this number on screen."""
        if reading.standing != self.fingerprint():
            raise Mistake(wording.LIST_CHANGED)
        return number - 1

    def read(self, raw: Raw) -> Any:
        """The code, as the flow's own type."""
        if not any(option.code == raw for option in self.options):
            raise Mistake(wording.NO_LONGER_OFFERED)
        return self.convert(raw)

    def say(self, raw: Raw) -> Text:
        """The option's label."""
        return self.labels[raw]

    @property
    def labels(self) -> dict[str, Text]:
        """What stands on the buttons, by code."""
        return {option.code: option.label for option in self.options}
