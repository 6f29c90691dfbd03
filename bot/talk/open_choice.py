"""Questions with options that may also be answered in one's own words, or by sending something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.errors import Mistake
from bot.language import Text, own_words
from bot.talk import wording, writing
from bot.talk.choices import Choose, Option
from bot.talk.conversation import Raw
from bot.talk.heard import Located, Said, Sent
from bot.talk.media import as_raw, from_raw
from bot.talk.question import Answered, Offer, Reading, Reply
from bot.talk.words import SHOWN_OF_WORDS

SAID = "said"


class ChooseOrSay(Choose):
    """One of several options; anything else that is written or sent is an answer too."""

    __slots__ = ("kinds",)
    kind = "choose_or_say"

    def __init__(
        self,
        key: str,
        prompt: Text,
        options: Sequence[Option],
        convert: Callable[[str], Any],
        kinds: tuple[str, ...],
        name: Text | None = None,
    ) -> None:
        super().__init__(key, prompt, options, convert, name)
        self.kinds = kinds

    def offer(self) -> Offer:
        """The options, and the kinds of things that may be sent."""
        texts, codes = super().offer()
        return texts, (*codes, *self.kinds)

    def hear(self, heard: Said | Sent | Located, reading: Reading) -> Reply:
        """The words as they are, or what was sent."""
        if isinstance(heard, Said) and not writing.is_blank(heard.text):
            return Answered({SAID: heard.text})
        if isinstance(heard, Sent) and heard.kind in self.kinds:
            return Answered(as_raw(heard))
        raise Mistake(wording.please_send(self.kinds, True))

    def read(self, raw: Raw) -> Any:
        """The option as the flow's own type, the words as a `str`, what was sent as `Media`."""
        if isinstance(raw, dict):
            return raw[SAID] if SAID in raw else from_raw(raw)
        return super().read(raw)

    def say(self, raw: Raw) -> Text:
        """The option's label, the beginning of the words, or what sort of thing was sent."""
        if isinstance(raw, dict):
            said = raw.get(SAID)
            return own_words(writing.shortened(said, SHOWN_OF_WORDS)) if said else wording.media_kind(raw["kind"])
        return super().say(raw)
