"""The made-up languages stretch and turn a text, and leave alone what has to stay."""

import pytest

from bot import pseudo
from bot.language import FSI, PDI, Languages, _, n_, p_

LONG = "Write /stop to leave, {name}, or read https://example.org/help first."


@pytest.fixture
def languages(spoken):
    return Languages(spoken, ("en", pseudo.ACCENTED, pseudo.MIRRORED))


def test_accented_is_longer_and_bracketed_and_keeps_what_must_stay(languages):
    read = languages.read(_(LONG, name="Asha"), pseudo.ACCENTED)
    assert read[0] + read[-1] == "[]"
    assert len(read) >= len(LONG) * 1.3
    assert all(kept in read for kept in ("/stop", "https://example.org/help", f"{FSI}Asha{PDI}"))
    assert "leave" not in read


def test_mirrored_turns_each_line_and_keeps_its_words(languages):
    read = languages.read(_("First {name}.\n\nSecond.", name="Asha"), pseudo.MIRRORED)
    assert read == f"\u2067First {FSI}Asha{PDI}.\u2069\n\n\u2067Second.\u2069"


@pytest.mark.parametrize("language", pseudo.LOCALES)
def test_plurals_and_contexts_are_made_up_too(languages, language):
    one, many = (languages.read(n_("{n} group", "{n} groups", n), language) for n in (1, 5))
    assert one != many
    assert languages.read(p_("button", "Tell"), language) == languages.read(_("Tell"), language) != "Tell"
