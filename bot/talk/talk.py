"""What a flow talks with: each method asks one question and returns its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar, overload

from bot.language import Text, _
from bot.talk.choices import OPTIONS_AT_ONCE, Choose, Option
from bot.talk.confirmation import Confirm
from bot.talk.media import Media
from bot.talk.open_choice import ChooseOrSay
from bot.talk.open_talk import OpenTalk
from bot.talk.ticks import ChooseMany

E = TypeVar("E", bound=StrEnum)
K = TypeVar("K")
V = TypeVar("V")
Labels = Mapping[E, Text]

YES, NO = _("Yes"), _("No")


class Talk(OpenTalk):
    """Asks one question a call. Keys are unique in a run and permanent: stored answers are found by them.

    Every question takes `name`, a short name for it in the list of answers to change (else its prompt). One that takes
    `skip` gets a button with that text, and then returns `None` when it is pressed.
    """

    __slots__ = ()

    @overload
    def choose(
        self,
        key: str,
        prompt: Text,
        options: type[E],
        *,
        labels: Labels[E],
        skip: None = None,
        name: Text | None = None,
        at_once: int = ...,
    ) -> E: ...
    @overload
    def choose(
        self,
        key: str,
        prompt: Text,
        options: type[E],
        *,
        labels: Labels[E],
        skip: Text,
        name: Text | None = None,
        at_once: int = ...,
    ) -> E | None: ...
    @overload
    def choose(
        self,
        key: str,
        prompt: Text,
        options: Sequence[Option],
        *,
        skip: None = None,
        name: Text | None = None,
        at_once: int = ...,
        abreast: int = ...,
    ) -> str: ...
    @overload
    def choose(
        self,
        key: str,
        prompt: Text,
        options: Sequence[Option],
        *,
        skip: Text,
        name: Text | None = None,
        at_once: int = ...,
        abreast: int = ...,
    ) -> str | None: ...
    def choose(
        self,
        key: str,
        prompt: Text,
        options: type[StrEnum] | Sequence[Option],
        *,
        labels: Labels[Any] | None = None,
        skip: Text | None = None,
        name: Text | None = None,
        at_once: int = OPTIONS_AT_ONCE,
        abreast: int = 1,
    ) -> str | None:
        """Ask for one option: of an enum, those that have a label in its order; or of a list known only now.

        More than `at_once` come in pages; of fewer, `abreast` stand in a row.
        """
        convert = options if isinstance(options, type) else str
        offered = _offered(options, labels)
        answer: str | None = self.ask(Choose(key, prompt, offered, convert, name, skip, at_once, abreast))
        return answer

    @overload
    def choose_many(
        self,
        key: str,
        prompt: Text,
        options: type[E],
        *,
        labels: Labels[E],
        at_least: int = ...,
        at_most: int | None = None,
        name: Text | None = None,
    ) -> tuple[E, ...]: ...
    @overload
    def choose_many(
        self,
        key: str,
        prompt: Text,
        options: Sequence[Option],
        *,
        at_least: int = ...,
        at_most: int | None = None,
        name: Text | None = None,
        at_once: int = ...,
        abreast: int = ...,
    ) -> tuple[str, ...]: ...
    def choose_many(
        self,
        key: str,
        prompt: Text,
        options: type[StrEnum] | Sequence[Option],
        *,
        labels: Labels[Any] | None = None,
        at_least: int = 0,
        at_most: int | None = None,
        name: Text | None = None,
        at_once: int = OPTIONS_AT_ONCE,
        abreast: int = 1,
    ) -> tuple[str, ...]:
        """Ask for any number of options, `at_least` to `at_most`; returned in the order in which they are offered.

        `at_once` and `abreast`: as for `choose`.
        """
        offered = _offered(options, labels)
        bounds = (at_least, len(offered) if at_most is None else at_most)
        convert = options if isinstance(options, type) else str
        answer: tuple[str, ...] = self.ask(ChooseMany(key, prompt, offered, convert, name, bounds, at_once, abreast))
        return answer

    def confirm(
        self, key: str, shown: Sequence[Text], *, yes: Text = YES, no: Text = NO, name: Text | None = None
    ) -> bool:
        """Ask for a yes under `shown`, its paragraphs. If they change, it does not count and is asked again."""
        answer: bool = self.ask(Confirm(key, shown, yes, no, name))
        return answer

    def choose_or_say(
        self,
        key: str,
        prompt: Text,
        options: type[E],
        *,
        labels: Labels[E],
        kinds: Sequence[str] = (),
        name: Text | None = None,
    ) -> E | str | Media:
        """Ask for one option; words of one's own, or something sent of one of `kinds`, are an answer as well."""
        asked = ChooseOrSay(key, prompt, _offered(options, labels), options, tuple(kinds), name)
        answer: E | str | Media = self.ask(asked)
        return answer

    def part(self, name: str, flow: Callable[[Talk, K], V], known: K) -> V:
        """Run another flow as a part of this one. `name` keeps its keys apart from those of this flow."""
        outside, self.prefix = self.prefix, f"{self.prefix}{name}."
        value = flow(self, known)
        self.prefix = outside
        return value

    def show(self, text: Text) -> None:
        """Say something that wants no answer: once, together with the next question or the end."""
        self.say(text)


def _offered(options: type[StrEnum] | Sequence[Option], labels: Labels[Any] | None) -> Sequence[Option]:
    if not isinstance(options, type):
        return options
    return [Option(code.value, labels[code]) for code in options if labels and code in labels]
