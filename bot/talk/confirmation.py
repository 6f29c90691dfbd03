"""Questions answered by yes or no under something shown."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import Mistake
from bot.language import Text
from bot.talk import labels, presses, wording
from bot.talk.conversation import Raw
from bot.talk.question import Answered, Choice, Draft, Offer, Question, Reading, Reply, Rows


class Confirm(Question):
    """Yes or no under something shown. An answer counts only for exactly what it stood under."""

    __slots__ = ("no", "shown", "yes")
    kind = "confirm"
    strict = True

    def __init__(self, key: str, shown: Sequence[Text], yes: Text, no: Text, name: Text | None = None) -> None:
        super().__init__(key, shown[-1], name, None)
        self.shown, self.yes, self.no = tuple(shown), yes, no

    def offer(self) -> Offer:
        """Everything that the answer will stand under."""
        return (*self.shown, self.yes, self.no), ()

    def parts(self, draft: Draft) -> tuple[Text, ...]:
        """What the answer will stand under."""
        return self.shown

    def rows(self, draft: Draft) -> Rows:
        """Yes and no, side by side."""
        return [(Choice(self.yes, presses.YES), Choice(self.no, presses.NO))]

    def press(self, action: str, draft: Draft) -> Reply | None:
        """Yes or no, bound to what it stands under."""
        if action not in (presses.YES, presses.NO):
            return None
        return Answered({"yes": action == presses.YES, "under": self.fingerprint()})

    def typed(self, text: str, reading: Reading) -> Reply | None:
        """The labels, their numbers, or a plain yes or no."""
        at = labels.number(text)
        if at not in (1, 2):
            at = self._typed_place(text, reading)
        return None if at is None else self.press(presses.YES if at % 2 else presses.NO, reading.draft)

    def _typed_place(self, text: str, reading: Reading) -> int | None:
        for buttons in ((self.yes, self.no), (wording.TYPED_YES, wording.TYPED_NO)):
            at = reading.labels.match(text, buttons, reading.language)
            if at is not None:
                return at + 1
        return None

    def read(self, raw: Raw) -> bool:
        """Whether it was yes, if that was said under what is shown now."""
        if not isinstance(raw, dict) or raw.get("under") != self.fingerprint():
            raise Mistake(wording.CHANGED_SINCE)
        return raw.get("yes") is True

    def say(self, raw: Raw) -> Text:
        """The button that was pressed."""
        return self.yes if raw.get("yes") else self.no

    def kept(self, raw: Raw) -> Raw:
        """A confirmation is never kept; it is given again."""
        return None
