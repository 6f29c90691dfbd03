"""Telegram as far as a bot sees it: calls come in, messages stand in chats. No network."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot, methods
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
)
from aiogram.types import BufferedInputFile, ForumTopic, InlineKeyboardButton, InlineKeyboardMarkup, Message

BOT_ID = 42
TOKEN = f"{BOT_ID}:TEST"
BOT_USER = {"id": BOT_ID, "is_bot": True, "first_name": "Hearback", "username": "hearback_bot"}
ISOLATES = re.compile("[\u2066-\u2069]")


def plain(text: str) -> str:
    """Words without the invisible marks that keep directions apart and numbers together."""
    return ISOLATES.sub("", text).replace("\u00a0", " ")


@dataclass
class Line:
    """One message in a chat. `by` is nobody where the bot said it; `buttons` are rows of (label, data)."""

    chat: int
    message_id: int
    text: str
    by: dict[str, Any] | None = None
    buttons: list[list[tuple[str, str]]] = field(default_factory=list)
    reply_to: Line | None = None
    medium: dict[str, Any] = field(default_factory=dict)
    file: tuple[str, bytes] | None = None
    is_deleted: bool = False
    thread: int | None = None

    def button(self, label: str) -> str | None:
        """The data of the button with this label."""
        return next((data for row in self.buttons for name, data in row if name == label), None)


class Telegram(BaseSession):
    """Does what it is asked, unless a chat has blocked the bot, has moved, or its answers get lost."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[int, list[Line]] = defaultdict(list)
        self.toasts: dict[str, str | None] = {}
        self.left: list[int] = []
        self.calls: list[methods.TelegramMethod[Any]] = []
        self.blocked: set[int] = set()
        self.not_to_edit: set[int] = set()
        self.answers_lost: set[int] = set()
        self.requests_lost: set[int] = set()
        self.moved: dict[int, int] = {}
        self.refused: dict[int, str] = {}
        self.closed_topics: set[int] = set()
        self.deleted_topics: set[int] = set()
        self.too_old_to_delete: set[int] = set()
        self.forums: set[int] = set()
        self.may_make_topics = True
        self.requests_lost_for_topics = False
        self.topics: dict[int, dict[int, str]] = defaultdict(dict)

    def said_in(self, chat: int) -> list[Line]:
        """What the bot has said in a chat, as it reads now."""
        return [line for line in self.lines[chat] if line.by is None and not line.is_deleted]

    def put(self, line: Line) -> Line:
        """Let a message stand in its chat."""
        self.lines[line.chat].append(line)
        return line

    def next_id(self, chat: int) -> int:
        return len(self.lines[chat]) + 1

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109
        self.calls.append(method)
        if isinstance(method, methods.AnswerCallbackQuery):
            assert method.text is None or len(method.text) <= 200
            self.toasts[method.callback_query_id] = plain(method.text) if method.text else None
            return True
        self._refuse(method)
        if isinstance(method, methods.LeaveChat):
            self.left.append(int(method.chat_id))
            return True
        if isinstance(method, methods.CreateForumTopic):
            return self._topic_made(method)
        chat = method.chat_id
        if chat in self.requests_lost:
            raise TelegramNetworkError(method, "lost on the way there")
        if isinstance(method, methods.DeleteMessage):
            return self._deleted(method)
        line = self._edited(method) if hasattr(method, "message_id") else self._said(method)
        if chat in self.answers_lost:
            raise TelegramNetworkError(method, "lost on the way back")
        return Message.model_validate(self.shown(line, date=1))

    def shown(self, line: Line, date: int) -> dict[str, Any]:
        """A message as Telegram writes it in an update or an answer."""
        raw: dict[str, Any] = {
            "message_id": line.message_id,
            "date": date,
            "chat": chat_of(line.chat),
            "from": line.by or BOT_USER,
            **line.medium,
        }
        if line.chat in self.forums:
            raw["chat"]["is_forum"] = True
        if line.text:
            raw["caption" if line.medium else "text"] = line.text
        if line.reply_to is not None:
            raw["reply_to_message"] = self.shown(line.reply_to, date)
            raw["reply_to_message"].pop("reply_to_message", None)
        return raw

    async def close(self) -> None:
        pass

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        nothing: tuple[bytes, ...] = ()
        for piece in nothing:
            yield piece

    def _refuse(self, method: Any) -> None:
        if method.chat_id in self.moved:
            raise TelegramMigrateToChat(
                method, "group chat was upgraded to a supergroup chat", self.moved[method.chat_id]
            )
        if method.chat_id in self.refused:
            raise TelegramBadRequest(method, f"Bad Request: {self.refused[method.chat_id]}")
        if getattr(method, "message_thread_id", None) in self.closed_topics:
            raise TelegramBadRequest(method, "Bad Request: TOPIC_CLOSED")
        thread = getattr(method, "message_thread_id", None)
        if thread in self.deleted_topics:
            raise TelegramBadRequest(method, "Bad Request: message thread not found")
        if method.chat_id in self.blocked:
            raise TelegramForbiddenError(method, "Forbidden: bot was blocked by the user")

    def _topic_made(self, method: methods.CreateForumTopic) -> ForumTopic:
        chat = int(method.chat_id)
        if self.requests_lost_for_topics:
            raise TelegramNetworkError(method, "lost on the way there")
        if chat not in self.forums:
            raise TelegramBadRequest(method, "Bad Request: the chat is not a forum")
        if not self.may_make_topics:
            raise TelegramBadRequest(method, "Bad Request: not enough rights to create a topic")
        thread = 100 + len(self.topics[chat])
        self.topics[chat][thread] = method.name
        return ForumTopic(message_thread_id=thread, name=method.name, icon_color=0)

    def delete_topic(self, chat: int, name: str) -> int:
        """Somebody deletes a topic, with all that stands in it; the number that it had."""
        [thread] = [thread for thread, one in self.topics[chat].items() if one == name]
        self.topics[chat][thread] = ""
        self.deleted_topics.add(thread)
        for line in self.lines[chat]:
            line.is_deleted = line.is_deleted or line.thread == thread
        return thread

    def in_topic(self, chat: int, name: str) -> list[Line]:
        """What stands in a topic of a group; without a name, in General."""
        threads = [thread for thread, one in self.topics[chat].items() if one == name]
        return [line for line in self.said_in(chat) if (line.thread in threads if name else line.thread is None)]

    def _said(self, method: Any) -> Line:
        text = getattr(method, "text", None) or getattr(method, "caption", None) or ""
        _must_fit(method, text)
        assert text or not isinstance(method, methods.SendMessage), "Telegram takes no empty message"
        medium: dict[str, Any] = {}
        if isinstance(method, methods.SendVoice):
            medium = {"voice": {"file_id": method.voice}}
        if isinstance(method, methods.SendPhoto):
            medium = {"photo": [{"file_id": method.photo}]}
        file = None
        if isinstance(method, methods.SendDocument) and isinstance(method.document, BufferedInputFile):
            medium, file = medium_of("document"), (method.document.filename or "", method.document.data)
        elif isinstance(method, methods.SendDocument):
            medium = {"document": {**_FILE, "file_id": method.document}}
        if isinstance(method, methods.SendAudio):
            medium = {"audio": {**_FILE, "file_id": method.audio, "duration": 1}}
        if isinstance(method, methods.SendVideo):
            medium = {"video": {**_FILE, "file_id": method.video, "width": 1, "height": 1, "duration": 1}}
        if isinstance(method, methods.SendVideoNote):
            medium = {"video_note": {**_FILE, "file_id": method.video_note, "length": 1, "duration": 1}}
        asked = method.reply_parameters.message_id if method.reply_parameters else None
        above = next((one for one in self.lines[method.chat_id] if one.message_id == asked), None)
        return self.put(
            Line(
                method.chat_id,
                self.next_id(method.chat_id),
                plain(text),
                buttons=_buttons(method.reply_markup),
                reply_to=above,
                medium=_with_unique_ids(medium),
                file=file,
                thread=getattr(method, "message_thread_id", None),
            )
        )

    def _deleted(self, method: methods.DeleteMessage) -> bool:
        chat = int(method.chat_id)
        found = [line for line in self.lines[chat] if line.message_id == method.message_id and not line.is_deleted]
        if not found:
            raise TelegramBadRequest(method, "Bad Request: message to delete not found")
        if chat in self.too_old_to_delete:
            raise TelegramBadRequest(method, "Bad Request: message can't be deleted for everyone")
        found[0].is_deleted = True
        return True

    def _edited(self, method: Any) -> Line:
        if method.chat_id in self.not_to_edit:
            raise TelegramBadRequest(method, "Bad Request: message can't be edited")
        line = next(one for one in self.lines[method.chat_id] if one.message_id == method.message_id)
        if line.is_deleted:
            raise TelegramBadRequest(method, "Bad Request: message to edit not found")
        line.text = plain(getattr(method, "text", None) or getattr(method, "caption", None) or "")
        _must_fit(method, getattr(method, "text", None) or getattr(method, "caption", None) or "")
        line.buttons = _buttons(method.reply_markup)
        return line


