"""Who there is: people and bots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.practice.updates import Inbox
from bot.practice.webhook import Webhook

JSON = dict[str, Any]


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with an account. `blocked` holds the ids of the bots that they have blocked."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False
    blocked: set[int] = field(default_factory=set)

    is_bot = False

    @property
    def name(self) -> str:
        """What stands over their messages."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(slots=True, eq=False)
class Bot:
    """A bot account. `told` holds what it set about itself: (what, scope, language) → value."""

    id: int
    token: str
    first_name: str
    username: str
    inbox: Inbox
    privacy: bool = True
    webhook: Webhook | None = None
    told: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    is_bot = True

    @property
    def name(self) -> str:
        """What stands over its messages."""
        return self.first_name


Account = Person | Bot
