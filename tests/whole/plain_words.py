"""How plain the English texts are: their reading age, and words that say nothing to most people.

`python -m tests.whole.plain_words` prints the ten that are hardest to read.

Reading age is a school grade plus five years. The grade is the mean of two measures that count letters and sentences,
the Automated Readability Index and the Coleman–Liau index: unlike those that count syllables they need no dictionary,
which the library would fetch over the network at its first use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import textstat
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parent.parent.parent
KEYWORDS = {"_": None, "n_": (1, 2), "p_": ((1, "c"), 2)}
METHODS = [("**.py", "python"), ("web/templates/**", "jinja2.ext:babel_extract")]
LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
AGE_AT_GRADE_NONE = 5
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
COMMAND = re.compile(r"(?<!\w)/([a-z]+)")


class Found(NamedTuple):
    """One English text, and the module that it stands in."""

    text: str
    module: str

    @property
    def is_for_staff(self) -> bool:
        """Whether only staff ever read it."""
        return any(Path(self.module).match(pattern) for pattern in LISTS["staff"]["modules"])


def texts() -> Iterator[Found]:
    """Every text of the code, each form of a plural by itself."""
    for name, _line, message, _comments, _context in extract_from_dir(ROOT / "bot", METHODS, keywords=KEYWORDS):
        for text in (message,) if isinstance(message, str) else message:
            yield Found(text, name)


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def age(text: str) -> float:
    """The age at which most can read it. A line without a full stop counts as a sentence."""
    plain = COMMAND.sub(r"\1", PLACEHOLDER.sub("Tom", text))
    sentences = ". ".join(line.strip().rstrip(".:") for line in plain.splitlines() if line.strip()) + "."
    grade = mean((textstat.automated_readability_index(sentences), textstat.coleman_liau_index(sentences)))
    return float(AGE_AT_GRADE_NONE + grade)


def refused(found: Found) -> list[str]:
    """The words in a text that it had better not use."""
    lists = LISTS["refused"]["everywhere"] + ([] if found.is_for_staff else LISTS["refused"]["to_champions"])
    return [word for word in lists if re.search(rf"\b{word}\b", found.text, re.IGNORECASE)]


def main() -> None:
    """Print the ten hardest."""
    hardest = sorted({(age(found.text), found) for found in texts() if words(found.text) > 10}, reverse=True)[:10]
    for years, found in hardest:
        print(f"{years:4.1f}  {found.module}\n      {found.text}\n")


if __name__ == "__main__":
    main()