def chat_of(chat: int) -> dict[str, Any]:
    """A chat as Telegram writes it."""
    if chat > 0:
        return {"id": chat, "type": "private", "first_name": "Somebody"}
    return {"id": chat, "type": "supergroup" if chat < -(10**12) else "group", "title": f"Chat {chat}"}


def medium_of(kind: str) -> dict[str, Any]:
    """Something sent, as Telegram writes it in a message."""
    match kind:
        case "photo":
            return _with_unique_ids({"photo": [{"file_id": "a-photo"}]})
        case "voice":
            return _with_unique_ids({"voice": {"file_id": "a-voice"}})
    return MEDIA[kind]


def _with_unique_ids(medium: dict[str, Any]) -> dict[str, Any]:
    if "voice" in medium:
        medium["voice"] |= {"file_unique_id": "u", "duration": 3}
    for size in medium.get("photo", ()):
        size |= {"file_unique_id": "u", "width": 1, "height": 1}
    return medium


def _must_fit(method: Any, text: str) -> None:
    most = 4096 if hasattr(method, "text") else 1024
    assert len(text.encode("utf-16-le")) // 2 <= most, "Telegram takes no message as long as that"


def _buttons(markup: Any) -> list[list[tuple[str, str]]]:
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return [[(plain(button.text), _carried(button)) for button in row] for row in markup.inline_keyboard]


