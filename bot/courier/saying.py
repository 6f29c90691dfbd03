"""One thing being said: as it waits, as it is on its way, and with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.courier.outcome import Cause, Outcome
from bot.courier.render import Call
from bot.words import Lane

ONCE = ("say", "topic")


@dataclass(frozen=True, slots=True)
class Due:
    """A row that may be said now, as far as the database knows."""

    id: int
    chat_id: int
    lane: Lane
    is_private: bool
    is_copy: bool = False

    @property
    def pace(self) -> Lane:
        """The lane by whose pace it goes: an urgent message to many leaves room for replies, as any other does."""
        return Lane.TRUSTED if self.is_copy else self.lane


@dataclass(frozen=True, slots=True)
class Saying:
    """A row that was claimed, with the call that says it (or the next `piece` of it, of `pieces`)."""

    id: int
    chat_id: int
    lane: Lane
    telling_id: int | None
    followup_id: int | None
    epoch: int
    attempts: int
    what: dict[str, Any]
    call: Call
    piece: int = 0
    pieces: int = 1
    digest: str = ""

    @property
    def may_be_doubled(self) -> bool:
        """Whether doing it twice is the same as doing it once: edits, deletions, and leaving a chat."""
        return self.what["do"] not in ONCE

    @property
    def is_last_piece(self) -> bool:
        """Whether all is said once this is."""
        return self.piece + 1 == self.pieces


@dataclass(frozen=True, slots=True)
class Result:
    """What became of it."""

    saying: Saying
    outcome: Outcome

    @property
    def may_wait_again(self) -> bool:
        """Whether something waits because of it: the same again, its next piece, or an alert."""
        return self.outcome.cause != Cause.SAID or not self.saying.is_last_piece
