"""Whatever stands in a value, it keeps its own order, and the sentence round it keeps its own."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import FSI, LRI, NBSP, PDI, RLI, Code, Languages, Text, _, own_words

AWKWARD = ["020 7946 0018", "+44 20 7946 0018", "M-417", "https://example.org/a?b=1", "E8 1DY", "C++", "#flu", "Asha"]


@pytest.fixture
def languages(spoken):
    return Languages(spoken, ("en", "ur", "pl", "en_XA", "ar_XB"))


def unclosed(line):
    """How many isolates are open at a line's end; nothing closes what it did not open."""
    depth = 0
    for sign in line:
        depth += (sign in (FSI, LRI, RLI)) - (sign == PDI)
        assert depth >= 0, ascii(line)
    return depth


@pytest.mark.parametrize("language", ["en", "ur", "pl", "en_XA", "ar_XB"])
@pytest.mark.parametrize("value", AWKWARD)
def test_every_value_is_isolated_in_every_language(languages, language, value):
    read = languages.read(_("Thank you, {name}. Your code is {code}.", name=value, code=Code(value)), language)
    assert f"{FSI}{value}{PDI}" in read
    assert f"{LRI}{value.replace(' ', NBSP)}{PDI}" in read, "a number is not broken over two lines"


def test_numbers_are_isolated_too(languages):
    assert languages.read(_("Send {n}.", n=12), "ur") == f"Send {FSI}12{PDI}."


def test_each_line_of_a_value_is_isolated_since_a_line_ends_isolation(languages):
    read = languages.read(_("You said: {words} Thank you.", words="one\n020 7946"), "ur")
    assert read == f"You said: {FSI}one{PDI}\n{FSI}020 7946{PDI} Thank you."


def test_values_without_a_word_between_them_run_as_their_own_words_do(languages):
    """An isolate looks for a letter of its own, not into isolates inside it: without one it would run left to right."""
    dated = Text("{day} {year}", {"day": "پیر، 22 نومبر", "year": "2027"})
    read = languages.read(_("Until {day}.", day=dated), "ur")
    assert read == f"Until {RLI}{FSI}پیر، 22 نومبر{PDI} {FSI}2027{PDI}{PDI}."
    who = Text("{name}, {title}", {"name": "Priya Shah", "title": "Health officer"})
    assert languages.read(_("Says {who}.", who=who), "ur").startswith(f"Says {FSI}{FSI}Priya Shah")
    assert languages.read(_("Ring {it}.", it=own_words("020 7946")), "ur") == f"Ring {FSI}020 7946{PDI}."
    assert languages.read(_("Until {day}.", day=dated), "pl").startswith(f"Until {FSI}{FSI}")


def test_isolates_that_belong_together_stay(languages):
    words = f"فون {LRI}020 7946 0018{PDI} پر"
    assert languages.read(_("They wrote: {words}", words=own_words(words)), "ur") == f"They wrote: {FSI}{words}{PDI}"


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=["a", "ا", "1", " ", "\n", "{", FSI, LRI, RLI, PDI], max_size=12))
def test_no_value_reaches_out_of_its_place(value):
    languages = Languages(Path("nowhere"), ("en", "ur"))
    for language in languages.offered:
        for given_value in (value, Code(value), own_words(value), [value, Code(value)]):
            read = languages.read(_("Before {value} after", value=given_value), language)
            assert [unclosed(line) for line in read.split("\n")] == [0] * len(read.split("\n"))
            assert "Before " in read.split("\n")[0]
            assert " after" in read.split("\n")[-1]