def _carried(button: InlineKeyboardButton) -> str:
    """What a button sends back, opens or copies: Telegram takes exactly one of these."""
    copied = button.copy_text.text if button.copy_text else None
    [carried] = [one for one in (button.callback_data, button.url, copied) if one is not None]
    assert button.text and 1 <= len(carried) <= 256 and len((button.callback_data or "").encode()) <= 64, button
    return carried


_FILE = {"file_id": "f", "file_unique_id": "u"}
MEDIA: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": {
            **_FILE,
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        }
    },
    "video": {"video": {**_FILE, "width": 1, "height": 1, "duration": 1}},
    "video_note": {"video_note": {**_FILE, "length": 1, "duration": 1}},
    "document": {"document": _FILE},
    "audio": {"audio": {**_FILE, "duration": 1}},
    "animation": {"animation": {**_FILE, "width": 1, "height": 1, "duration": 1}, "document": _FILE},
    "location": {"location": {"latitude": 51.5, "longitude": -0.05}},
    "contact": {"contact": {"phone_number": "+44", "first_name": "A"}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "venue": {
        "venue": {"location": {"latitude": 51.5, "longitude": -0.05}, "title": "Clinic", "address": "Mare Street"},
        "location": {"latitude": 51.5, "longitude": -0.05},
    },
    "poll": {
        "poll": {
            "id": "1",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
    "story": {"story": {"id": 1, "chat": {"id": 1, "type": "private"}}},
    "game": {"game": {"title": "A game", "description": "", "photo": []}},
    "payment": {
        "successful_payment": {
            "currency": "GBP",
            "total_amount": 100,
            "invoice_payload": "x",
            "telegram_payment_charge_id": "1",
            "provider_payment_charge_id": "1",
        }
    },
    "pinned": {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    "something new": {"something_nobody_knows": {"a": 1}},
}
