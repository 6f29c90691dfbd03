"""What stands in the outbox becomes Telegram calls, in the receiver's language of this moment.

Everything is plain text without a parse mode, so nothing that a person wrote can become a link or a format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from aiogram import methods
from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)

from bot import direction
from bot.courier.cut import CAPTION_UNITS, cut, shorten, units
from bot.courier.together import fitted
from bot.language import Languages, Text
from bot.loop.said_above import PERHAPS_A_REPEAT, in_another

Call = methods.TelegramMethod[Any]
Carrier = (
    methods.SendVoice
    | methods.SendPhoto
    | methods.SendAudio
    | methods.SendVideo
    | methods.SendVideoNote
    | methods.SendDocument
)
VersionKey = tuple[str, int, str]
Made = tuple[str, bytes]

COPIED_UNITS = 256

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class NoVersion(Exception):
    """There is no text in the receiver's language, and another language would be silent English."""

    def __init__(self, language: str) -> None:
        super().__init__(f"no version in {language}")
        self.language = language


@dataclass(frozen=True, slots=True)
class Where:
    """The chat that is spoken to, its language, and those that its reader can also read.

    `is_easy`: its reader asked for easy words. `is_read_out`: what was recorded goes along. `now`: when it is said.
    """

    chat: int
    language: str
    thread: int | None = None
    also: tuple[str, ...] = ()
    is_easy: bool = False
    is_read_out: bool = False
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The message that is edited or deleted: where it was said, and whether its words are a caption.

    `others`: the further messages that said it, where one was not enough.
    """

    chat: int
    message_id: int
    is_caption: bool = False
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The calls that say one thing, in order. `digest` tells whether a later rendering is still the same."""

    calls: tuple[Call, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders with the texts of the catalogs, and the `versions` and `recordings` that were looked up."""

    languages: Languages
    versions: Mapping[VersionKey, str] = field(default_factory=dict)
    recordings: Mapping[tuple[int, str], str] = field(default_factory=dict)

    def say(self, what: Mapping[str, Any], where: Where, *, is_repeat: bool, made: Made | None = None) -> Rendered:
        """The calls for one new message, several where its text is too long for one. Raises `NoVersion`.

        `made` is the name and the content of the file that goes with it. A reply stands where what it answers stands,
        whichever topic that is; what stands `under` something is known to be in the same one.
        """
        where = replace(where, thread=None) if what.get("reply_to") and "under" not in what else where
        to = where if "language" not in what else replace(where, language=what["language"], also=(), is_easy=False)
        words, read_out = self._words(what["parts"], to, is_repeat=is_repeat), self._read_out(what["parts"], to)
        if "matters" in what:
            words, what = fitted(words, what, lambda parts: self._words(parts, to, is_repeat=False))
        keyboard = self._keyboard(what, where.language, words)
        carrier = _document(made, where) if made else _media(what["media"], where) if "media" in what else None
        if carrier is not None and not isinstance(carrier, methods.SendVideoNote) and _is_caption(words, what):
            captioned = carrier.model_copy(update={"caption": words})
            return _rendered([captioned], keyboard, what.get("reply_to"), words)
        before = [self._part(part, where.language, where.language) for part in what.get("before", ())]
        first: list[methods.SendMessage | Carrier] = [_text(one, where) for one in before]
        first += [carrier] if carrier is not None else []
        first += [_media(one, where) for one in (*what.get("more", ()), *read_out)]
        texts = [_text(piece, where) for piece in cut(words)]
        named = "".join((words, *(one["file_id"] for one in read_out)))
        return _rendered([*first, *texts], keyboard, what.get("reply_to"), named)

    def edit(self, what: Mapping[str, Any], target: Target, language: str, *, is_easy: bool = False) -> Rendered:
        """The call that changes an earlier message. Raises `NoVersion`."""
        words = self._words(what["parts"], Where(target.chat, language, is_easy=is_easy), is_repeat=False)
        keyboard = self._keyboard(what, language, words)
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

    def _words(self, parts: Sequence[Mapping[str, Any]], to: Where, *, is_repeat: bool) -> str:
        language, written_in = to.language, self._written_in(parts, (to.language, *to.also))
        said = [self._part(part, language, written_in) for part in parts if self._is_for(part, to, written_in)]
        if written_in != language:
            said.insert(0, self.languages.read(in_another(self.languages.name(written_in)), language))
        if is_repeat:
            said.insert(0, self.languages.read(PERHAPS_A_REPEAT, language))
        return "\n\n".join(said)

    def _is_for(self, part: Mapping[str, Any], to: Where, written_in: str) -> bool:
        """Whether a part is said to this reader, now: easy words, where there are any; that it is late, once it is."""
        if "easy" in part:
            return to.is_easy and (part["of"], part["id"], written_in) in self.versions
        if "after" in part:
            return to.now is not None and to.now > datetime.fromisoformat(part["after"])
        return "recorded" not in part

    def _read_out(self, parts: Sequence[Mapping[str, Any]], to: Where) -> list[dict[str, str]]:
        """What was recorded of it, in the language in which it is read."""
        wanted = [part["recorded"] for part in parts if "recorded" in part and to.is_read_out]
        written_in = self._written_in(parts, (to.language, *to.also)) if wanted else ""
        files = [self.recordings[number, written_in] for number in wanted if (number, written_in) in self.recordings]
        return [{"kind": "voice", "file_id": one} for one in files]

    def _written_in(self, parts: Sequence[Mapping[str, Any]], readable: Sequence[str]) -> str:
        """The first language that all that was written is there in."""
        written = [(part["of"], part["id"]) for part in parts if "of" in part and "easy" not in part]
        for language in readable:
            if all((of, number, language) in self.versions for of, number in written):
                return language
        raise NoVersion(readable[0])

    def _part(self, part: Mapping[str, Any], language: str, written_in: str) -> str:
        if "text" in part:
            return self.languages.read(Text.from_json(part["text"]), language)
        words = self.versions[part["of"], part["id"], written_in]
        words = direction.with_numbers_whole(words) if self.languages.is_right_to_left(written_in) else words
        if "heading" not in part:
            return words
        return f"{self.languages.read(Text.from_json(part['heading']), language)}\n{words}"

    def _keyboard(self, what: Mapping[str, Any], language: str, words: str) -> InlineKeyboardMarkup | None:
        fits = units(words) <= COPIED_UNITS
        wanted = [[button for button in row if fits or not button.get("copy")] for row in what.get("buttons", ())]
        rows = [[self._button(button, language, words) for button in row] for row in wanted if row]
        return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None

    def _button(self, button: Mapping[str, Any], language: str, words: str) -> InlineKeyboardButton:
        label = self.languages.read(Text.from_json(button["label"]), language)
        if button.get("copy"):
            return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=words))
        return InlineKeyboardButton(text=label, callback_data=button.get("data"), url=button.get("url"))


def versions_wanted(what: Mapping[str, Any], readable: Sequence[str]) -> list[VersionKey]:
    """Which versions `Renderer` will ask for, for somebody who reads these languages."""
    spoken = (what["language"],) if "language" in what else readable
    parts = [*what.get("parts", ()), *(part for matter in what.get("matters", ()) for part in matter["parts"])]
    written = [(part["of"], part["id"]) for part in parts if "of" in part]
    return [(of, number, language) for of, number in written for language in spoken]


def recordings_wanted(what: Mapping[str, Any]) -> list[int]:
    """Which updates' recordings `Renderer` will ask for."""
    return [part["recorded"] for part in what.get("parts", ()) if "recorded" in part]


def _is_caption(words: str, what: Mapping[str, Any]) -> bool:
    """Whether words go under what they go with: where that is one thing, and they are short enough."""
    return not what.keys() & {"more", "before"} and units(words) <= CAPTION_UNITS


def _text(words: str, where: Where) -> methods.SendMessage:
    return methods.SendMessage(
        chat_id=where.chat,
        text=words,
        message_thread_id=where.thread,
        parse_mode=None,
        link_preview_options=_NO_PREVIEW,
    )


def _media(media: Mapping[str, str], where: Where) -> Carrier:
    kind, file_id, chat = media["kind"], media["file_id"], where.chat
    call: Carrier
    match kind:
        case "photo":
            call = methods.SendPhoto(chat_id=chat, photo=file_id, parse_mode=None)
        case "audio":
            call = methods.SendAudio(chat_id=chat, audio=file_id, parse_mode=None)
        case "video":
            call = methods.SendVideo(chat_id=chat, video=file_id, parse_mode=None)
        case "video_note":
            call = methods.SendVideoNote(chat_id=chat, video_note=file_id)
        case "document":
            call = methods.SendDocument(chat_id=chat, document=file_id, parse_mode=None)
        case _:
            call = methods.SendVoice(chat_id=chat, voice=file_id, parse_mode=None)
    return call.model_copy(update={"message_thread_id": where.thread})


def _document(made: Made, where: Where) -> Carrier:
    name, content = made
    return methods.SendDocument(
        chat_id=where.chat,
        document=BufferedInputFile(content, filename=name),
        message_thread_id=where.thread,
        parse_mode=None,
    )


def _rendered(
    calls: Sequence[methods.SendMessage | Carrier],
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


def delete(target: Target) -> Rendered:
    """The calls that take a message away."""
    ids = (*target.others, target.message_id)
    calls = tuple(methods.DeleteMessage(chat_id=target.chat, message_id=one) for one in ids)
    return Rendered(calls, "delete" if target.others else "")


def make_topic(chat: int, name: str) -> Rendered:
    """The call that makes a topic."""
    return Rendered((methods.CreateForumTopic(chat_id=chat, name=name),), "")


def leave(chat: int) -> Rendered:
    """The call by which the bot goes out of a chat."""
    return Rendered((methods.LeaveChat(chat_id=chat),), "")
