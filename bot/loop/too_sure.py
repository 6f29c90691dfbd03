"""Words of staff that say it is put right, before those who raised it said so: a hint to whoever writes, no more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.language import Text, _

_CLAIMS = re.compile(
    r"\b((?:is|are|was|were|been|now|all|we|have|has) (?:now |all |been |fully )*"
    r"(?:fixed|solved|resolved|sorted out|cured|dealt with)"
    r"|problem solved|(?:no|not a) (?:more|longer a) problems?|no longer (?:a|any) problems?)\b",
    re.IGNORECASE,
)


def claims(words: str) -> list[str]:
    """What in English words says that it is put right, as it stands there."""
    return list(dict.fromkeys(found[0] for found in _CLAIMS.finditer(words)))


def hints(texts: Iterable[str]) -> list[Text]:
    """What whoever writes is told about it. A hint stops nobody."""
    said = [claim for text in texts for claim in claims(text)]
    if not said:
        return []
    text = _(
        "You write “{words}”. Only those who raised it can say so. Better say what you did and what is different.",
        words=said[0],
    )
    return [text]
