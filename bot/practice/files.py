"""Pictures, voice notes and documents: kept in memory, and made up where none is given."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

import telegram

from bot.practice.refusals import bad, no_such

JSON = dict[str, Any]

LARGEST_DOWNLOAD = 20 * 2**20
LARGEST_UPLOAD = 50 * 2**20
LARGEST_PHOTO = 10 * 2**20
_FOLDERS: Final = {"photo": "photos", "voice": "voice", "audio": "music", "video": "videos", "document": "documents"}
_ENDINGS: Final = {"photo": "jpg", "voice": "oga", "audio": "mp3", "video": "mp4", "document": "bin"}
_MIMES: Final = {"photo": "image/jpeg", "voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4"}
_MIME = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_OPUS_SILENCE = b"\xf8\xff\xfe"  # one frame of 20 ms
_OPUS_RATE = 48_000
_FRAMES_PER_SECOND = 50


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that Telegram keeps; `id` is its `file_id`, `path` where it is downloaded from."""

    id: str
    unique_id: str
    path: str
    kind: str
    upload: Upload


@dataclass(slots=True)
class Files:
    """All files of a world."""

    _by_id: dict[str, StoredFile] = field(default_factory=dict)
    _by_path: dict[str, StoredFile] = field(default_factory=dict)

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """Keeps a file of a kind (`photo`, `voice`, …)."""
        number = len(self._by_id) + 1
        ending = upload.name.rpartition(".")[2] if "." in upload.name else _ENDINGS[kind]
        path = f"{_FOLDERS[kind]}/file_{number}.{ending}"
        if not _MIME.fullmatch(upload.mime):
            upload = replace(upload, mime="application/octet-stream")
        stored = StoredFile(f"AwACAgQAAx{number:012d}-{kind}", f"AgAD{number:08d}", path, kind, upload)
        self._by_id[stored.id] = self._by_path[path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile:
        """The file that is downloaded from this path."""
        if path not in self._by_path:
            raise no_such("file", path)
        return self._by_path[path]


def described(stored: StoredFile) -> JSON:
    """What `getFile` answers; a file too large to download is refused."""
    size = len(stored.upload.data)
    if size > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return telegram.File(stored.id, stored.unique_id, size, stored.path).to_dict()


def medium(stored: StoredFile, **more: Any) -> telegram.TelegramObject | list[telegram.PhotoSize]:
    """A file as it stands in a message; `more` are its length, width, height, title."""
    base = (stored.id, stored.unique_id)
    mime = stored.upload.mime or _MIMES.get(stored.kind, "application/octet-stream")
    size = len(stored.upload.data)
    length = timedelta(seconds=more.get("seconds") or 0)
    match stored.kind:
        case "photo":
            return _sizes(stored, more.get("width") or 640, more.get("height") or 480)
        case "voice":
            return telegram.Voice(*base, duration=length, mime_type=mime, file_size=size)
        case "audio":
            names: Any = {"title": more.get("title"), "performer": more.get("performer")}
            return telegram.Audio(
                *base, duration=length, mime_type=mime, file_size=size, file_name=stored.upload.name, **names
            )
        case "video":
            sides = (more.get("width") or 640, more.get("height") or 480)
            return telegram.Video(*base, *sides, duration=length, mime_type=mime, file_size=size)
        case _:
            return telegram.Document(*base, file_name=stored.upload.name, mime_type=mime, file_size=size)


def _sizes(stored: StoredFile, width: int, height: int) -> list[telegram.PhotoSize]:
    small = telegram.PhotoSize(f"{stored.id}-s", f"{stored.unique_id}s", max(1, width // 4), max(1, height // 4))
    return [small, telegram.PhotoSize(stored.id, stored.unique_id, width, height, len(stored.upload.data))]


def made_up_photo(seed: int) -> Upload:
    """A small picture (PNG) in a colour of its own."""
    side = 96
    red, green, blue = (seed * 67) % 200 + 40, (seed * 131) % 200 + 40, (seed * 29) % 200 + 40
    rows = b"".join(
        b"\0" + b"".join(bytes((red, green, blue)) if (x // 12 + y // 12) % 2 else b"\xf4\xf1\xea" for x in range(side))
        for y in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = _png_chunk(b"IHDR", header) + _png_chunk(b"IDAT", zlib.compress(rows)) + _png_chunk(b"IEND", b"")
    return Upload(f"picture-{seed}.png", "image/png", b"\x89PNG\r\n\x1a\n" + chunks)


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def made_up_voice(seconds: int) -> Upload:
    """A silent voice note (OGG/Opus) of so many seconds, which players play."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, _OPUS_RATE, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 8) + b"practice" + struct.pack("<I", 0)
    pages = [_ogg_page([head], 0, 0, begin=True), _ogg_page([tags], 0, 1)]
    for second in range(max(1, seconds)):
        last = second + 1 >= seconds
        frames = [_OPUS_SILENCE] * _FRAMES_PER_SECOND
        pages.append(_ogg_page(frames, (second + 1) * _OPUS_RATE, second + 2, end=last))
    return Upload("voice.oga", "audio/ogg", b"".join(pages))


def _ogg_page(packets: list[bytes], position: int, number: int, begin: bool = False, end: bool = False) -> bytes:
    flags = (2 if begin else 0) | (4 if end else 0)
    lacing = bytes(len(packet) for packet in packets)
    header = b"OggS" + struct.pack("<BBqIII", 0, flags, position, 0x48454152, number, 0)
    page = header + bytes([len(lacing)]) + lacing + b"".join(packets)
    return page[:22] + struct.pack("<I", _ogg_checksum(page)) + page[26:]


def _ogg_checksum(page: bytes) -> int:
    checksum = 0
    for byte in page:
        checksum ^= byte << 24
        for _ in range(8):
            checksum = (checksum << 1) ^ (0x04C11DB7 if checksum & 0x80000000 else 0)
            checksum &= 0xFFFFFFFF
    return checksum
