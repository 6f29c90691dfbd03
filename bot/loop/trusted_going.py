"""Whether a trusted message goes out at this moment, and what one copy of it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.loop import consult_words, record, trusted, trusted_files, trusted_lines, trusted_passing
from bot.message_words import MessageState
from bot.store import outbox
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.trusted import Attachment, TrustedMessage

OF = (trusted.WORDS, trusted.EASY, trusted.PICTURE)
Rows = tuple[tuple[Button, ...], ...]


class Going(StrEnum):
    """Why a message goes out, or why it does not."""

    GOES = "goes"
    PAUSED = "paused"
    CHANGED = "changed"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


HELD = frozenset({Going.PAUSED, Going.CHANGED})
GOES = frozenset({MessageState.SENDING, MessageState.SENT})
"""What is sent may be said once more where a person decided so."""


class Sort(NamedTuple):
    """By what copies of one message differ: language, easy words, and whether a champion passes it on."""

    language: str
    is_easy: bool = False
    is_passed_on: bool = False


@dataclass(slots=True)
class Copies:
    """What the copies of one message say, in each language; looked up once for all of them."""

    work: Work
    message: TrustedMessage
    _by_one: frozenset[str] = field(default=frozenset(), init=False)
    _files: list[Attachment] = field(default_factory=list, init=False)
    _said: dict[Sort, dict[str, Any]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Look up who read it in which language, and what goes with it."""
        self._by_one = trusted.read_by_one(self.work, self.message)
        self._files = trusted.attachments(self.work, self.message)

    def said(self, sort: Sort) -> dict[str, Any]:
        """One copy, as a row of the outbox holds it; its words are chosen when it is said."""
        if sort not in self._said:
            self._said[sort] = self._made(sort)
        return self._said[sort]

    def _made(self, sort: Sort) -> dict[str, Any]:
        message, language = self.message, sort.language
        by_one = language in self._by_one
        parts = trusted_lines.parts(self.work, message, is_easy=sort.is_easy, read_by_one=by_one)
        rows = _passing(message) if sort.is_passed_on else trusted_lines.buttons_in(self.work, message, language)
        what: dict[str, Any] = {"do": "say", **outbox.shown(parts, rows)}
        if sort.is_passed_on:
            above = outbox.shown([trusted_passing.above(message)], ())["parts"]
            what |= {"language": language, "before": above}
        media = trusted_files.with_copy(self._files, language)
        if media:
            what["media"] = media[0]
        if media[1:]:
            what["more"] = media[1:]
        return what


def _passing(message: TrustedMessage) -> Rows:
    """What stands under words that a champion passes on: with a question, what the group answered."""
    return trusted_passing.BUTTONS if message.choices is None else (*trusted_passing.BUTTONS, consult_words.THEIRS)


def going(work: Work, message: TrustedMessage) -> Going:
    """Whether it may be said at this moment: still on its way, still right, and still what was approved."""
    if message.withdrawn_at is not None or message.state == MessageState.WITHDRAWN:
        return Going.WITHDRAWN
    if message.state == MessageState.PAUSED:
        return Going.PAUSED
    if message.state not in GOES:
        return Going.STOPPED
    if message.expires_on < work.now.astimezone(ZoneInfo(work.programme.time_zone)).date():
        return Going.EXPIRED
    if message.binding is None or message.binding != trusted.binding(work, message):
        return Going.CHANGED
    return Going.GOES


def hold(work: Work, message: TrustedMessage, why: Going) -> None:
    """It stands still, by nobody's hand: it is not what was approved any more, or it is not right any more."""
    before = message.state
    message.state = MessageState.PAUSED if why is Going.CHANGED else MessageState.STOPPED
    if why is Going.EXPIRED:
        message.ended_at = work.now
    record.act(work, None, "hold_message", trusted.ABOUT, message.number, before=before, after=message.state, why=why)
