"""The lists of urgent words: how phrases are matched, what they find, and what the docs say of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.safety import lists

ROOT = Path(__file__).parent.parent.parent
HELD_OUT = tomllib.loads((Path(__file__).parent / "held_out.toml").read_text())
DOCS = (ROOT / "docs" / "safety.md").read_text()


def found(words: str, language: str = "en") -> bool:
    one = lists.of(language)
    assert one is not None
    return one.is_in(lists.plain(words))


@pytest.mark.parametrize("language", lists.languages())
def test_a_list_is_whole(language: str) -> None:
    one = lists.of(language)
    assert one is not None
    assert len(one.phrases) >= 40
    assert len(set(one.phrases)) == len(one.phrases)
    assert one.reviewer == one.reviewed_on == "", "a draft until a person has read it"


@pytest.mark.parametrize("language", lists.languages())
def test_every_phrase_is_found_in_the_words_that_it_stands_for(language: str) -> None:
    one = lists.of(language)
    assert one is not None
    for phrase in one.phrases:
        assert found(f"… {phrase.replace('*', '').replace(' ...', '')}!", language), phrase


@pytest.mark.parametrize(
    "words",
    ["I WANT TO DIE", "i want\nto die.", "I can't breathe", "I can’t breathe", "I cant breathe", "„I want to die”"],
)
def test_capitals_marks_and_line_breaks_make_no_difference(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Chcę umrzeć", "pl"),
        ("chce umrzec", "pl"),
        ("CHCĘ UMRZEĆ", "pl"),
        ("خود‌کشی", "ur"),
        ("خودكشي", "ur"),
        ("خُودکُشی", "ur"),
    ],
)
def test_letters_written_in_two_ways_are_the_same(words: str, language: str) -> None:
    assert found(words, language)


@pytest.mark.parametrize("words", ["", "…", "🎉" * 1000, "skill myself", "I want to diet", "the knifemaker", "* . ..."])
def test_parts_of_words_are_not_words(words: str) -> None:
    assert not found(words)


@pytest.mark.parametrize("language", lists.languages())
def test_known_false_alarms_are_false_alarms(language: str) -> None:
    """What the docs own up to is so: the list does ask after these."""
    one = lists.of(language)
    assert one is not None and one.false_alarms
    assert [words for words in one.false_alarms if not found(words, language)] == []


@pytest.mark.parametrize("language", lists.languages())
def test_the_docs_state_what_is_measured(language: str) -> None:
    urgent, harmless = HELD_OUT[language]["urgent"], HELD_OUT[language]["harmless"]
    hits = sum(found(words, language) for words in urgent)
    false = sum(found(words, language) for words in harmless)
    row = re.search(rf"^\| `{language}` \|(.*)\|$", DOCS, re.MULTILINE)
    assert row is not None
    one = lists.of(language)
    assert one is not None
    assert [cell.strip() for cell in row.group(1).split("|")] == [
        str(len(one.phrases)),
        f"{hits} of {len(urgent)} ({hits * 100 // len(urgent)} %)",
        f"{false} of {len(harmless)}",
    ]


def test_people_mix_their_languages() -> None:
    names = {one.language for one in lists.found_in("Mój tata has chest pain, ma zawał", lists.languages())}
    assert names == {"en", "pl"}
