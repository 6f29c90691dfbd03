"""The tree of errors.

HearbackError
├── Mistake          the person's mistake: they get one kind sentence, nothing is lost
│   ├── NotAllowed   they may not do this
│   └── NoLongerThere  what they point at is gone, or was already settled
├── Temporary        will pass: the work is tried again
└── Permanent        will not pass: it is recorded and shown to someone
    └── WrongSetting a setting stops the start
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.language import Text


class HearbackError(Exception):
    """Something that Hearback foresaw."""


class Mistake(HearbackError):
    """The person's mistake. `text` is the one kind sentence that they are answered with."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.message)
        self.text = text


class NotAllowed(Mistake):
    """This person may not do this."""


class NoLongerThere(Mistake):
    """What they point at is gone, or was settled already."""


class Temporary(HearbackError):
    """Will pass by itself: the work is tried again, `retry_after` seconds later where that is known."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Permanent(HearbackError):
    """Will not pass by itself: it is recorded, and shown to someone."""


class WrongSetting(Permanent):
    """A setting stops the start; the message says which, and how to mend it."""
