"""What comes of one thing that a person did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bot.language import Text
from bot.talk.conversation import Conversation
from bot.talk.screen import Screen

Ended = Literal["done", "cancelled", "expired"]


@dataclass(frozen=True, slots=True)
class Turn:
    """The conversation to keep (`None`: it ended), what to say, and the flow's value when it is done.

    `toast` answers a button press and changes nothing. `understood` is false when the person is asked the same again.
    `replaces` says that the screen is the pressed one in a new state (a tick, the next page): it may be shown by
    editing that message, or as a new message; nothing relies on either.
    """

    conversation: Conversation | None
    screens: tuple[Screen, ...] = ()
    value: Any = None
    ended: Ended | None = None
    toast: Text | None = None
    understood: bool = True
    replaces: bool = False
