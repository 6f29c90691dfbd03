"""What is personal in words is found whatever script or shape it has, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from bot.loop import personal
from bot.loop.likeness import likeness


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("call 020 7946 0018", "call [phone number]"),
        ("07700 900123 please", "[phone number] please"),
        ("+44 (0)7700 900 123", "[phone number]"),
        ("in Poland +48 601 234 567.", "in Poland [phone number]."),
        ("۰۷۷۰۰ ۹۰۰۱۲۳ پر فون کریں", "[phone number] پر فون کریں"),
        ("her NHS number is 943 476 5919", "her NHS number is [NHS number]"),
        ("9434765919", "[NHS number]"),
        ("NHS number 943 476 5918.", "NHS number [NHS number]."),
        ("my nhs no. is 9991234553, or so", "my nhs no. is [NHS number], or so"),
        ("NHS: ۹۴۳-۴۷۶-۵۹۱۸", "NHS: [NHS number]"),
        ("write to a.b+c@mail.example.co.uk.", "write to [e-mail address]."),
        ("she lives in e8 1aa", "she lives in [postcode]"),
        ("SW1A 1AA and M1 1AE", "[postcode] and [postcode]"),
    ],
)
def test_it_is_found_and_masked(words: str, masked: str) -> None:
    assert personal.masked(words) == masked


@pytest.mark.parametrize(
    "words",
    [
        "call 999 or 111",
        "on 2026-03-04 at 10:30, or 12/03/2026",
        "about 12000 people, 10 20 30 40 of them children",
        "room B2, 3rd floor, bus 394",
        "it cost 1234567 pounds",
        "M-12 and H-1234",
        "@clinic said so",
        "the NHS asked 12345 people",
        "order 9434765918 has not come",
        "کلینک بند ہے",
        "",
    ],
)
def test_other_things_are_left_as_they_are(words: str) -> None:
    assert personal.masked(words) == words and personal.kinds(words) == []


def test_what_overlaps_is_taken_once() -> None:
    assert personal.kinds("943 476 5919, 943 476 5919") == [personal.Personal.NHS]


def test_what_is_masked_stays_masked() -> None:
    once = personal.masked("020 7946 0018, a@b.org, E8 1AA")
    assert personal.masked(once) == once


def test_likeness_goes_by_the_words_that_are_about_something() -> None:
    words = "Nobody answers the phone at the clinic on Mare Street before ten"
    assert likeness(words, "The clinic's phone is never answered") > 0.4
    assert likeness(words, "The bus stop was moved") < 0.1
    assert likeness(words, words) == pytest.approx(1)
    assert likeness(words, "") == likeness("", "") == 0
    assert likeness("کلینک کا فون کوئی نہیں اٹھاتا", "کلینک کا فون") > 0.3
