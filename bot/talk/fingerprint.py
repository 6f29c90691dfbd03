"""Short digests: of what stood on screen, and of codes that go into buttons."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from bot.language import Text


@lru_cache(maxsize=4096)
def of_code(code: str) -> str:
    """Eight letters that stand for a code."""
    return blake2b(code.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def of_texts(kind: str, texts: Iterable[Text], codes: Iterable[str] = ()) -> str:
    """What some texts say, in whichever language: two that differ in a word or a value differ here."""
    content = (kind, [_content(text) for text in texts], list(codes))
    return blake2b(repr(content).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _content(value: Any) -> Any:
    match value:
        case Text():
            values = [(name, _content(value.values[name])) for name in sorted(value.values)]
            return (value.message, value.context, value.plural, values)
        case list() | tuple():
            return [_content(item) for item in value]
        case str() | int():
            return value
    return str(value)
