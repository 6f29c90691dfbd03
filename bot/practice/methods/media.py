"""Sending and fetching files."""

from __future__ import annotations

from typing import Any

import telegram

from bot.practice import files, history, targets, wire
from bot.practice.acts import CAPTION_UNITS
from bot.practice.calls import Call
from bot.practice.files import StoredFile, Upload
from bot.practice.messages import Draft
from bot.practice.methods import sending
from bot.practice.methods.registry import method
from bot.practice.refusals import Refused, bad
from bot.practice.texts import utf16_length

JSON = dict[str, Any]

ALBUM_LEAST, ALBUM_MOST = 2, 10
_ALBUM_KINDS = {"photo": "visual", "video": "visual", "audio": "audio", "document": "document"}


@method
def send_photo(call: Call) -> JSON:
    """Sends a picture."""
    return _send(call, "photo")


@method
def send_voice(call: Call) -> JSON:
    """Sends a voice note."""
    return _send(call, "voice")


@method
def send_audio(call: Call) -> JSON:
    """Sends a sound file."""
    return _send(call, "audio")


@method
def send_video(call: Call) -> JSON:
    """Sends a film."""
    return _send(call, "video")


@method
def send_document(call: Call) -> JSON:
    """Sends any file."""
    return _send(call, "document")


@method
def send_media_group(call: Call) -> list[JSON]:
    """Sends an album; each item counts in the limits."""
    chat = targets.writable(call)
    items = call.structure("media", list) or []
    if not ALBUM_LEAST <= len(items) <= ALBUM_MOST:
        raise bad(f"group send failed: an album has {ALBUM_LEAST} to {ALBUM_MOST} items")
    if len({_ALBUM_KINDS.get(_kind(item)) for item in items}) > 1 or _kind(items[0]) not in _ALBUM_KINDS:
        raise bad("group send failed: this type of message can't be mixed with others in the media group")
    drafts = [_album_item(call, item) for item in items]
    for draft in drafts:
        sending.complete(call, chat, draft)
    call.world.limits.take(call.bot.id, chat.id, len(drafts))
    album = f"{13_000_000_000_000_000 + call.world.events.last}"
    for draft in drafts:
        draft.album = album
    return [wire.message(history.add(call.world, chat, call.bot, draft)) for draft in drafts]


@method
def get_file(call: Call) -> JSON:
    """Says where a file can be downloaded."""
    stored = call.world.files.get(call.text("file_id").removesuffix("-s"))
    if stored is None:
        raise bad("invalid file_id")
    return files.described(stored)


@method
def get_user_profile_photos(call: Call) -> JSON:
    """Nobody here has a profile photo."""
    if call.required_integer("user_id") not in call.world.people:
        raise bad("user not found")
    return wire.written(telegram.UserProfilePhotos(0, []), "photos")


def _send(call: Call, kind: str) -> JSON:
    chat = targets.writable(call)
    said = sending.caption_of(call)
    stored = _stored(call, kind, call.upload(kind))
    sizes = {"seconds": call.integer("duration"), "width": call.integer("width"), "height": call.integer("height")}
    names = {"title": call.text("title") or None, "performer": call.text("performer") or None}
    body = wire.body(**{kind: files.medium(stored, **sizes, **names)})
    return wire.message(sending.say(call, chat, Draft(kind, said.text, said.entities, body)))


def _stored(call: Call, kind: str, given: Upload | str | None) -> StoredFile:
    if isinstance(given, Upload):
        return _kept(call, kind, given)
    if not given:
        raise bad(f"there is no {kind} in the request")
    if "://" in given:
        raise bad("failed to get HTTP URL content")
    stored = call.world.files.get(given.removesuffix("-s"))
    if stored is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def _kept(call: Call, kind: str, upload: Upload) -> StoredFile:
    size = len(upload.data)
    if size == 0:
        raise bad("file must be non-empty")
    if size > files.LARGEST_UPLOAD:
        raise Refused(413, "Request Entity Too Large")
    if kind == "photo" and size > files.LARGEST_PHOTO:
        raise bad(f"file of size {size} bytes is too big for a photo; the maximum size is {files.LARGEST_PHOTO} bytes")
    return call.world.files.keep(kind, upload)


def _kind(item: object) -> str:
    return str(item.get("type")) if isinstance(item, dict) else ""


def _album_item(call: Call, item: JSON) -> Draft:
    kind = _kind(item)
    said = sending.read(item.get("caption") or "", item.get("parse_mode") or "", item.get("caption_entities"))
    if utf16_length(said.text) > CAPTION_UNITS:
        raise bad("message caption is too long")
    stored = _stored(call, kind, call.attached(item.get("media")))
    sizes = {"seconds": item.get("duration"), "width": item.get("width"), "height": item.get("height")}
    return Draft(kind, said.text, said.entities, wire.body(**{kind: files.medium(stored, **sizes)}))
