"""How easy words are to read: the age, the hard words, the rules of easy words."""

from __future__ import annotations

from statistics import mean

import pytest
import textstat

from bot.language import Text
from bot.loop import reading_ease
from bot.loop.trusted_templates import START

PLAIN = "A free clinic comes to the library on Friday. Bring your children. You need no papers. A nurse speaks Urdu."
HARD = (
    "Eligible residents are advised to attend the vaccination centre prior to commencement of term. Practitioners "
    "will facilitate immunisation appointments for vulnerable individuals regardless of registration status."
)


@pytest.mark.parametrize("words", [PLAIN, HARD, f"{PLAIN} {HARD}"])
def test_the_age_is_the_one_that_textstat_gives(words: str) -> None:
    grade = mean((textstat.automated_readability_index(words), textstat.coleman_liau_index(words)))
    expected = min(max(5 + grade, reading_ease.YOUNGEST), reading_ease.OLDEST)
    assert reading_ease.age(words) == pytest.approx(expected, abs=1.0)


def test_plain_words_are_praised_and_hard_ones_named() -> None:
    assert reading_ease.hints(PLAIN, "en")[0].message == "Reading age: about {age}. Good."
    hard = dict(reading_ease.of(HARD, "en").hard)
    assert hard["prior to"] == "before" and hard["immunisation"] == "vaccine, jab" and "Eligible" in hard


def test_a_link_and_a_few_words_have_no_reading_age() -> None:
    assert reading_ease.of("Come on Friday. https://www.example.org/a/very/long/address", "en").age is None


@pytest.mark.parametrize("language", ["ur", "pl"])
def test_in_other_languages_sentences_are_counted_and_nothing_else(language: str) -> None:
    ease = reading_ease.of("ایک " * 25 + "۔ دو۔", language)
    assert (ease.age, ease.hard) == (None, ()) and ease.longest == 26
    assert [hint.message for hint in reading_ease.hints("ایک " * 25, language)] == [
        "One sentence has {n} words. Try to stay under {most}."
    ]


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("Come on Friday.\nIt is free.", 0),
        ("Come on Friday. It is free.", 1),
        ("On Friday there is a free clinic in the library for all of you who want it.", 1),
        ("\n".join(["Come to us on Friday."] * 13), 1),
        ("جمعہ کو آئیں۔ یہ مفت ہے۔", 1),
        ("One two three four five six seven eight nine ten eleven twelve", 0),
    ],
)
def test_the_rules_of_easy_words(words: str, faults: int) -> None:
    assert len(reading_ease.easy_faults(words)) == faults


@pytest.mark.parametrize("text", START.values())
def test_every_template_is_plain_and_has_gaps_to_fill(text: Text) -> None:
    assert reading_ease.gaps(text.message)
    ease = reading_ease.of(text.message, "en")
    assert ease.age is not None and ease.age <= reading_ease.AIM_AT and not ease.hard
    assert ease.longest <= reading_ease.LONGEST_SENTENCE
