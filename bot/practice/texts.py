"""What Telegram does to a text before anyone sees it, and how it measures one."""

from __future__ import annotations

import re

from bot.practice.refusals import bad

BLANK = " \t\n\v\f\r\0\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_MARKS = re.compile("[\u200e\u200f]{2,}")
_REMOVED = dict.fromkeys((*range(0x2028, 0x202F), 0x0D, 0xFEFF))  # U+202A to U+202E are the bidi overrides
_SPACED = {code: " " for code in range(0x20) if code not in (0x0A, 0x0D)}
_TABLE: dict[int, str | None] = {**_SPACED, **_REMOVED}
_UNTOUCHED = re.compile("[^\x00-\x09\x0b-\x1f\u200e\u200f\u2028-\u202e\ud800-\udfff\ufeff]*")


def utf16_length(text: str) -> int:
    """How long Telegram finds a text: in UTF-16 units, so that most emoji count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """The text without what Telegram takes out of it.

    U+2028 to U+202E, carriage returns and byte order marks go; other control characters become spaces; runs of LRM and
    RLM become zero-width non-joiners, unit for unit. The isolates (U+2066 to U+2069) stay.
    """
    if _UNTOUCHED.fullmatch(text):
        return text
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise bad("strings must be encoded in UTF-8")
    return _MARKS.sub(lambda run: "\u200c" * len(run.group()), text.translate(_TABLE))


def removed_before(text: str) -> list[int]:
    """For every UTF-16 offset of a raw text (and its end), where it stands in the cleaned one."""
    places, at = [], 0
    for character in text:
        places.append(at)
        wide = ord(character) > 0xFFFF
        if wide:
            places.append(at + 1)
        at += 0 if _TABLE.get(ord(character), "") is None else 1 + wide
    return [*places, at]


def shortened(text: str, limit: int) -> str:
    """The text, cut to `limit` characters for a listing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
