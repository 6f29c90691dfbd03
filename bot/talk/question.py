"""What every question can do, whatever sort of answer it wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from bot.errors import Mistake
from bot.language import Text
from bot.talk import fingerprint, presses, wording
from bot.talk.conversation import Raw
from bot.talk.heard import Located, Said, Sent
from bot.talk.labels import Labels


class Draft(NamedTuple):
    """What changes on a question's screen before it is answered: what is ticked, which page is open."""

    ticks: tuple[str, ...] = ()
    page: int = 0


class Answered(NamedTuple):
    """An answer; `said_back` is what was read from something typed."""

    raw: Raw
    said_back: Text | None = None


class Redrawn(NamedTuple):
    """No answer yet, but the screen looks different now."""

    draft: Draft


class Choice(NamedTuple):
    """A button before it has its token: what stands on it and what it does."""

    label: Text
    action: str


class Unfit(Mistake):
    """An answer that does not fit yet; `raw` is kept so that nothing written is lost."""

    def __init__(self, text: Text, raw: Raw) -> None:
        super().__init__(text)
        self.raw = raw


Reply = Answered | Redrawn
Offer = tuple[Sequence[Text], Sequence[str]]
Rows = list[tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What helps to read an answer: the languages, the day, and how the question stands on the person's screen."""

    labels: Labels
    language: str
    today: date
    draft: Draft
    standing: str
    """The fingerprint of the question on the person's screen: a number typed for an option means that list's."""


class Question:
    """One question of a flow. Its answer is stored raw and read anew at each run."""

    __slots__ = ("_asks", "_print", "key", "name", "prompt", "skip")
    kind = "question"
    strict = False
    """Whether an answer counts only for exactly what was shown."""

    def __init__(self, key: str, prompt: Text, name: Text | None, skip: Text | None) -> None:
        self.key, self.prompt, self.name, self.skip = key, prompt, name or prompt, skip
        self._asks = self._print = ""

    def parts(self, draft: Draft) -> tuple[Text, ...]:
        """The paragraphs of the question."""
        return (self.prompt,)

    def rows(self, draft: Draft) -> Rows:
        """Its buttons."""
        return [(Choice(self.skip, presses.SKIP),)] if self.skip else []

    def asks(self) -> str:
        """A digest of what it asks, in whichever language and whatever its key."""
        if not self._asks:
            self._asks = fingerprint.of_texts(self.kind, (self.prompt,))
        return self._asks

    def fingerprint(self) -> str:
        """A digest of what it asks and what it offers; `asks` comes first in it."""
        if not self._print:
            texts, codes = self.offer()
            self._print = self.asks() + (fingerprint.of_texts(self.kind, texts, codes) if texts or codes else "")
        return self._print

    def offer(self) -> Offer:
        """The texts and codes that make a change in what it offers."""
        return (), ()

    def press(self, action: str, draft: Draft) -> Reply | None:
        """What pressing one of its buttons means; nothing where it has no such button.

        Raises:
            Mistake: when the button cannot be pressed yet.

        """
        return Answered(None) if action == presses.SKIP and self.skip else None

    def typed(self, text: str, reading: Reading) -> Reply | None:
        """What typed words mean, where they name one of its buttons.

        Raises:
            Mistake: when that cannot be chosen.

        """
        if self.skip and reading.labels.match(text, (self.skip,), reading.language) is not None:
            return Answered(None)
        return None

    def hear(self, heard: Said | Sent | Located, reading: Reading) -> Reply:
        """The answer that is meant.

        Raises:
            Mistake: with the sentence that says what would work.

        """
        raise Mistake(wording.TAP_OR_TYPE)

    def value(self, raw: Raw) -> Any:
        """The answer as the flow gets it.

        Raises:
            Mistake: when the stored answer does not fit the question any more.

        """
        if raw is not None:
            return self.read(raw)
        if self.skip is None:
            raise Mistake(wording.NEEDS_ANSWER)
        return None

    def read(self, raw: Raw) -> Any:
        """The answer that was not skipped, as the flow gets it; raises as `value` does."""
        raise NotImplementedError

    def told(self, raw: Raw) -> Text:
        """An answer that fits, in words."""
        return wording.SKIPPED if raw is None else self.say(raw)

    def say(self, raw: Raw) -> Text:
        """An answer that fits and was not skipped, in words."""
        raise NotImplementedError

    def kept(self, raw: Raw) -> Raw:
        """What is stored when somebody keeps an earlier answer; `None` where it cannot be kept."""
        try:
            self.value(raw)
        except Mistake:
            return None
        return raw

    def keep_label(self, raw: Raw) -> Text:
        """The button that keeps an earlier answer."""
        return wording.keep(self.told(raw))

    def reminder_of(self, raw: Raw) -> tuple[Text, ...]:
        """What to show of an earlier answer above the buttons."""
        return ()

    def unfinished(self, draft: Draft) -> Raw:
        """What is on the screen and not yet an answer, to be found again later."""
        return None

    def first_draft(self, earlier: Raw) -> Draft:
        """How its screen starts, with the earlier answer where there is one."""
        return Draft()
