"""What people write: made safe to keep, and made comparable."""

from __future__ import annotations

import re
import unicodedata

from bot.language import FSI, LRI, PDI, RLI

_FLAGS = (
    "\U0001f3f4(?:"
    + "|".join("".join(chr(0xE0000 + ord(letter)) for letter in nation) for nation in ("gbeng", "gbsct", "gbwls"))
    + ")\U000e007f"
)
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
_UNSAFE = re.compile(f"({_FLAGS})|[{_CONTROLS}\U000e0000-\U000e007f]")
_ISOLATES = re.compile(f"[{LRI}{RLI}{FSI}{PDI}]")
VIRAMA = 9
"""The combining class of the sign that takes a letter's vowel away."""
_OFTEN_LEFT_OUT = frozenset("\u0901\u0902\u0981\u0982\u0a01\u0a02\u0a70\u0a71\u0a81\u0a82")
_OPENING = frozenset({LRI, RLI, FSI})
_AS_SPACE = {"\t": " ", "\u2028": "\n", "\u2029": "\n"}
_LOOKALIKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ـ": "", "'": "", "’": "", "ʼ": ""}
)


def tidy(text: str) -> str:
    """The words without what nobody typed on purpose: control and direction signs, hidden letters.

    Joiners (ZWJ, ZWNJ), line breaks, paired isolates and the flags of England, Scotland and Wales stay. In NFC.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSAFE.sub(lambda found: found[1] or _AS_SPACE.get(found[0], ""), text)
    if _ISOLATES.search(text):
        text = _only_paired(text)
    return unicodedata.normalize("NFC", text).strip()


def _only_paired(text: str) -> str:
    keep, open_at = [True] * len(text), []
    for index, letter in enumerate(text):
        if letter in _OPENING:
            open_at.append(index)
        elif letter == PDI:
            keep[index] = bool(open_at)
            if open_at:
                open_at.pop()
    for index in open_at:
        keep[index] = False
    return "".join(letter for letter, kept in zip(text, keep, strict=True) if kept)


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen."""
    return not any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def fold(text: str, marks: bool = True) -> str:
    """The same for words that a reader would call the same: case, shape of letters and digits, signs, spaces.

    Accents, vowel points and signs of the nose stay unless `marks` is false: many leave them out where they type. The
    vowel signs of Indic scripts always stay: without them ਪਿੱਛੇ (back) would be ਪੁੱਛੋ (ask).
    """
    kept = []
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()).translate(_LOOKALIKES):
        category = unicodedata.category(letter)
        if category == "Nd":
            kept.append(str(unicodedata.decimal(letter)))
        elif category[0] in "LN" or (category[0] == "M" and (marks or not _is_left_out(letter))):
            kept.append(letter)
        elif category[0] not in "MC":
            kept.append(" ")
    return " ".join("".join(kept).split())


def _is_left_out(mark: str) -> bool:
    return mark in _OFTEN_LEFT_OUT or unicodedata.combining(mark) not in (0, VIRAMA)


def western_digits(text: str) -> str:
    """The same with every script's digits as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def beginning(text: str, length: int) -> str:
    """At most `length` characters of a text, its lines as they are."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def shortened(text: str, length: int) -> str:
    """The beginning of a text on one line, at most `length` characters."""
    return beginning(" ".join(text.split()), length)
