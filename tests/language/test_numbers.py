"""Telephone numbers that somebody typed into words which run from right to left."""

from __future__ import annotations

import pytest

from bot import direction


@pytest.mark.parametrize("number", ["020 7946 0018", "+44 20 7946 0018", "(020) 7946-0018", "020\u00a07946\u00a00018"])
def test_a_telephone_number_is_held_together(number: str) -> None:
    assert direction.with_numbers_whole(f"فون {number} پر") == f"فون \u2066{number}\u2069 پر"


@pytest.mark.parametrize("words", ["جمعہ 6 مارچ 10:00", "999", "06.03.2026", "5, 6, 7", "12 34"])
def test_days_times_and_short_numbers_stay_as_they_are(words: str) -> None:
    assert direction.with_numbers_whole(words) == words
