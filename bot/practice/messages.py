"""What was said: one message, with all that may hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.practice.chats import Chat
from bot.practice.people import Account

JSON = dict[str, Any]

CAPTIONED = frozenset({"photo", "voice", "audio", "video", "document"})
DELETE_WINDOW_SECONDS = 48 * 3600


@dataclass(slots=True, eq=False)
class Message:
    """A message. `text` is the caption where `kind` is a medium; `body` are its other Bot API fields, as written.

    `kind` is `text`, a medium, `contact`, `location`, `poll` or `service`; `markup` an inline keyboard; `keyboard` what
    the message did to the reply keyboard of those who see it.
    """

    id: int
    chat: Chat
    sender: Account
    date: int
    kind: str = "text"
    text: str = ""
    entities: list[JSON] = field(default_factory=list)
    body: JSON = field(default_factory=dict)
    thread: int | None = None
    reply_to: Message | None = None
    markup: JSON | None = None
    keyboard: JSON | None = None
    anonymous: bool = False
    edited: int | None = None
    deleted: bool = False
    album: str | None = None
    silent: bool = False
    protected: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)
    votes: dict[int, list[int]] = field(default_factory=dict)

    @property
    def captioned(self) -> bool:
        """Whether its text is a caption."""
        return self.kind in CAPTIONED

    @property
    def from_bot(self) -> bool:
        """Whether a bot wrote it."""
        return self.sender.is_bot

    def delete(self) -> None:
        """Takes away everything that was in it."""
        self.deleted = True
        self.text, self.entities, self.body, self.markup, self.keyboard = "", [], {}, None, None


@dataclass(slots=True)
class Draft:
    """What is about to be said, before it has an id and a date."""

    kind: str = "text"
    text: str = ""
    entities: list[JSON] = field(default_factory=list)
    body: JSON = field(default_factory=dict)
    thread: int | None = None
    reply_to: Message | None = None
    markup: JSON | None = None
    keyboard: JSON | None = None
    anonymous: bool = False
    album: str | None = None
    silent: bool = False
    protected: bool = False
