"""Questions that are answered in one's own words, figures or pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import overload

from bot.language import Text
from bot.talk.days import WhichDay
from bot.talk.media import Media, SendMedia
from bot.talk.numbers import HowMany
from bot.talk.replay import Replay
from bot.talk.words import Place, WhichPlace, Words

CHARACTERS_OF_WORDS = 3000
CHARACTERS_OF_A_PLACE = 200
LARGEST_NUMBER = 1_000_000


class OpenTalk(Replay):
    """The half of a `Talk` that asks for words, numbers, days, places and things to send."""

    __slots__ = ()

    @overload
    def words(
        self,
        key: str,
        prompt: Text,
        *,
        at_most: int = ...,
        at_least: int = ...,
        skip: None = None,
        name: Text | None = None,
    ) -> str: ...
    @overload
    def words(
        self, key: str, prompt: Text, *, at_most: int = ..., at_least: int = ..., skip: Text, name: Text | None = None
    ) -> str | None: ...
    def words(
        self,
        key: str,
        prompt: Text,
        *,
        at_most: int = CHARACTERS_OF_WORDS,
        at_least: int = 1,
        skip: Text | None = None,
        name: Text | None = None,
    ) -> str | None:
        """Ask for words of one's own, `at_least` to `at_most` characters."""
        answer: str | None = self.ask(Words(key, prompt, (at_least, at_most), name, skip))
        return answer

    @overload
    def words_or_media(
        self,
        key: str,
        prompt: Text,
        kinds: Sequence[str],
        *,
        at_most: int = ...,
        skip: None = None,
        name: Text | None = None,
    ) -> str | Media: ...
    @overload
    def words_or_media(
        self, key: str, prompt: Text, kinds: Sequence[str], *, at_most: int = ..., skip: Text, name: Text | None = None
    ) -> str | Media | None: ...
    def words_or_media(
        self,
        key: str,
        prompt: Text,
        kinds: Sequence[str],
        *,
        at_most: int = CHARACTERS_OF_WORDS,
        skip: Text | None = None,
        name: Text | None = None,
    ) -> str | Media | None:
        """Ask for words, or something sent of one of `kinds` ("voice", "photo", …)."""
        answer: str | Media | None = self.ask(Words(key, prompt, (1, at_most), name, skip, tuple(kinds)))
        return answer

    @overload
    def number(
        self, key: str, prompt: Text, *, least: int = ..., most: int = ..., skip: None = None, name: Text | None = None
    ) -> int: ...
    @overload
    def number(
        self, key: str, prompt: Text, *, least: int = ..., most: int = ..., skip: Text, name: Text | None = None
    ) -> int | None: ...
    def number(
        self,
        key: str,
        prompt: Text,
        *,
        least: int = 0,
        most: int = LARGEST_NUMBER,
        skip: Text | None = None,
        name: Text | None = None,
    ) -> int | None:
        """Ask for a whole number from `least` to `most`."""
        answer: int | None = self.ask(HowMany(key, prompt, (least, most), name, skip))
        return answer

    @overload
    def day(
        self,
        key: str,
        prompt: Text,
        *,
        offered: Sequence[date] = (),
        not_before: date | None = None,
        not_after: date | None = None,
        skip: None = None,
        name: Text | None = None,
    ) -> date: ...
    @overload
    def day(
        self,
        key: str,
        prompt: Text,
        *,
        offered: Sequence[date] = (),
        not_before: date | None = None,
        not_after: date | None = None,
        skip: Text,
        name: Text | None = None,
    ) -> date | None: ...
    def day(
        self,
        key: str,
        prompt: Text,
        *,
        offered: Sequence[date] = (),
        not_before: date | None = None,
        not_after: date | None = None,
        skip: Text | None = None,
        name: Text | None = None,
    ) -> date | None:
        """Ask for a day: one of `offered` by button, or any within the bounds, typed and read day-first."""
        answer: date | None = self.ask(WhichDay(key, prompt, offered, (not_before, not_after), name, skip))
        return answer

    @overload
    def place(self, key: str, prompt: Text, *, skip: None = None, name: Text | None = None) -> Place: ...
    @overload
    def place(self, key: str, prompt: Text, *, skip: Text, name: Text | None = None) -> Place | None: ...
    def place(self, key: str, prompt: Text, *, skip: Text | None = None, name: Text | None = None) -> Place | None:
        """Ask for a place, in words or as a shared location."""
        answer: Place | None = self.ask(WhichPlace(key, prompt, (1, CHARACTERS_OF_A_PLACE), name, skip))
        return answer

    @overload
    def media(
        self, key: str, prompt: Text, *, kinds: Sequence[str], skip: None = None, name: Text | None = None
    ) -> Media: ...
    @overload
    def media(
        self, key: str, prompt: Text, *, kinds: Sequence[str], skip: Text, name: Text | None = None
    ) -> Media | None: ...
    def media(
        self, key: str, prompt: Text, *, kinds: Sequence[str], skip: Text | None = None, name: Text | None = None
    ) -> Media | None:
        """Ask for something sent, of one of `kinds` ("voice", "photo", …)."""
        answer: Media | None = self.ask(SendMedia(key, prompt, tuple(kinds), name, skip))
        return answer
