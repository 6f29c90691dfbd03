"""Telegram's HTML, read as Telegram reads it: the same tags, the same complaints (offsets in UTF-8 bytes)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.practice.entities import JSON, Formatted, entity, finished
from bot.practice.refusals import unreadable
from bot.practice.texts import utf16_length

_TAGS: Final = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x(?P<hex>[0-9a-f]+)|#(?P<decimal>[0-9]+)|(?P<name>[a-z]+));?", re.IGNORECASE | re.ASCII)
_LONGEST_NUMBER = 10  # characters of `&#x1F600`, or it is no character
_BLANK = re.compile(r"[ \t\r\n\0\v]*")
_TAG_NAME = re.compile(r"[^ \t\r\n\0\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\0\v=>]*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?[^\s/?#]+\.[^\s/?#]+.*|tg://.*|mailto:.*|tel:.*|https?://[^\s/]+.*", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    at: int


def parsed(source: str) -> Formatted:
    """The text and entities of a piece of Telegram's HTML; refuses what Telegram refuses, in its words."""
    return finished(*_Reader(source).read())


def decoded(source: str) -> str:
    """A text with its `&…;` read: the four names that Telegram knows, and numbers; others stay as they are."""
    return _CHARACTER.sub(lambda hit: _character(hit) or hit.group(), source)


def _character(hit: re.Match[str]) -> str | None:
    if hit["name"]:
        return _NAMED.get(hit["name"])
    if len(hit.group().rstrip(";")) >= _LONGEST_NUMBER:
        return None
    code = int(hit["hex"], 16) if hit["hex"] else int(hit["decimal"])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


class _Reader:
    """One reading of one text. `at` is where it is, `parts` what has been read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.opened: list[_Open] = []
        self.entities: list[JSON] = []

    def read(self) -> tuple[str, list[JSON]]:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self.close_tag()
            elif self.source[self.at] == "<":
                self.open_tag()
            else:
                self.take_text()
        if self.opened:
            raise unreadable(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return "".join(self.parts), sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))

    def take_text(self) -> None:
        end = self.source.find("<", self.at)
        end = len(self.source) if end < 0 else end
        piece = decoded(self.source[self.at : end])
        self.parts.append(piece)
        self.length += utf16_length(piece)
        self.at = end

    def open_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.take(_TAG_NAME)
        if self.at >= len(self.source):
            raise unreadable(f"Unclosed start tag at byte offset {self.byte(begin)}")
        if tag.lower() not in _TAGS:
            raise unreadable(f'Unsupported start tag "{tag.lower()}" at byte offset {self.byte(begin)}')
        tag = tag.lower()
        argument = ""
        while (name := self.attribute_name(tag, begin)) is not None:
            argument = self.argument(tag, name, begin) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}')
        self.opened.append(_Open(tag, argument, self.length, len(self.parts)))

    def attribute_name(self, tag: str, begin: int) -> str | None:
        self.take(_BLANK)
        if self.source.startswith(">", self.at):
            return None
        name = self.take(_ATTRIBUTE_NAME)
        if self.at >= len(self.source):
            raise self.unclosed(tag, begin)
        if not name:
            raise unreadable(f'Empty attribute name in the tag "{tag}" at byte offset {self.byte(begin)}')
        return name.lower()

    def argument(self, tag: str, name: str, begin: int) -> str:
        self.take(_BLANK)
        if not self.source.startswith("=", self.at):
            return "expandable" if (tag, name) == ("blockquote", "expandable") else ""
        self.at += 1
        self.take(_BLANK)
        value = self.value(tag, begin)
        match (tag, name):
            case ("a", "href") | ("tg-emoji", "emoji-id"):
                return value
            case ("code", "class") if value.startswith("language-"):
                return value.removeprefix("language-")
            case ("span", "class") if value.startswith("tg-"):
                return value.removeprefix("tg-")
            case ("blockquote", "expandable"):
                return "expandable"
            case _:
                return ""

    def value(self, tag: str, begin: int) -> str:
        quote = self.source[self.at : self.at + 1]
        if quote not in ("'", '"'):
            token = self.take(_NAME_TOKEN)
            if self.at < len(self.source) and self.source[self.at] not in " \t\r\n\0\v>":
                raise unreadable(f"Unexpected end of name token at byte offset {self.byte(begin)}")
            if self.at >= len(self.source):
                raise self.unclosed(tag, begin)
            return token.lower()
        end = self.source.find(quote, self.at + 1)
        if end < 0 or end + 1 >= len(self.source):
            raise self.unclosed(tag, begin)
        raw, self.at = self.source[self.at + 1 : end], end + 1
        return decoded(raw)

    def close_tag(self) -> None:
        begin = self.at
        if not self.opened:
            raise unreadable(f"Unexpected end tag at byte offset {self.byte(begin)}")
        self.at += 2
        name = self.take(_TAG_NAME).lower()
        self.take(_BLANK)
        if not self.source.startswith(">", self.at):
            raise unreadable(f"Unclosed end tag at byte offset {self.byte(begin)}")
        self.at += 1
        opened = self.opened.pop()
        if name and name != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{name}>"'
            raise unreadable(f"Unmatched end tag at byte offset {self.byte(begin)}, {expected}")
        if self.length > opened.offset:
            self.add(opened)

    def add(self, opened: _Open) -> None:
        kind, span = _TAGS[opened.tag], (opened.offset, self.length - opened.offset)
        if opened.tag == "a":
            self.add_link(opened, span)
        elif opened.tag in ("code", "pre"):
            self.add_code(kind, opened.argument, span)
        elif opened.tag == "blockquote" and opened.argument:
            self.entities.append(entity("expandable_blockquote", *span))
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdigit():
                raise unreadable("Invalid custom emoji identifier specified")
            self.entities.append(entity(kind, *span, custom_emoji_id=opened.argument))
        else:
            self.entities.append(entity(kind, *span))

    def add_link(self, opened: _Open, span: tuple[int, int]) -> None:
        url = opened.argument or "".join(self.parts[opened.at :])
        if _LINK.fullmatch(url):
            self.entities.append(
                entity("text_link", *span, url=url if "://" in url or ":" in url else f"http://{url}/")
            )

    def add_code(self, kind: str, language: str, span: tuple[int, int]) -> None:
        inner = self.entities[-1] if self.entities else {}
        if (inner.get("offset"), inner.get("length")) == span and {inner["type"], kind} == {"code", "pre"}:
            self.entities.pop()
            language = language or inner.get("language", "")
            kind = "pre"
        more = {"language": language} if language else {}
        self.entities.append({**entity(kind, *span), **more})

    def unclosed(self, tag: str, begin: int) -> Exception:
        return unreadable(f'Unclosed start tag "{tag}" at byte offset {self.byte(begin)}')

    def take(self, pattern: re.Pattern[str]) -> str:
        hit = pattern.match(self.source, self.at)
        assert hit is not None  # every pattern here matches the empty text
        self.at = hit.end()
        return hit.group()

    def byte(self, at: int) -> int:
        return len(self.source[:at].encode())
