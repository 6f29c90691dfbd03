"""What arrived, without Telegram's types: the rest of Hearback reads these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiogram.enums import ChatType
from aiogram.types import Message, User

from bot.handlers import sent
from bot.language import Text
from bot.loop.people import Sender
from bot.talk.writing import is_blank, tidy

ANONYMOUS_ADMIN = 1087968824
CHANNEL, LINKED_CHANNEL = 136817688, 777000
NOBODY = frozenset({ANONYMOUS_ADMIN, CHANNEL, LINKED_CHANNEL})
OUR_COMMANDS = frozenset({"start", "help", "tell", "ask", "check", "urgent", "group", "here", "host", "loop"})


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message: who wrote it where (`thread`: in which topic), its words or media, and what it replies to.

    `sender` is missing where nobody in particular wrote it (an anonymous administrator, a channel). `refused` says why
    something that came with words is not taken; `odd` answers what holds nothing to keep. `size` (bytes) and
    `unique_id` are of the file that came. `album` is shared by what was sent together; `language` is what the words
    seem to be in. `as_sent`: the words (behind the command) with every sign that they came with, and `replied_words`
    those of the message that this replies to; only to be compared.
    """

    chat: int
    message_id: int
    sender: Sender | None
    title: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    media: tuple[dict[str, str], ...] = ()
    reply_to: int | None = None
    replies_to_bot: bool = False
    replied_sender: Sender | None = None
    thread: int | None = None
    command: str = field(default="", repr=False)
    addressed: str = field(default="", repr=False)
    rest: str = field(default="", repr=False)
    is_edit: bool = False
    sent_at: datetime | None = None
    album: str | None = None
    is_forwarded: bool = False
    by_machine: bool = False
    refused: Text | None = None
    size: int | None = None
    unique_id: str = ""
    odd: tuple[Text, ...] = ()
    language: str | None = None
    as_sent: str = field(default="", repr=False)
    replied_words: str = field(default="", repr=False)

    @property
    def is_for_us(self) -> bool:
        """Whether it is a command that means this bot: one of ours, or any that names it."""
        return self.command in OUR_COMMANDS or bool(self.addressed)


def sender_of(user: User) -> Sender:
    """A Telegram user as the rules know people."""
    return Sender(user.id, user.full_name, user.language_code)


def read(message: Message, bot_id: int, *, is_edit: bool = False) -> Arrived:
    """What a Telegram message holds for Hearback."""
    words = tidy(message.text or message.caption or "")
    words = "" if is_blank(words) else words
    command, addressed, rest = _command(words)
    brought = sent.of(message)
    media, refused = brought.media, brought.refused
    replied = message.reply_to_message
    return Arrived(
        chat=message.chat.id,
        message_id=message.message_id,
        sender=_sender(message),
        title=message.chat.title or "",
        words=words,
        media=media,
        reply_to=replied.message_id if replied else None,
        replies_to_bot=bool(replied and replied.from_user and replied.from_user.id == bot_id),
        replied_sender=_somebody(replied) if replied else None,
        thread=message.message_thread_id if message.is_topic_message else None,
        command=command,
        addressed=addressed,
        rest=rest,
        is_edit=is_edit,
        sent_at=_moment(message, is_edit=is_edit),
        album=message.media_group_id,
        is_forwarded=message.forward_origin is not None,
        by_machine=_is_by_machine(message),
        refused=refused,
        size=brought.size,
        unique_id=brought.unique_id,
        odd=_odd(message, refused) if not words and not media else (),
        as_sent=_command((message.text or message.caption or "").strip())[2],
        replied_words=(replied.text or replied.caption or "") if replied else "",
    )


def is_private(message: Message) -> bool:
    """Whether it was written in a private chat with the bot."""
    return message.chat.type == ChatType.PRIVATE


def _somebody(message: Message) -> Sender | None:
    """Who wrote a message, where that was a person."""
    is_bot = message.from_user is not None and message.from_user.is_bot
    return None if is_bot else _sender(message)


def _sender(message: Message) -> Sender | None:
    user = message.from_user
    if user is None or message.sender_chat is not None or user.id in NOBODY:
        return None
    return sender_of(user)


def _command(words: str) -> tuple[str, str, str]:
    """The command, the bot that it names, if any, and what stands behind it."""
    if not words.startswith("/"):
        return "", "", words
    head, _space, rest = words.partition(" ") if "\n" not in words.split(" ")[0] else words.partition("\n")
    command, _at, bot = head[1:].partition("@")
    return command.lower(), bot.lower(), rest.strip()


def _moment(message: Message, *, is_edit: bool) -> datetime:
    if is_edit and message.edit_date:
        return datetime.fromtimestamp(message.edit_date, UTC)
    return message.date


def _is_by_machine(message: Message) -> bool:
    """Another bot's message. Whoever writes as the group or as a channel is a person."""
    user = message.from_user
    return user is not None and user.is_bot and message.sender_chat is None and user.id != ANONYMOUS_ADMIN


def _odd(message: Message, refused: Text | None) -> tuple[Text, ...]:
    return (refused,) if refused else tuple(sent.odd(message))
