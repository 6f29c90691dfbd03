"""Markdown of a report: tables, days, and words that staff wrote, with nothing in them that is taken for a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table: words to the left, figures to the right."""
    lines = [heads, ["---", *("---:" for _head in heads[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain(words: str) -> str:
    """Words that staff wrote, on one line, with nothing in them that Markdown would take for its own."""
    return _MARKS.sub(r"\\\1", " ".join(words.split()))


def day(day: date) -> str:
    """A day as it reads."""
    return f"{day.day} {day:%B %Y}"
