"""What the engine wants shown: texts, not yet in any language, and buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.language import Text


class Button(NamedTuple):
    """A button: what stands on it, and the data (at most 64 bytes) that comes back when it is pressed."""

    label: Text
    data: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: its paragraphs, and rows of buttons under it."""

    parts: tuple[Text, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
