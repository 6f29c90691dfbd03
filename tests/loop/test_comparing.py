"""What can be counted in a translation is what can be counted in its source: no more, no less, nothing else."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.loop.comparing import compared, facts

SAME = [
    ("Open 9am to 5pm.", "Otwarte od 9:00 do 17:00.", "pl"),
    ("Open 9am to 5pm.", "Otwarte 09:00–17:00.", "pl"),
    ("Open at 9.30pm", "رات 9:30 بجے", "ur"),
    ("On 14 March 2026", "14 marca 2026 r.", "pl"),
    ("On 14 March 2026", "14.03.2026", "pl"),
    ("On 14/03/2026", "2026-03-14", "pl"),
    ("On 14 March 2026", "۱۴ مارچ ۲۰۲۶", "ur"),
    ("On March 14", "\u206714 مارچ\u2069", "ur"),
    ("1,000 people, 2.5 km", "1 000 osób, 2,5 km", "pl"),
    ("Ring 020 7946 0018 (free)", "Tel. 020-7946-0018", "pl"),
    ("Ring +44 20 7946 0018", "Tel. 0044 2079460018", "pl"),
    ("Ring 0800 123 456.", "0800123456", "pl"),
    ("See https://www.nhs.uk/covid-19/.", "nhs.uk/covid-19", "pl"),
    ("Mail ask@example.org!", "ask@example.org", "pl"),
    ("COVID-19 jab at E8 1AB, code ABCD-2345", "کووڈ-19: E8 1AB, ABCD-2345", "ur"),
    ("In 2025-2026", "W latach 2025 i 2026", "pl"),
    ("Take 1st dose, 2nd dose", "Dawka 1. i 2.", "pl"),
    ("Call 111, or 999. Only 999!", "111, 999", "pl"),
]
OTHER = [
    ("Open at 9am", "Otwarte o 21:00", "pl", ("9am", "21:00")),
    ("Open at 9am", "Otwarte o 8:00", "pl", ("9am", "8:00")),
    ("On 14 March", "14 maja", "pl", ("14 maja",)),
    ("On 14/03/2026", "14.05.2026", "pl", ("14.05.2026",)),
    ("On 3/4/2026", "4/3/2026", "pl", ("3/4/2026", "4/3/2026")),
    ("Ring 020 7946 0018", "Tel. 020 7946 0019", "pl", ("020 7946 0018", "020 7946 0019")),
    ("Ring +44 20 7946 0018", "Tel. 20 7946 0018", "pl", ("+44 20 7946 0018",)),
    ("See nhs.uk/one", "nhs.uk/two", "pl", ("nhs.uk/one", "nhs.uk/two")),
    ("See https://nhs.uk", "https://nhs.uk.example.org", "pl", ("https://nhs.uk.example.org",)),
    ("Code ABCD-2345", "ABCD-2346", "pl", ("ABCD-2345", "ABCD-2346")),
    ("1,000 people", "100 osób", "pl", ("1,000", "100")),
    ("2.5 km", "25 km", "pl", ("2.5", "25")),
    ("From 9 people", "Od 21 osób", "pl", ("9", "21")),
    ("Nothing", "Zadzwoń: 111", "pl", ("111",)),
    ("Ring 111", "Zadzwoń", "pl", ("111",)),
]


@pytest.mark.parametrize(("source", "words", "language"), SAME)
def test_written_otherwise_it_is_the_same(source: str, words: str, language: str) -> None:
    differs = compared(source, "en", words, language)
    assert not differs.is_refused and not differs.months, differs


@pytest.mark.parametrize(("source", "words", "language", "named"), OTHER)
def test_what_differs_is_named_as_it_is_written(source: str, words: str, language: str, named: tuple[str, ...]) -> None:
    differs = compared(source, "en", words, language)
    assert differs.is_refused
    assert set(named) <= {*differs.missing, *differs.beside}, differs


def test_a_month_that_is_not_found_is_pointed_out_and_not_refused() -> None:
    differs = compared("On 14 March", "en", "14 آذار", "ar")
    assert not differs.is_refused and differs.months == ("14 march",)


DAYS, HOURS = st.integers(13, 28), st.integers(10, 23)
PHONES = st.text("123456789", min_size=9, max_size=9).map(lambda digits: f"0{digits[:2]} {digits[2:6]} {digits[6:]}00")
LINKS = st.text("abcdefghijk", min_size=3, max_size=8).map(lambda path: f"https://nhs.uk/{path}")
AMOUNTS = st.integers(32, 998)
CODES = st.text("ABCDEFGH", min_size=2, max_size=3).flatmap(
    lambda letters: st.integers(100, 999).map(lambda number: f"{letters}{number}")
)
ARABIC = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
SAID = st.tuples(DAYS, HOURS, PHONES, LINKS, AMOUNTS, CODES)


def in_english(day: int, hour: int, phone: str, link: str, amount: int, code: str) -> str:
    return f"On {day} May at {hour}:45 ring {phone}, see {link}. It is £{amount}. Say {code}."


def in_urdu(day: int, hour: int, phone: str, link: str, amount: int, code: str, seed: int) -> str:
    pieces = [f"{day} مئی", f"{hour}:45", f"\u2066{phone}\u2069", str(amount)]
    draw = random.Random(seed)
    pieces = [piece.translate(ARABIC) if draw.random() < 1 / 2 else piece for piece in pieces] + [link, code]
    draw.shuffle(pieces)
    return " اور ".join(pieces)


@settings(deadline=None, max_examples=100)
@given(SAID, st.integers(0, 2**16))
def test_in_any_order_and_any_digits_it_agrees(said: tuple[int, int, str, str, int, str], seed: int) -> None:
    differs = compared(in_english(*said), "en", in_urdu(*said, seed), "ur")
    assert not differs.is_refused and not differs.months, differs


@settings(deadline=None, max_examples=100)
@given(SAID, st.integers(0, 2**16), st.data())
def test_one_other_digit_anywhere_is_refused(
    said: tuple[int, int, str, str, int, str], seed: int, data: st.DataObject
) -> None:
    words = in_urdu(*said, seed)
    places = [at for at, letter in enumerate(words) if letter.isdecimal()]
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from("123456789"))
    assume(int(words[at]) != int(other))
    mutant = words[:at] + other + words[at + 1 :]
    assert compared(in_english(*said), "en", mutant, "ur").is_refused, mutant


@settings(deadline=None, max_examples=100)
@given(SAID, st.integers(0, 2**16), st.integers(0, 5))
def test_anything_left_out_is_refused(said: tuple[int, int, str, str, int, str], seed: int, which: int) -> None:
    pieces = in_urdu(*said, seed).split(" اور ")
    words = " اور ".join(piece for at, piece in enumerate(pieces) if at != which)
    assert compared(in_english(*said), "en", words, "ur").is_refused, words


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300))
def test_any_text_agrees_with_itself(text: str) -> None:
    differs = compared(text, "en", text, "en")
    assert not differs.is_refused and not differs.months
    facts(text, "xx-unknown")
