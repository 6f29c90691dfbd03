"""Long lists, some at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.language import Text, p_
from bot.store.outbox import Button

T = TypeVar("T")
AT_ONCE = 8
BACK, NEXT = p_("button", "◀ Back"), p_("button", "Next ▶")


def page(everything: Sequence[T], number: int) -> Sequence[T]:
    """What stands on a page, the first being 0; past the last one, the last."""
    number = last(len(everything)) if number > last(len(everything)) else number
    return everything[number * AT_ONCE : (number + 1) * AT_ONCE]


def turns(everything: Sequence[object], number: int) -> list[tuple[Text, int]]:
    """The buttons to the pages before and after, each with its number; none where there is one page."""
    return turns_of(len(everything), number)


def turns_of(total: int, number: int) -> list[tuple[Text, int]]:
    """`turns`, where only the count is known."""
    number = min(number, last(total))
    found = [(BACK, number - 1)] if number > 0 else []
    return [*found, (NEXT, number + 1)] if number < last(total) else found


def steps(data: str, start: int, at_once: int, *, is_more: bool) -> list[Button]:
    """The buttons to what stands before and after; they carry `data` and the place of the first that they show."""
    back = [Button(p_("button", "Back"), f"{data}{max(start - at_once, 0)}")] if start > 0 else []
    return [*back, Button(p_("button", "More"), f"{data}{start + at_once}")] if is_more else back


def last(total: int) -> int:
    """The number of the last page."""
    return max(total - 1, 0) // AT_ONCE
