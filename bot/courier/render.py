"""What stands in the outbox becomes Telegram calls, in the receiver's language of this moment.

Everything is plain text without a parse mode, so nothing that a person wrote can become a link or a format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiogram import methods
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters

from bot.courier.cut import CAPTION_UNITS, cut, shorten, units
from bot.language import Languages, Text, _

Call = methods.TelegramMethod[Any]
SendsMedia = (
    methods.SendVoice
    | methods.SendPhoto
    | methods.SendAudio
    | methods.SendVideo
    | methods.SendVideoNote
    | methods.SendDocument
)
VersionKey = tuple[str, int, str]

WITHOUT_CAPTION = "video_note"
PERHAPS_A_REPEAT = _("You may have had this already. I say it again, because I could not see whether it arrived.")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class NoVersion(Exception):
    """There is no text in the receiver's language, and another language would be silent English."""

    def __init__(self, language: str) -> None:
        super().__init__(f"no version in {language}")
        self.language = language


@dataclass(frozen=True, slots=True)
class Where:
    """The chat that is spoken to, and its language."""

    chat: int
    language: str
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The message that is edited: where it was said, and whether its words are a caption."""

    chat: int
    message_id: int
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """The calls that say one thing, in order. `digest` tells whether a later rendering is still the same."""

    calls: tuple[Call, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders with the texts of the catalogs and the `versions` that were looked up."""

    languages: Languages
    versions: Mapping[VersionKey, str] = field(default_factory=dict)

    def say(self, what: Mapping[str, Any], where: Where, *, is_repeat: bool) -> Rendered:
        """The calls for one new message, several where its text is too long for one. Raises `NoVersion`."""
        words = self._words(what["parts"], where.language, is_repeat=is_repeat)
        keyboard = self._keyboard(what, where.language)
        media = what.get("media")
        if media and media["kind"] != WITHOUT_CAPTION and units(words) <= CAPTION_UNITS:
            return _rendered([_media(media, where, words)], keyboard, what.get("reply_to"), words)
        first = [_media(media, where, None)] if media else []
        texts = [_text(piece, where) for piece in cut(words)]
        return _rendered([*first, *texts], keyboard, what.get("reply_to"), words)

    def edit(self, what: Mapping[str, Any], target: Target, language: str) -> Rendered:
        """The call that changes an earlier message. Raises `NoVersion`."""
        words = self._words(what["parts"], language, is_repeat=False)
        keyboard = self._keyboard(what, language)
        call: methods.EditMessageCaption | methods.EditMessageText
        if target.is_caption:
            call = methods.EditMessageCaption(
                chat_id=target.chat,
                message_id=target.message_id,
                caption=shorten(words, CAPTION_UNITS),
                parse_mode=None,
                reply_markup=keyboard,
            )
        else:
            call = methods.EditMessageText(
                chat_id=target.chat,
                message_id=target.message_id,
                text=shorten(words),
                parse_mode=None,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard,
            )
        return Rendered((call,), "")

    def _words(self, parts: Iterable[Mapping[str, Any]], language: str, *, is_repeat: bool) -> str:
        said = [self._part(part, language) for part in parts]
        if is_repeat:
            said.insert(0, self.languages.read(PERHAPS_A_REPEAT, language))
        return "\n\n".join(said)

    def _part(self, part: Mapping[str, Any], language: str) -> str:
        if "text" in part:
            return self.languages.read(Text.from_json(part["text"]), language)
        try:
            return self.versions[part["of"], part["id"], language]
        except KeyError:
            raise NoVersion(language) from None

    def _keyboard(self, what: Mapping[str, Any], language: str) -> InlineKeyboardMarkup | None:
        rows = [[self._button(button, language) for button in row] for row in what.get("buttons", ())]
        return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None

    def _button(self, button: Mapping[str, Any], language: str) -> InlineKeyboardButton:
        label = self.languages.read(Text.from_json(button["label"]), language)
        return InlineKeyboardButton(text=label, callback_data=button.get("data"), url=button.get("url"))


def versions_wanted(what: Mapping[str, Any], language: str) -> list[VersionKey]:
    """Which versions `Renderer` will ask for."""
    return [(part["of"], part["id"], language) for part in what.get("parts", ()) if "of" in part]


def _text(words: str, where: Where) -> methods.SendMessage:
    return methods.SendMessage(
        chat_id=where.chat,
        text=words,
        message_thread_id=where.thread,
        parse_mode=None,
        link_preview_options=_NO_PREVIEW,
    )


def _media(media: Mapping[str, str], where: Where, caption: str | None) -> SendsMedia:
    kind, file_id, chat = media["kind"], media["file_id"], where.chat
    call: SendsMedia
    match kind:
        case "photo":
            call = methods.SendPhoto(chat_id=chat, photo=file_id, caption=caption, parse_mode=None)
        case "audio":
            call = methods.SendAudio(chat_id=chat, audio=file_id, caption=caption, parse_mode=None)
        case "video":
            call = methods.SendVideo(chat_id=chat, video=file_id, caption=caption, parse_mode=None)
        case "video_note":
            call = methods.SendVideoNote(chat_id=chat, video_note=file_id)
        case "document":
            call = methods.SendDocument(chat_id=chat, document=file_id, caption=caption, parse_mode=None)
        case _:
            call = methods.SendVoice(chat_id=chat, voice=file_id, caption=caption, parse_mode=None)
    return call.model_copy(update={"message_thread_id": where.thread})


def _rendered(
    calls: Sequence[methods.SendMessage | SendsMedia],
    keyboard: InlineKeyboardMarkup | None,
    reply_to: int | None,
    words: str,
) -> Rendered:
    """The first call answers what is replied to, the last one bears the buttons."""
    last = len(calls) - 1
    answering = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True) if reply_to else None
    decorated = [
        call.model_copy(
            update={
                "reply_markup": keyboard if at == last else None,
                "reply_parameters": answering if at == 0 else None,
            }
        )
        if (keyboard and at == last) or (answering and at == 0)
        else call
        for at, call in enumerate(calls)
    ]
    digest = hashlib.sha256(words.encode()).hexdigest()[:16] if last else ""
    return Rendered(tuple(decorated), digest)


def leave(chat: int) -> Rendered:
    """The call by which the bot goes out of a chat."""
    return Rendered((methods.LeaveChat(chat_id=chat),), "")
