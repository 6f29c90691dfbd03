"""Questions answered in one's own words: a story, or a place."""

from __future__ import annotations

from typing import Any, NamedTuple

from bot.errors import Mistake
from bot.language import Text, own_words
from bot.talk import wording, writing
from bot.talk.conversation import Raw
from bot.talk.heard import Located, Said, Sent
from bot.talk.media import as_raw, from_raw
from bot.talk.question import Answered, Offer, Question, Reading, Reply, Unfit

SHOWN_OF_WORDS = 60
SHOWN_OF_EARLIER_WORDS = 1500


class Words(Question):
    """Free words, or also something sent where `kinds` names any. Lengths are in characters."""

    __slots__ = ("at_least", "at_most", "kinds")
    kind = "words"

    def __init__(
        self,
        key: str,
        prompt: Text,
        lengths: tuple[int, int],
        name: Text | None = None,
        skip: Text | None = None,
        kinds: tuple[str, ...] = (),
    ) -> None:
        super().__init__(key, prompt, name, skip)
        self.at_least, self.at_most = lengths
        self.kinds = kinds

    def offer(self) -> Offer:
        """The kinds of things that may be sent."""
        return (), self.kinds

    def hear(self, heard: Said | Sent | Located, reading: Reading) -> Reply:
        """The words, if there is room for them."""
        if isinstance(heard, Said):
            self._check(heard.text)
            return Answered(heard.text)
        if isinstance(heard, Sent) and heard.kind in self.kinds:
            return Answered(as_raw(heard))
        raise Mistake(wording.please_send(self.kinds, True) if self.kinds else wording.PLEASE_WRITE_NOT_SEND)

    def _check(self, words: str) -> None:
        if writing.is_blank(words):
            raise Mistake(wording.NOTHING_WRITTEN)
        if len(words) < self.at_least:
            raise Mistake(wording.too_short(self.at_least))
        if len(words) > self.at_most:
            raise Unfit(wording.too_long(len(words) - self.at_most, self.at_most), words)

    def read(self, raw: Raw) -> Any:
        """The words as a `str`, what was sent as `Media`."""
        if isinstance(raw, dict) and raw.get("kind") in self.kinds:
            return from_raw(raw)
        if not isinstance(raw, str):
            raise Mistake(wording.PLEASE_WRITE)
        if not self.at_least <= len(raw) <= self.at_most:
            self._check(raw)
        return raw

    def say(self, raw: Raw) -> Text:
        """The beginning of the words, or what sort of thing was sent."""
        if isinstance(raw, dict):
            return wording.media_kind(raw["kind"])
        return own_words(writing.shortened(raw, SHOWN_OF_WORDS))

    def kept(self, raw: Raw) -> Raw:
        """The words as they were; too long ones up to where there is room."""
        return super().kept(raw[: self.at_most].rstrip() if isinstance(raw, str) else raw)

    def keep_label(self, raw: Raw) -> Text:
        """Short, as the words themselves stand above."""
        if isinstance(raw, dict):
            return super().keep_label(raw)
        return wording.KEEP_BEGINNING if len(raw) > self.at_most else wording.KEEP_WORDS

    def reminder_of(self, raw: Raw) -> tuple[Text, ...]:
        """The words themselves, unless they were too long to be an answer."""
        if isinstance(raw, dict) or len(raw) > self.at_most:
            return ()
        return (wording.you_wrote(writing.beginning(raw, SHOWN_OF_EARLIER_WORDS)),)


class Place(NamedTuple):
    """Where something is: words, or a point in degrees."""

    words: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class WhichPlace(Words):
    """A place in words, or as a shared location."""

    __slots__ = ()
    kind = "place"

    def hear(self, heard: Said | Sent | Located, reading: Reading) -> Reply:
        """The words or the point."""
        if isinstance(heard, Located):
            return Answered({"lat": heard.latitude, "lon": heard.longitude})
        if isinstance(heard, Sent):
            raise Mistake(wording.WHERE)
        return super().hear(heard, reading)

    def read(self, raw: Raw) -> Place:
        """A `Place`."""
        match raw:
            case {"lat": (int() | float()) as latitude, "lon": (int() | float()) as longitude}:
                return Place(None, float(latitude), float(longitude))
            case str():
                return Place(super().read(raw))
        raise Mistake(wording.WHERE)

    def say(self, raw: Raw) -> Text:
        """The words; a point is only called one."""
        return wording.POINT_ON_MAP if isinstance(raw, dict) else super().say(raw)
