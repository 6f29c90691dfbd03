"""What somebody pasted or forwarded, made comparable with what was written; and how far the two differ. Knows no table.

What Telegram, WhatsApp and copying do to a text by themselves makes no difference; whatever somebody did to it does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from bot.loop import codes

WORDS_AROUND, DIFFERENCES_SHOWN = 3, 5
_STRIPPED = re.compile("[\u2028-\u202e\u030a\u0333\u033f]")
"""Taken out by Telegram (tdlib, `clean_input_string`)."""
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f]")
_MARKS = re.compile("[\u200c\u200e\u200f]{2,}")
_ISOLATES = re.compile("[\u2066-\u2069]")
_BOLD = re.compile(r"(?<![^\s(“\"\u2066-\u2068])([*_])(\S|\S[^*_\n]*\S)\1(?![^\s.,;:!?)”\"\u2069])")
_AT = r"\[\d{1,4}[\d./:, -]{6,22}(?:\s?[AaPp]\.?[Mm]\.?)?\]"
_HEADER = re.compile(
    rf"{_AT} [^:\n]{{1,40}}:|[^\[\n]{{1,40}}, {_AT}|\[?(?:Forwarded|In reply) (?:from|to) [^\n]{{1,40}}"
    r"|-*\s?Forwarded message\s?-*|Forwarded"
)
_HEADERS_AT_MOST = 3
_CODE = re.compile(r"(?<![^\W_])([^\W_]{4})[-\u2010-\u2015\u2212]?([^\W_]{4})(?![^\W_])")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_WRITTEN_AS_CODE = re.compile(r"[0-9A-Z]{4}[- ]?[0-9A-Z]{4}")
Rows = list[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a text is not as it was written. Without `ours`, it was added; without `theirs`, left out."""

    ours: str = field(repr=False)
    theirs: str = field(repr=False)

    @property
    def only_looks_alike(self) -> bool:
        """Whether letters of another alphabet stand in for ours."""
        return len(self.ours) == len(self.theirs) and bool(_alphabets(self.theirs) - _alphabets(self.ours))


def cleaned(text: str) -> str:
    """As Telegram brings a text that was sent with these words."""
    text = _STRIPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", _MARKS.sub(_as_joiner, _CONTROLS.sub(" ", text)))


def rows(text: str) -> Rows:
    """The lines of a text, without what a telephone does to them: spaces, empty lines, quoting, signs for bold."""
    found = [row for line in cleaned(text).split("\n") if (row := " ".join(line.split()))]
    if all(row == ">" or row.startswith("> ") for row in found):
        found = [row[2:] for row in found if row != ">"]
    return [_BOLD.sub(r"\2", row) if "*" in row or "_" in row else row for row in found]


def without_isolates(text: str) -> str:
    """A text as it is where some programme took the signs away that keep directions apart."""
    return _ISOLATES.sub("", text)


def has_isolates(text: str) -> bool:
    """Whether there are such signs in it. Those of ours are all there, or none."""
    return _ISOLATES.search(text) is not None


def isolates(text: str) -> list[str]:
    """Which of them, however they are placed."""
    return sorted(_ISOLATES.findall(text))


def without_header(text: str) -> str:
    """A text without the lines above it that say who sent it, and when."""
    text = text.strip()
    for _line in range(_HEADERS_AT_MOST):
        found = _HEADER.match(text)
        if found is None or not (text[found.end() :].startswith("\n") or found[0].endswith(":")):
            break
        text = text[found.end() :].strip()
    return text


def codes_in(text: str) -> list[str]:
    """What in a text can be a code of ours, each once."""
    pieces = _CODE.finditer(without_isolates(cleaned(text)))
    return list(dict.fromkeys(code for piece in pieces if (code := codes.read(piece[1] + piece[2]))))


def is_written_as_code(text: str) -> bool:
    """Whether somebody wrote a code and nothing else, right or wrong."""
    written = _DASHES.sub("-", " ".join(rows(without_isolates(text))))
    if not _WRITTEN_AS_CODE.fullmatch(written.upper()):
        return False
    if "-" in written and codes.read(written):
        return True
    return any(map(str.isalpha, written)) and (written.isupper() or any(map(str.isdigit, written)))


def likeness(theirs: str, ours: str) -> float:
    """From 0 to 1: how far the words of two texts are the same, in the same order."""
    return _matcher(_words(ours), _words(theirs)).ratio()


def differences(theirs: str, ours: str) -> list[Difference]:
    """Where a text is not as it was written, each with some words around it."""
    mine, yours = _words(ours), _words(theirs)
    found = []
    for i, j, k, m in _places(_matcher(mine, yours).get_opcodes()):
        before, after = mine[max(0, i - WORDS_AROUND) : i], mine[j : j + WORDS_AROUND]
        ours_there, theirs_there = mine[i:j], yours[k:m]
        found.append(
            Difference(
                " ".join([*before, *ours_there, *after]) if ours_there else "",
                " ".join([*before, *theirs_there, *after]) if ours_there and theirs_there else " ".join(theirs_there),
            )
        )
    return found


def _as_joiner(marks: re.Match[str]) -> str:
    """Telegram makes joiners of all but the last mark of direction in a row; how many there are makes no difference."""
    return marks[0] if set(marks[0]) == {"\u200c"} else "\u200c"


def _places(opcodes: Iterable[tuple[str, int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Where they differ; what lies near to each other is one place."""
    found: list[tuple[int, int, int, int]] = []
    for tag, i, j, k, m in opcodes:
        if tag == "equal":
            continue
        if found and i - found[-1][1] <= WORDS_AROUND:
            found[-1] = (found[-1][0], j, found[-1][2], m)
        else:
            found.append((i, j, k, m))
    return found


def _words(text: str) -> list[str]:
    return " ".join(rows(without_isolates(text))).split()


def _matcher(ours: Sequence[str], theirs: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, ours, theirs, autojunk=False)


def _alphabets(words: str) -> set[str]:
    return {unicodedata.name(letter, "?").split()[0] for letter in words if letter.isalpha()}
