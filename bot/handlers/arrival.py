"""What arrived, without Telegram's types: the rest of Hearback reads these."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiogram.enums import ChatType
from aiogram.types import Message, User

from bot.loop.people import Sender

ANONYMOUS_ADMIN = 1087968824
OUR_COMMANDS = frozenset({"start", "help", "tell"})


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message: who wrote it where, its words or media, and what it replies to.

    `sender` is missing where nobody in particular wrote it (an anonymous administrator, a channel).
    """

    chat: int
    message_id: int
    sender: Sender | None
    title: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    media: tuple[dict[str, str], ...] = ()
    reply_to: int | None = None
    replies_to_bot: bool = False
    command: str = field(default="", repr=False)
    addressed: str = field(default="", repr=False)
    rest: str = field(default="", repr=False)
    is_edit: bool = False
    unknown: bool = field(default=False)

    @property
    def is_for_us(self) -> bool:
        """Whether it is a command that means this bot: one of ours, or any that names it."""
        return self.command in OUR_COMMANDS or bool(self.addressed)


def sender_of(user: User) -> Sender:
    """A Telegram user as the rules know people."""
    return Sender(user.id, user.full_name, user.language_code)


def read(message: Message, bot_id: int, *, is_edit: bool = False) -> Arrived:
    """What a Telegram message holds for Hearback."""
    words = (message.text or message.caption or "").strip()
    command, addressed, rest = _command(words)
    media = _media(message)
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
        command=command,
        addressed=addressed,
        rest=rest,
        is_edit=is_edit,
        unknown=not words and not media,
    )


def is_private(message: Message) -> bool:
    """Whether it was written in a private chat with the bot."""
    return message.chat.type == ChatType.PRIVATE


def _sender(message: Message) -> Sender | None:
    user = message.from_user
    if user is None or message.sender_chat is not None or user.id == ANONYMOUS_ADMIN:
        return None
    return sender_of(user)


def _command(words: str) -> tuple[str, str, str]:
    """The command, the bot that it names, if any, and what stands behind it."""
    if not words.startswith("/"):
        return "", "", words
    head, _space, rest = words.partition(" ") if "\n" not in words.split(" ")[0] else words.partition("\n")
    command, _at, bot = head[1:].partition("@")
    return command.lower(), bot.lower(), rest.strip()


def _media(message: Message) -> tuple[dict[str, str], ...]:
    if message.voice is not None:
        return ({"kind": "voice", "file_id": message.voice.file_id},)
    if message.photo:
        return ({"kind": "photo", "file_id": message.photo[-1].file_id},)
    return ()
