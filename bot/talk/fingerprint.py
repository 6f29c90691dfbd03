"""Short digests: of what stood on screen, and of codes that go into buttons."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from bot.language import Text


@lru_cache(maxsize=4096)
def of_code(code: str) -> str:
    """Twelve letters that stand for a code; two codes of one list have the same about never."""
    return blake2b(code.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def of_texts(kind: str, texts: Iterable[Text], codes: Iterable[str] = ()) -> str:
    """What some texts say, in whichever language: two that differ in a word or a value differ here."""
    content = (kind, [_content(text) for text in texts], list(codes))
    return blake2b(repr(content).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _content(value: Any) -> Any:
    kind = type(value)
    if kind is Text:
        inner = {name: _content(held) for name, held in value.values.items()}
        return (value.message, value.context, value.plural, inner)
    if kind is list or kind is tuple:
        return [_content(item) for item in value]
    return value if kind is str or kind is int else str(value)
