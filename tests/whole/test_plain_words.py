"""Every English text can be read at the age of eleven, and uses no word that says nothing to most people."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loop import too_sure
from tests.whole import plain_words
from tests.whole.plain_words import LISTS, ROOT, Found

OLDEST = 11
SHORT_WORDS = 10
LEAST_TEXTS = 200
TEXTS = sorted(set(plain_words.texts()))


def test_there_are_texts() -> None:
    assert len(TEXTS) > LEAST_TEXTS


def test_every_text_can_be_read_at_eleven() -> None:
    """A text of a few words has no reading age: one long name decides it."""
    longer = [found for found in TEXTS if plain_words.words(found.text) > SHORT_WORDS]
    hard = [(round(plain_words.age(found.text), 1), found) for found in longer]
    assert [one for one in hard if one[0] > OLDEST] == []


def test_no_text_uses_a_word_that_says_nothing() -> None:
    assert [(found, used) for found in TEXTS if (used := plain_words.refused(found))] == []


def test_no_text_says_that_something_is_put_right() -> None:
    """Only those who raised it can say so."""
    assert [found for found in TEXTS if too_sure.claims(found.text)] == []


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("We engage stakeholders.", True),
        ("An Issue was raised.", True),
        ("A tissue.", False),
        ("We answer you.", False),
    ],
)
def test_whole_words_are_looked_for(text: str, used: bool) -> None:
    assert bool(plain_words.refused(Found(text, "flows/words.py"))) is used


def test_desk_words_are_fine_between_staff() -> None:
    assert plain_words.refused(Found("An issue was raised.", "loop/cards.py")) == []
    assert plain_words.refused(Found("A stakeholder.", "loop/cards.py")) == ["stakeholders?"]


def test_plain_and_hard_sentences_are_told_apart() -> None:
    plain = "We will tell you what has changed. You will hear from us by {day}, and you can ask us again at any time."
    hard = "Notwithstanding organisational considerations, representatives facilitate multidisciplinary implementation."
    assert plain_words.age(plain) < 9 < 16 < plain_words.age(hard)


def test_every_pattern_for_staff_modules_still_finds_one() -> None:
    for pattern in LISTS["staff"]["modules"]:
        assert list(Path(ROOT / "bot").glob(pattern)), f"{pattern} finds nothing any more"
