"""What became of a call, by its cause. Whatever is not known to have failed may have arrived."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aiogram import exceptions
from aiogram.types import ForumTopic, Message
from aiohttp import ClientConnectorError, ConnectionTimeoutError, InvalidURL

from bot.courier.line import MayNoLonger


class Cause(StrEnum):
    """What became of a call."""

    SAID = "said"
    NOT_CALLED = "not called"
    NO_CONNECTION = "no connection"
    UNKNOWN = "unknown"
    TOO_MANY = "too many"
    BOT_REFUSED = "bot refused"
    UNREACHABLE = "unreachable"
    MOVED = "moved"
    MAYBE_MOVED = "maybe moved"
    NO_TOPIC = "no topic"
    NOTHING_TO_EDIT = "nothing to edit"
    REFUSED = "refused"


NEVER_ARRIVED = frozenset({Cause.NOT_CALLED, Cause.NO_CONNECTION, Cause.TOO_MANY, Cause.BOT_REFUSED})
"""Nothing was said, and nobody is to blame for it: it is tried again as if it had not been tried."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call. `seconds`: of silence asked for; `chat`: where it is now, or has moved to; `thread`: the
    topic that was made.
    """

    cause: Cause
    why: str | None = None
    seconds: float = 0.0
    chat: int | None = None
    message_id: int | None = None
    thread: int | None = None


_UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "bot was kicked",
    "bot was blocked",
    "bot is not a member",
    "have no rights to send",
    "not enough rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_send_",
    "chat_admin_required",
    "no write access",
    "user_restricted",
    "chat_restricted",
)
_MAYBE_MOVED = ("group chat was upgraded", "group chat was deleted", "group chat was deactivated")
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic closed", "topic_id_invalid")
_DONE_ALREADY = ("message is not modified", "message to delete not found")
_NOTHING_TO_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message can't be deleted",
    "message_delete_forbidden",
    "message_id_invalid",
)
_SILENCE = re.compile(r"too many requests(?:\D*(\d+))?", re.IGNORECASE)


def answered(result: Any) -> Outcome:
    """Telegram did it."""
    if isinstance(result, ForumTopic):
        return Outcome(Cause.SAID, thread=result.message_thread_id)
    if isinstance(result, Message):
        return Outcome(Cause.SAID, chat=result.chat.id, message_id=result.message_id)
    return Outcome(Cause.SAID)


def raised(error: BaseException) -> Outcome:
    """What an exception of the call means. Never raises itself."""
    match error:
        case exceptions.TelegramRetryAfter():
            return Outcome(Cause.TOO_MANY, seconds=float(error.retry_after))
        case exceptions.TelegramMigrateToChat():
            return Outcome(Cause.MOVED, chat=error.migrate_to_chat_id)
        case exceptions.TelegramEntityTooLarge():
            return Outcome(Cause.REFUSED, "too large")
        case exceptions.TelegramNetworkError() if isinstance(error.__cause__, MayNoLonger):
            return Outcome(Cause.NOT_CALLED)
        case exceptions.TelegramNetworkError() if _never_connected(error.__cause__):
            return Outcome(Cause.NO_CONNECTION, type(error.__cause__).__name__)
        case exceptions.TelegramForbiddenError():
            return _in_words(error, Cause.UNREACHABLE)
        case exceptions.TelegramBadRequest():
            return _in_words(error, Cause.REFUSED)
        case exceptions.TelegramUnauthorizedError() | exceptions.TelegramNotFound():
            return Outcome(Cause.BOT_REFUSED, type(error).__name__)
        case exceptions.ClientDecodeError():
            return _undecoded(error.data)
        case exceptions.TelegramAPIError():
            return _other(error)
    return Outcome(Cause.UNKNOWN, type(error).__name__)


def _never_connected(cause: BaseException | None) -> bool:
    return isinstance(cause, (ClientConnectorError, ConnectionTimeoutError, InvalidURL))


def _in_words(error: exceptions.TelegramAPIError, otherwise: Cause) -> Outcome:
    description = str(error.message or "")
    why = description.partition(": ")[2] or description
    return Outcome(_said_by(description.lower(), otherwise), why[:200])


def _said_by(description: str, otherwise: Cause) -> Cause:
    if any(sign in description for sign in _DONE_ALREADY):
        return Cause.SAID
    causes = {
        Cause.MAYBE_MOVED: _MAYBE_MOVED,
        Cause.UNREACHABLE: _UNREACHABLE,
        Cause.NO_TOPIC: _NO_TOPIC,
        Cause.NOTHING_TO_EDIT: _NOTHING_TO_EDIT,
    }
    return next((cause for cause, signs in causes.items() if any(sign in description for sign in signs)), otherwise)


def _undecoded(data: Any) -> Outcome:
    """An answer that says "ok" in a shape not known here is still an answer."""
    match data:
        case {"ok": True, "result": {"message_id": int(message), "chat": {"id": int(chat)}}}:
            return Outcome(Cause.SAID, chat=chat, message_id=message)
    return Outcome(Cause.UNKNOWN, "ClientDecodeError")


def _other(error: exceptions.TelegramAPIError) -> Outcome:
    """A 429 that names no seconds comes as the plain error."""
    found = _SILENCE.search(str(error.message or ""))
    if found and type(error) is exceptions.TelegramAPIError:
        return Outcome(Cause.TOO_MANY, seconds=max(1.0, float(found[1] or 1)))
    return Outcome(Cause.UNKNOWN, type(error.__cause__ or error).__name__)
