"""What was sent with a message or instead of one: what Hearback takes, what it does not, and why."""

from __future__ import annotations

from typing import NamedTuple

from aiogram.enums import ContentType
from aiogram.types import Audio, Document, Message, PhotoSize, Video, VideoNote, Voice

from bot.language import Text, _

LARGEST_BYTES = 20_000_000
LONGEST_VIDEO_SECONDS = 180
TYPES = frozenset({"application/pdf"})
AS_A_PHOTO = _(
    "Please send this picture as a photo, not as a file. A file can hold the place where it was taken; "
    "Telegram takes that out of a photo."
)
NO_SUCH_FILE = _("I cannot take this sort of file. Photos, voice notes, sound, short videos and PDF files work.")
TOO_BIG = _("That is too big for me. Up to 20 megabytes work, and videos of up to three minutes.")
TAKES = _("I can take words, voice notes and pictures. Please tell me in one of these.")
_NO_PLACES = _("I keep no exact places. Please write the name of the place instead.")
_NO_MONEY = _("I take no money and send no bills.")
ODD: dict[str, Text] = {
    ContentType.LOCATION: _NO_PLACES,
    ContentType.VENUE: _NO_PLACES,
    ContentType.CONTACT: _("I keep no phone numbers of other people. Please write what it is about, without names."),
    ContentType.POLL: _("I cannot take part in polls. Please write what you think, or what others say."),
    ContentType.INVOICE: _NO_MONEY,
    ContentType.SUCCESSFUL_PAYMENT: _NO_MONEY,
    ContentType.STORY: _("I cannot see stories. Please write what it says."),
    ContentType.STICKER: _("Thank you for the sticker."),
}


class Sent(NamedTuple):
    """What is taken (kinds and file ids; its size in bytes and its own id), or why it is not."""

    media: tuple[dict[str, str], ...] = ()
    refused: Text | None = None
    size: int | None = None
    unique_id: str = ""


def of(message: Message) -> Sent:
    """What a message brings beside its words."""
    if message.voice is not None:
        return _taken("voice", message.voice)
    if message.photo:
        return _taken("photo", message.photo[-1])
    if message.animation is not None:
        return Sent(refused=NO_SUCH_FILE)
    for kind, file in (
        ("audio", message.audio),
        ("video", message.video),
        ("video_note", message.video_note),
        ("document", message.document),
    ):
        if file is not None:
            refused = _why_not(file)
            return Sent(refused=refused) if refused else _taken(kind, file)
    return Sent()


def odd(message: Message) -> list[Text]:
    """The answer to something that holds nothing to keep."""
    special = ODD.get(message.content_type)
    return [special, TAKES] if special else [TAKES]


def _taken(kind: str, file: Voice | PhotoSize | Audio | Video | VideoNote | Document) -> Sent:
    medium = {"kind": kind, "file_id": file.file_id}
    return Sent((medium,), size=file.file_size, unique_id=file.file_unique_id)


def _why_not(file: Audio | Video | VideoNote | Document) -> Text | None:
    if (file.file_size or 0) > LARGEST_BYTES:
        return TOO_BIG
    if isinstance(file, Video) and file.duration > LONGEST_VIDEO_SECONDS:
        return TOO_BIG
    if not isinstance(file, Document):
        return None
    if (file.mime_type or "").startswith("image/"):
        return AS_A_PHOTO
    return None if file.mime_type in TYPES else NO_SUCH_FILE
