"""What a message is made of, as the outbox holds it; the courier chooses what of it is said, in which words, and when.

{"text": Text.to_json()}  with "after": an instant: only where it is said later than that
{"of": "update", "id": 12}, the version of that in the receiver's language; with "heading": a line above it; with
    "easy": only for those who asked for easy words, where they are there in their language
{"recorded": 12}, the recording of that update in the receiver's language, for those who want it
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.language import Text


@dataclass(frozen=True, slots=True)
class Versions:
    """The words of something written (an update, say), in whichever language the receiver reads.

    `heading` stands above them. `is_easy`: for those alone who asked for easy words, where there are any.
    """

    of: str
    id: int
    heading: Text | None = None
    is_easy: bool = False


@dataclass(frozen=True, slots=True)
class OnceLate:
    """A text that is said only where it is said after an instant."""

    text: Text
    after: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """The words of an update read out, for groups and for those who want that, where somebody recorded them."""

    update_id: int


Part = Text | Versions | OnceLate | Recorded


def as_said(parts: Iterable[Part], at: datetime) -> list[Part]:
    """Parts as they were said at an instant: what is said only once it is late stays, or goes, for good."""
    there = [part for part in parts if not isinstance(part, OnceLate) or at > part.after]
    return [part.text if isinstance(part, OnceLate) else part for part in there]


def as_row(part: Part) -> dict[str, Any]:
    """A part, as a row of the outbox holds it."""
    match part:
        case Text():
            return {"text": part.to_json()}
        case OnceLate():
            return {"text": part.text.to_json(), "after": part.after.isoformat()}
        case Recorded():
            return {"recorded": part.update_id}
    found: dict[str, Any] = {"of": part.of, "id": part.id}
    if part.heading is not None:
        found["heading"] = part.heading.to_json()
    return {**found, "easy": True} if part.is_easy else found
