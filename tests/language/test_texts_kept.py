"""A text that was written to a table's column and taken back says the same."""

import json
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import Code, Languages, Text, n_, own_words, p_

NAMES = st.sampled_from(("name", "code", "n", "day"))
PLAIN = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.builds(Code, st.text(max_size=20)),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
)


def texts(values: st.SearchStrategy[object]) -> st.SearchStrategy[Text]:
    words = st.text(alphabet="abc {}", max_size=10)
    return st.builds(
        Text,
        st.lists(NAMES, max_size=3).map(lambda names: " ".join(f"{{{name}}}" for name in names)) | words.map(_literal),
        st.dictionaries(NAMES, values, max_size=4),
        st.none() | st.text(max_size=10),
        st.none(),
    )


def _literal(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | texts(inner), max_leaves=8)


@settings(deadline=None, max_examples=60)
@given(texts(VALUES))
def test_a_text_survives_being_kept(text):
    kept = Text.from_json(json.loads(json.dumps(text.to_json())))
    assert kept == text
    assert hash(kept) == hash(text)
    languages = Languages(Path("nowhere"), ("en", "ar_XB"))
    assert [languages.read(kept, code) for code in languages.offered] == [
        languages.read(text, code) for code in languages.offered
    ]


@pytest.mark.parametrize(
    "text", [p_("button", "Tell"), n_("{n} group", "{n} groups", 5), own_words("wie gesagt"), Text("Hello")]
)
def test_every_sort_of_text_survives(text):
    assert Text.from_json(json.loads(json.dumps(text.to_json()))) == text


@pytest.mark.parametrize("value", [1.5, None, object(), {"a": 1}, b"words"])
def test_a_value_that_no_language_can_say_is_refused(value):
    with pytest.raises(TypeError, match="a text cannot hold"):
        Text("{value}", {"value": value}).to_json()
