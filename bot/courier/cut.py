"""Cutting a text that is too long for one message, where a reader would pause."""

from __future__ import annotations

import re

from bot.language import FSI, LRI, PDI, RLI

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
MARGIN_UNITS = 16

_EDGES = [re.compile(pattern) for pattern in (r"\n\s*\n", r"\n", r"(?<=[.!?…؟۔।])\s+", r"\s+")]


def units(text: str) -> int:
    """How long Telegram takes a text to be: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int = TEXT_UNITS) -> list[str]:
    """The text in pieces of at most `limit` units, cut between paragraphs, else sentences, else words."""
    pieces = []
    while units(text) > limit:
        at = _edge(text, limit - MARGIN_UNITS)
        piece, text = _closed(text[:at].rstrip(), text[at:].lstrip())
        pieces.append(piece)
    return [*pieces, text]


def shorten(text: str, limit: int = TEXT_UNITS) -> str:
    """The text, or as much of its beginning as fits, with dots."""
    return text if units(text) <= limit else cut(text, limit)[0] + " …"


def _edge(text: str, limit: int) -> int:
    head = _fitting(text, limit)
    for edges in _EDGES:
        ends = [found.end() for found in edges.finditer(text, 0, head)]
        if ends and ends[-1] > head // 4:
            return ends[-1]
    return head


def _fitting(text: str, limit: int) -> int:
    length, used = 0, 0
    for character in text:
        used += 2 if character > "\uffff" else 1
        if used > limit:
            break
        length += 1
    return length


def _closed(piece: str, rest: str) -> tuple[str, str]:
    """An isolate that the cut went through is ended in the piece and begun again in the rest."""
    opened: list[str] = []
    for character in piece:
        if character in (FSI, LRI, RLI):
            opened.append(character)
        elif character == PDI and opened:
            opened.pop()
    return piece + PDI * len(opened), "".join(opened) + rest
