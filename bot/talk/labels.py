"""What people type instead of pressing: a label in any offered language, or its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language import FSI, LRI, PDI, RLI, SOURCE, Languages, Text
from bot.talk import writing

LONGEST_LABEL = 120
_MARKS = str.maketrans("", "", f"{FSI}{LRI}{PDI}{RLI}")
_NUMBER = re.compile(r"[#(]?\s*(\d{1,3})\s*[.)]?")
_NUMBERS = re.compile(r"\d{1,3}(?:[\s,;.+&/]+(?:\w{1,3}\s+)?\d{1,3})*\.?")


class Labels:
    """Finds the label that somebody typed, whatever its case, accents, signs and language."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages
        self._folded: dict[tuple[str, str | None, str, bool], str] = {}

    def match(self, typed: str, labels: Sequence[Text], language: str) -> int | None:
        """The place of the one label that `typed` can mean; nothing where there is none, or more than one."""
        if len(typed) > LONGEST_LABEL:
            return None
        typed = typed.translate(_MARKS)
        in_order = (language, *(other for other in (*self.languages.offered, SOURCE) if other != language))
        for marks in (True, False):
            wanted = writing.fold(typed, marks) or typed
            for spoken in dict.fromkeys(in_order):
                found = [at for at, label in enumerate(labels) if self.folded(label, spoken, marks) == wanted]
                if len(found) == 1:
                    return found[0]
                if found:
                    return None
        return None

    def folded(self, label: Text, language: str, marks: bool) -> str:
        """A label as it is compared with what was typed, with its vowel signs and accents or without."""
        if label.values:
            return self._fold(label, language, marks)
        known = (label.message, label.context, language, marks)
        if known not in self._folded:
            self._folded[known] = self._fold(label, language, marks)
        return self._folded[known]

    def _fold(self, label: Text, language: str, marks: bool) -> str:
        words = self.languages.read(label, language).translate(_MARKS)
        return writing.fold(words, marks) or words


def number(typed: str) -> int | None:
    """The number that was typed, where nothing else was: "2", "2.", "(2)", "#2", in any script's digits."""
    found = _NUMBER.fullmatch(writing.western_digits(typed).strip())
    return int(found[1]) if found else None


def numbers(typed: str) -> list[int]:
    """The numbers that were typed, where nothing else was: "1, 3", "1 and 3", "1 3"."""
    typed = writing.western_digits(typed).strip()
    return [int(digits) for digits in re.findall(r"\d+", typed)] if _NUMBERS.fullmatch(typed) else []
