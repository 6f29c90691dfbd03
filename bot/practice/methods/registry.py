"""The list of methods; each module of this room puts its own in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.practice.calls import Call

Do = Callable[[Call], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """A method by Telegram's name. `do` answers with its result, or with a coroutine of it where it has to wait."""

    name: str
    do: Do


METHODS: dict[str, Method] = {}


def method(do: Do) -> Do:
    """Makes a function, `send_message`, the Bot API's method of that name, `sendMessage`."""
    first, *others = do.__name__.rstrip("_").split("_")
    name = first + "".join(other.capitalize() for other in others)
    METHODS[name.lower()] = Method(name, do)
    return do


def named(name: str) -> Method | None:
    """The method of this name, in any case of letters, as Telegram has it."""
    return METHODS.get(name.lower())
