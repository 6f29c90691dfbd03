"""Several things said in one message, as a row of the outbox holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.language import Text
from bot.store import outbox
from bot.store.outbox import Button
from bot.store.parts import Part


@dataclass(frozen=True, slots=True)
class Matter:
    """One of several things said in one message: in full where there is room, else behind its button.

    `asks`: it can be answered, so that it has its button anyway. One without a button is always there in full.
    """

    parts: Sequence[Part]
    button: Button | None = None
    asks: bool = False

    def to_json(self) -> dict[str, Any]:
        """As `Outbox.what` holds it."""
        buttons = [] if self.button is None else [[self.button]]
        said = outbox.shown(self.parts, buttons)
        return {"parts": said["parts"], "button": said["buttons"][0][0] if buttons else None, "asks": self.asks}


@dataclass(frozen=True, slots=True)
class Together:
    """Several things in one message. `tap`: what stands above their buttons; `rest`: leads to all."""

    matters: Sequence[Matter]
    tap: Text
    rest: Button

    def to_json(self) -> dict[str, Any]:
        """What stands beside "say" in `Outbox.what`."""
        said = outbox.shown([], [[self.rest]])
        matters = [matter.to_json() for matter in self.matters]
        return {"matters": matters, "tap": self.tap.to_json(), "rest": said["buttons"][0][0]}
