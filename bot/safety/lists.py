"""The shipped lists of urgent words, and whether something written holds one of them.

A phrase is words in their order. `kill*` stands for any word that begins so, `...` for up to three words between.
Capitals, accents and marks, apostrophes and the letters that Urdu writes in two ways make no difference.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
UP_TO_THREE_WORDS = r"(?: \S+){0,3}"
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ھ": "ہ", "ـ": ""}
)
_BETWEEN = re.compile(r"[^\w]|_")
_SILENT = re.compile("['’‘ʼ`´\u200c\u200d]")


Patterns = dict[str, tuple[re.Pattern[str], ...]]


@dataclass(frozen=True, slots=True)
class WordList:
    """One language's list. `reviewer` and `reviewed_on` are empty while it is a draft; `digest` changes with it."""

    language: str
    reviewer: str
    reviewed_on: str
    phrases: tuple[str, ...]
    false_alarms: tuple[str, ...]
    digest: str
    by_first_word: Patterns
    by_first_stem: Patterns
    stems: tuple[str, ...]

    def is_in(self, plain: str) -> bool:
        """Whether words that were made `plain` hold one of its phrases."""
        return any(self._begins_at(word, plain) for word in set(plain.split()))

    def _begins_at(self, word: str, plain: str) -> bool:
        """Whether a phrase that begins with this word is there. Few do, which spares trying them all."""
        if any(pattern.search(plain) for pattern in self.by_first_word.get(word, ())):
            return True
        if not word.startswith(self.stems):
            return False
        stems = (stem for stem in self.by_first_stem if word.startswith(stem))
        return any(pattern.search(plain) for stem in stems for pattern in self.by_first_stem[stem])


def languages() -> tuple[str, ...]:
    """The languages that there is a list of."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def found_in(words: str, offered: Sequence[str]) -> list[WordList]:
    """The lists, of the languages offered, that have a phrase in these words: people mix their languages."""
    made_plain = plain(words)
    return [one for one in map(of, offered) if one is not None and one.is_in(made_plain)]


@cache
def of(language: str) -> WordList | None:
    """The list of a language, where one is shipped."""
    path = FOLDER / f"{language}.toml"
    if language not in languages():
        return None
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    phrases = tuple(phrase for kind in read["phrases"].values() for phrase in kind)
    by_stem = _by_first([phrase for phrase in phrases if phrase.split()[0].endswith("*")])
    return WordList(
        language=language,
        reviewer=read["reviewer"],
        reviewed_on=read["reviewed_on"],
        phrases=phrases,
        false_alarms=tuple(read["false_alarms"]),
        digest=hashlib.sha256("\n".join(phrases).encode()).hexdigest(),
        by_first_word=_by_first([phrase for phrase in phrases if not phrase.split()[0].endswith("*")]),
        by_first_stem=by_stem,
        stems=tuple(by_stem),
    )


def plain(words: str) -> str:
    """Words as they are compared: small letters without marks, one space between them and around them."""
    apart = unicodedata.normalize("NFKD", _SILENT.sub("", words).casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_LETTERS)
    return f" {' '.join(_BETWEEN.sub(' ', bare).split())} "


def _by_first(phrases: list[str]) -> Patterns:
    found: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for phrase in phrases:
        found[plain(phrase.split()[0].removesuffix("*")).strip()].append(_pattern(phrase))
    return {first: tuple(patterns) for first, patterns in found.items()}


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = []
    for word in phrase.split():
        if word == "...":
            parts.append(UP_TO_THREE_WORDS)
        else:
            stem = word.removesuffix("*")
            parts.append(re.escape(plain(stem).rstrip()) + (r"\S*" if word != stem else ""))
    return re.compile("".join(parts) + "(?= )")
