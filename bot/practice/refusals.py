"""How this Telegram says no, in Telegram's own words: to bots (`Refused`), to whoever plays people (`NotPossible`)."""

from __future__ import annotations

from typing import Any

from bot.errors import HearbackError


class Refused(HearbackError):
    """A Bot API call that is answered with an error, in the shape Telegram gives it."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


class NotPossible(HearbackError):
    """What somebody wanted a person of this world to do cannot be done; `status` is the HTTP status that says so."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def no_such(what: str, which: object) -> NotPossible:
    """There is no such person, chat or message."""
    return NotPossible(f"There is no {what} {which}.", status=404)


def bad(description: str) -> Refused:
    """400 with Telegram's prefix."""
    return Refused(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refused:
    """403 with Telegram's prefix."""
    return Refused(403, f"Forbidden: {description}")


def conflict(description: str) -> Refused:
    """409 with Telegram's prefix."""
    return Refused(409, f"Conflict: {description}")


def too_many(retry_after: int) -> Refused:
    """429; `retry_after` in whole seconds."""
    return Refused(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def upgraded(to: int) -> Refused:
    """400 with the id of the supergroup that the group has become."""
    return Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)


def unreadable(why: str) -> Refused:
    """400: the text's formatting cannot be read."""
    return bad(f"can't parse entities: {why}")
