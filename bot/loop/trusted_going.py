"""Whether a trusted message goes out at this moment, and what one copy of it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.loop import record, trusted, trusted_lines
from bot.store import outbox
from bot.store.session import Work
from bot.store.trusted import Attachment, TrustedMessage
from bot.words import MessageState

ANY_LANGUAGE = ""
ORDER = ("photo", "voice", "document")
OF = (trusted.WORDS, trusted.EASY)


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


@dataclass(slots=True)
class Copies:
    """What the copies of one message say, in each language; looked up once for all of them."""

    work: Work
    message: TrustedMessage
    _unread: frozenset[str] = field(default=frozenset(), init=False)
    _files: list[Attachment] = field(default_factory=list, init=False)
    _said: dict[tuple[str, bool], dict[str, Any]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Look up who read it in which language, and what goes with it."""
        found = trusted.written(self.work, self.message)
        self._unread = frozenset(one for one, version in found.items() if version.read_by_id is None)
        self._files = trusted.attachments(self.work, self.message)

    def said(self, language: str, *, is_easy: bool) -> dict[str, Any]:
        """One copy in a language, as a row of the outbox holds it; its words are chosen when it is said."""
        if (language, is_easy) not in self._said:
            self._said[language, is_easy] = self._made(language, is_easy)
        return self._said[language, is_easy]

    def _made(self, language: str, is_easy: bool) -> dict[str, Any]:
        message = self.message
        by_one = language != message.language and language in self._unread
        parts = trusted_lines.parts(self.work, message, is_easy=is_easy, read_by_one=by_one)
        what: dict[str, Any] = {"do": "say", **outbox.shown(parts, trusted_lines.buttons(message))}
        files = [one for one in self._files if one.language in (language, ANY_LANGUAGE)]
        files.sort(key=lambda one: (ORDER.index(one.kind) if one.kind in ORDER else len(ORDER), one.number))
        if files:
            first, *more = [{"kind": one.kind, "file_id": one.file_id} for one in files]
            what |= {"media": first, "more": more} if more else {"media": first}
        return what


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
