"""Questions answered with a whole number."""

from __future__ import annotations

import re

from bot.errors import Mistake
from bot.language import Text
from bot.talk import wording, writing
from bot.talk.conversation import Raw
from bot.talk.heard import Located, Said, Sent
from bot.talk.question import Answered, Question, Reading, Reply

_GROUPED = re.compile(r"(?<!\d)(\d{1,3})((?:[ ,.'’\u00a0\u202f٬]\d{3})+)(?!\d)")
_FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")
_MOST_DIGITS = 15


def whole_number(text: str) -> int | None:
    """The one whole number in some words ("about 1,200 people", "۲۰"); nothing where there is none or more."""
    plain = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), writing.western_digits(text))
    figures = _FIGURE.findall(plain)
    if len(figures) != 1 or not figures[0].lstrip("-").isdecimal() or len(figures[0]) > _MOST_DIGITS:
        return None
    return int(figures[0])


class HowMany(Question):
    """A whole number between two bounds, themselves included."""

    __slots__ = ("least", "most")
    kind = "number"

    def __init__(
        self, key: str, prompt: Text, bounds: tuple[int, int], name: Text | None = None, skip: Text | None = None
    ) -> None:
        super().__init__(key, prompt, name, skip)
        self.least, self.most = bounds

    def hear(self, heard: Said | Sent | Located, reading: Reading) -> Reply:
        """The number in what was typed; said back where more than its digits was typed."""
        number = whole_number(heard.text) if isinstance(heard, Said) else None
        if number is None:
            raise Mistake(wording.ONE_NUMBER)
        self.read(number)
        typed = heard.text if isinstance(heard, Said) else ""
        return Answered(number, None if typed == str(number) else wording.read_back(self.say(number)))

    def read(self, raw: Raw) -> int:
        """The number."""
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise Mistake(wording.ONE_NUMBER)
        if not self.least <= raw <= self.most:
            raise Mistake(wording.number_between(self.least, self.most))
        return raw

    def say(self, raw: Raw) -> Text:
        """Its digits."""
        return wording.plain(raw)
