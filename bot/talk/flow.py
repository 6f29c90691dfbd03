"""A flow: a conversation written as one function of its answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.errors import Permanent
from bot.language import Text


class BrokenFlow(Permanent):
    """A flow is not written as flows must be: a key twice, too many questions, a stop that it swallowed."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The function `(talk, known) -> value`, the name it is stored under, and how long a question may stand unanswered.

    `title` is what people call it ("telling what you heard"). The name, like the keys in it, is permanent.
    """

    name: str
    function: Callable[..., Any]
    title: Text
    expires_after: timedelta
    remind_after: timedelta | None = None
