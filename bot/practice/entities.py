"""Formatted text: a text with its entities, as Telegram keeps it, from what a bot or a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import telegram

from bot.practice import texts
from bot.practice.refusals import bad, unreadable

JSON = dict[str, Any]

MOST_ENTITIES = 100
LONGEST_SEARCHED = 4096  # what is longer is refused by everybody
_KINDS: Final = frozenset(telegram.MessageEntity.ALL_TYPES)
_FOUND_BY_TELEGRAM: Final = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
_PATTERNS: Final = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b", re.ASCII)),
    (
        "url",
        re.compile(
            r"(?:https?|tg)://[^\s<>\"]*[^\s<>\".,;:!?)\]'»”]|\b(?:www\.|t\.me/)[^\s<>\"]*[^\s<>\".,;:!?)\]'»”]"
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>@.])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z]\w{2,31})?(?![\w/@])", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@./])@[a-zA-Z]\w{2,31}\b", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
)
_ANYTHING_TO_FIND: Final = re.compile(r"[/@#]|www\.")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities (Bot API objects, in order; offsets and lengths in UTF-16 units)."""

    text: str
    entities: list[JSON] = field(default_factory=list)


def entity(kind: str, offset: int, length: int, **more: Any) -> JSON:
    """One entity as python-telegram-bot writes it."""
    written: JSON = telegram.MessageEntity(kind, offset, length, **more).to_dict()
    return {**written, "type": str(kind)}


def plain(text: str) -> Formatted:
    """What Telegram makes of a text without formatting: cleaned, trimmed, with links, commands and the like found."""
    return finished(text, [])


def finished(text: str, entities: Iterable[JSON]) -> Formatted:
    """Cleans and trims a text, moves its entities along, and adds what Telegram finds by itself."""
    kept = list(entities)
    if not kept:
        cleaned = texts.clean(text).strip(texts.BLANK)
        return Formatted(cleaned, found(cleaned)) if _ANYTHING_TO_FIND.search(cleaned) else Formatted(cleaned)
    cleaned, kept = _trimmed(*_cleaned(text, kept))
    free = [one for one in found(cleaned) if not any(_touch(one, other) for other in kept)]
    return Formatted(cleaned, _in_order([*kept, *free])[:MOST_ENTITIES])


def given(text: str, entities: Sequence[JSON]) -> Formatted:
    """A text with the entities that a bot sent along; raises as Telegram does where they do not fit."""
    size = texts.utf16_length(text)
    checked = (_checked(one, text, size) for one in entities)
    return finished(text, [one for one in checked if one["type"] not in _FOUND_BY_TELEGRAM])


def found(text: str) -> list[JSON]:
    """Links, commands, mentions, hashtags and addresses that Telegram finds by itself, in order."""
    if len(text) > LONGEST_SEARCHED:
        return []
    taken: list[tuple[int, int]] = []
    hits: list[JSON] = []
    for kind, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            if not any(start < hit.end() and hit.start() < end for start, end in taken):
                taken.append(hit.span())
                hits.append(entity(kind, texts.utf16_length(text[: hit.start()]), texts.utf16_length(hit.group())))
    return _in_order(hits)


def _checked(one: JSON, text: str, size: int) -> JSON:
    if not isinstance(one, dict) or one.get("type") not in _KINDS:
        raise unreadable("unsupported MessageEntity type specified")
    offset, length = one.get("offset"), one.get("length")
    if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length <= 0:
        raise unreadable("MessageEntity has a wrong offset or length")
    if offset + length > size:
        end = offset + length
        raise bad(f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}")
    if any(_splits_a_pair(text, edge) for edge in (offset, offset + length)):
        raise bad(f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol")
    if one["type"] == "text_link" and not one.get("url"):
        raise unreadable('text_link entity must have "url"')
    return dict(one)


def _splits_a_pair(text: str, offset: int) -> bool:
    if text.isascii():
        return False
    unit = text.encode("utf-16-le", "surrogatepass")[offset * 2 : offset * 2 + 2]
    return len(unit) == 2 and 0xDC <= unit[1] <= 0xDF


def _cleaned(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    cleaned = texts.clean(text)
    if cleaned == text:
        return text, entities
    place = texts.removed_before(text)
    return cleaned, _spanning((one, place[one["offset"]], place[one["offset"] + one["length"]]) for one in entities)


def _trimmed(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    kept = text.strip(texts.BLANK)
    left = texts.utf16_length(text) - texts.utf16_length(text.lstrip(texts.BLANK))
    size = texts.utf16_length(kept)
    moved = ((one, one["offset"] - left, one["offset"] + one["length"] - left) for one in entities)
    return kept, _spanning((one, max(start, 0), min(end, size)) for one, start, end in moved)


def _spanning(spans: Iterable[tuple[JSON, int, int]]) -> list[JSON]:
    return [{**one, "offset": start, "length": end - start} for one, start, end in spans if end > start]


def _touch(one: JSON, other: JSON) -> bool:
    apart = one["offset"] + one["length"] <= other["offset"] or other["offset"] + other["length"] <= one["offset"]
    return not apart and other["type"] in {"text_link", "text_mention", "code", "pre", "custom_emoji"}


def _in_order(entities: list[JSON]) -> list[JSON]:
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))
