"""Long texts are cut where a reader would pause, and nothing of them is lost."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.courier.cut import cut, shorten, units
from bot.language import FSI, PDI

WORDS = st.text(alphabet="ab .!?\n😀ک۔", max_size=400)


@given(WORDS, st.integers(40, 80))
def test_every_piece_fits_and_every_word_stays(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert all(units(piece) <= limit for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


@given(WORDS, st.integers(40, 80))
def test_what_is_shortened_fits(text: str, limit: int) -> None:
    assert units(shorten(text, limit)) <= limit


def test_paragraphs_come_before_sentences_before_words() -> None:
    assert cut("One two. Three four.\n\nFive six. Seven eight nine ten.", 50) == [
        "One two. Three four.",
        "Five six. Seven eight nine ten.",
    ]
    assert cut("One two three. Four five six seven eight nine ten eleven.", 50) == [
        "One two three.",
        "Four five six seven eight nine ten eleven.",
    ]


def test_emoji_count_twice_as_telegram_counts_them() -> None:
    assert units("a😀") == 3


def test_an_isolate_is_not_cut_in_two() -> None:
    pieces = cut(FSI + "word " * 20 + PDI, 60)
    assert len(pieces) > 1
    assert all(piece.count(FSI) == piece.count(PDI) for piece in pieces)
