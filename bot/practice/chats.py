"""Where people and bots talk: private chats, groups, supergroups, forums and their topics."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.practice.people import Account, Bot, Person

if TYPE_CHECKING:
    from bot.practice.messages import Message

GENERAL = 1
DEFAULT_ICON_COLOR = 0x6FB9F0
RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip


class Kind(StrEnum):
    """What sort of chat."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Status(StrEnum):
    """What somebody is in a group."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


THERE = frozenset({Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER})
ADMINISTRATORS = frozenset({Status.CREATOR, Status.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Member:
    """How somebody stands in a group; changed by putting another one in its place."""

    account: Account
    status: Status = Status.MEMBER
    rights: frozenset[str] = frozenset()
    anonymous: bool = False
    title: str | None = None

    @property
    def there(self) -> bool:
        """Whether they are in the group."""
        return self.status in THERE

    @property
    def administrator(self) -> bool:
        """Whether they run the group."""
        return self.status in ADMINISTRATORS

    def may(self, right: str) -> bool:
        """Whether they have one of Telegram's administrator rights here."""
        return self.status is Status.CREATOR or (self.administrator and right in self.rights)


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is that of the service message that opened it."""

    id: int
    name: str
    icon_color: int = DEFAULT_ICON_COLOR
    closed: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """One chat with everything said in it. In a private one `person` and `bot` are its two sides."""

    id: int
    kind: Kind
    title: str | None = None
    username: str | None = None
    forum: bool = False
    person: Person | None = None
    bot: Bot | None = None
    started: bool = False
    upgraded_to: int | None = None
    last_id: int = 0
    stirred: float = 0.0
    last_bot: int | None = None
    members: dict[int, Member] = field(default_factory=dict)
    thrown_out: set[int] = field(default_factory=set)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    toasts: list[dict[str, Any]] = field(default_factory=list)
    faces: dict[tuple[int, bool], dict[str, Any]] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether this is a chat of one person and one bot."""
        return self.kind is Kind.PRIVATE

    @property
    def key(self) -> str:
        """Names the chat among all of the world: a person has one private chat with each bot, all with the same id."""
        return f"{self.id}/{self.bot.id}" if self.bot else str(self.id)

    def member(self, account_id: int) -> Member | None:
        """How somebody stands here; None for one who never was here."""
        return self.members.get(account_id)

    def has(self, account_id: int) -> bool:
        """Whether they are in it now."""
        member = self.members.get(account_id)
        return member is not None and member.there

    def bots(self) -> list[Bot]:
        """The bots that are in it now."""
        return [one.account for one in self.members.values() if one.there and isinstance(one.account, Bot)]

    def owner(self) -> Person | None:
        """Whose group it is."""
        owners = (one.account for one in self.members.values() if one.status is Status.CREATOR)
        return next((one for one in owners if isinstance(one, Person)), None)

    def changed(self) -> None:
        """Forgets how the chat looked on the wire, because its name or kind is another now."""
        self.faces.clear()
