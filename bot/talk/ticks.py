"""Questions with any number of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.errors import Mistake
from bot.language import Text
from bot.talk import fingerprint, labels, presses, wording
from bot.talk.choices import OPTIONS_AT_ONCE, Choose, Option
from bot.talk.conversation import Raw
from bot.talk.question import Answered, Choice, Draft, Reading, Redrawn, Reply, Rows


class ChooseMany(Choose):
    """Any number of several options: each button ticks or unticks, Done ends it.

    A button says what it will do ("tick this"), not "turn it over", so a press that comes twice changes nothing more.
    """

    __slots__ = ("at_least", "at_most")
    kind = "choose_many"

    def __init__(
        self,
        key: str,
        prompt: Text,
        options: Sequence[Option],
        convert: Callable[[str], Any],
        name: Text | None,
        bounds: tuple[int, int],
        at_once: int = OPTIONS_AT_ONCE,
        abreast: int = 1,
    ) -> None:
        super().__init__(key, prompt, options, convert, name, at_once=at_once, abreast=abreast)
        self.at_least, self.at_most = bounds

    def parts(self, draft: Draft) -> tuple[Text, ...]:
        """The question, and what is ticked so far in words."""
        ticked = self.ticked(draft)
        said = wording.chosen([self.labels[code] for code in ticked]) if ticked else wording.TICK_AND_DONE
        return (self.prompt, said)

    def ticked(self, draft: Draft) -> list[str]:
        """The codes that are ticked and still offered, in the order of the options."""
        return [option.code for option in self.options if option.code in draft.ticks]

    def rows(self, draft: Draft) -> Rows:
        """The options, then Done."""
        return [*super().rows(draft), (Choice(wording.DONE, presses.DONE),)]

    def button(self, option: Option, label: Text, draft: Draft) -> Choice:
        """A button that ticks, or unticks what is ticked."""
        digest = fingerprint.of_code(option.code)
        if option.code in draft.ticks:
            return Choice(wording.ticked(label), presses.UNTICK + digest)
        return Choice(label, presses.TICK + digest)

    def press(self, action: str, draft: Draft) -> Reply | None:
        """A tick, or Done."""
        if action == presses.DONE:
            return self._done(draft)
        if action[:1] in (presses.TICK, presses.UNTICK):
            return self._tick(action[0] == presses.TICK, self.option(action[1:]), draft)
        return super().press(action, draft) if action.startswith(presses.PAGE) else None

    def _tick(self, on: bool, option: Option | None, draft: Draft) -> Reply | None:
        if option is None:
            return None
        others = tuple(code for code in draft.ticks if code != option.code)
        return Redrawn(draft._replace(ticks=(*others, option.code) if on else others))

    def _done(self, draft: Draft) -> Reply:
        ticked = self.ticked(draft)
        self._check(len(ticked))
        return Answered(ticked)

    def _check(self, count: int) -> None:
        if count < self.at_least:
            raise Mistake(wording.tick_at_least(self.at_least))
        if count > self.at_most:
            raise Mistake(wording.tick_at_most(self.at_most))

    def typed(self, text: str, reading: Reading) -> Reply | None:
        """Numbers or labels to tick, or "done"."""
        done = (wording.DONE, wording.TYPED_DONE)
        if any(reading.labels.match(text, (label,), reading.language) is not None for label in done):
            return self._done(reading.draft)
        codes = self._typed_codes(text, reading)
        if codes:
            return Redrawn(reading.draft._replace(ticks=tuple(dict.fromkeys((*reading.draft.ticks, *codes)))))
        return self._typed_turn(text, reading)

    def _typed_codes(self, text: str, reading: Reading) -> list[str]:
        numbers = labels.numbers(text)
        if numbers and all(1 <= number <= len(self.options) for number in numbers):
            return [self.options[self.counted(number, reading)].code for number in numbers]
        pieces = [text] if self.typed_option(text, reading) else text.replace(";", ",").replace("،", ",").split(",")
        found = [self.typed_option(piece, reading) for piece in pieces if piece.strip()]
        return [option.code for option in found if option] if all(found) else []

    def read(self, raw: Raw) -> Any:
        """The codes, as the flow's own type, in the order of the options."""
        codes = [option.code for option in self.options]
        if not isinstance(raw, list) or any(code not in codes for code in raw):
            raise Mistake(wording.NO_LONGER_OFFERED)
        self._check(len(raw))
        return tuple(self.convert(option.code) for option in self.options if option.code in raw)

    def say(self, raw: Raw) -> Text:
        """The labels of what was ticked."""
        return wording.plain([self.labels[code] for code in raw]) if raw else wording.NONE_CHOSEN

    def kept(self, raw: Raw) -> Raw:
        """Nothing to keep by a button of its own: the earlier ticks are there already."""
        return None

    def unfinished(self, draft: Draft) -> Raw:
        """The ticks so far."""
        return self.ticked(draft) or None

    def first_draft(self, earlier: Raw) -> Draft:
        """With the earlier ticks."""
        codes = earlier if isinstance(earlier, list) else []
        return Draft(tuple(option.code for option in self.options if option.code in codes))
