"""Texts become words in the reader's language."""

import timeit
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from compile_catalogs import compile_catalogs

from bot.language import FSI, LRI, NBSP, PDI, RLI, Code, Languages, Text, _, n_, own_words, p_

THANKS = "Thank you, {name}. Your code is {code}."
THURSDAY = date(2026, 11, 5)


@pytest.fixture
def languages(spoken):
    return Languages(spoken, ("en", "ur", "pl", "en_XA", "ar_XB"))


def heard(n):
    return n_("{n} group has heard.", "{n} groups have heard.", n)


def plain(words):
    """Without the isolates, where the order of signs is not what is looked at."""
    return words.translate({**dict.fromkeys(map(ord, (FSI, LRI, PDI, RLI))), ord(NBSP): " "})


def test_a_text_is_read_in_each_language(languages):
    text = _(THANKS, name="Asha", code=Code("M-4"))
    assert plain(languages.read(text, "en")) == "Thank you, Asha. Your code is M-4."
    assert plain(languages.read(text, "pl")) == "Dziękujemy, Asha. Twój kod to M-4."
    assert plain(languages.read(text, "ur")) == "شکریہ، Asha۔ آپ کا کوڈ M-4 ہے۔"


@pytest.mark.parametrize(
    ("n", "polish", "english"),
    [
        (1, "1 grupa usłyszała.", "1 group has heard."),
        (2, "2 grupy usłyszały.", "2 groups have heard."),
        (5, "5 grup usłyszało.", "5 groups have heard."),
        (12, "12 grup usłyszało.", "12 groups have heard."),
        (22, "22 grupy usłyszały.", "22 groups have heard."),
        (0, "0 grup usłyszało.", "0 groups have heard."),
    ],
)
def test_numbers_choose_their_form(languages, n, polish, english):
    assert plain(languages.read(heard(n), "pl")) == polish
    assert plain(languages.read(heard(n), "en")) == english


def test_where_it_stands_chooses_the_translation(languages):
    assert languages.read(p_("button", "Tell"), "pl") == "Opowiedz"
    assert languages.read(p_("typed", "Tell"), "pl") == "opowiadam"
    assert languages.read(p_("nowhere", "Tell"), "pl") == "Tell"


def test_a_text_without_a_translation_is_english(languages):
    assert languages.read(_("Never translated, {name}.", name="Asha"), "pl") == f"Never translated, {FSI}Asha{PDI}."


def test_a_value_that_is_missing_shows_as_its_name(languages):
    assert plain(languages.read(_(THANKS, name="Asha"), "pl")) == "Dziękujemy, Asha. Twój kod to {code}."


def test_what_stands_in_a_value_is_never_a_pattern(languages):
    assert plain(languages.read(_(THANKS, name="{code}", code=Code("M-4")), "en")).startswith("Thank you, {code}.")


@pytest.mark.parametrize("language", ["xx", "", "de", "../../etc", "pt_BR"])
def test_a_language_that_is_not_offered_reads_as_english(languages, language):
    assert languages.read(p_("button", "Tell"), language) == "Tell"


def test_a_near_language_is_better_than_english(languages):
    assert languages.read(p_("button", "Tell"), "pl_PL") == "Opowiedz"


def test_a_missing_translation_goes_down_the_chain(product):
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    product.write("pt_BR", head + 'msgctxt "button"\nmsgid "Tell"\nmsgstr "Conte"\n')
    product.write("pt", head + 'msgctxt "typed"\nmsgid "Tell"\nmsgstr "contar"\n')
    compile_catalogs(product.locales)
    languages = Languages(product.locales, ("en", "pt_BR"))
    assert languages.read(p_("button", "Tell"), "pt_BR") == "Conte"
    assert languages.read(p_("typed", "Tell"), "pt_BR") == "contar"
    assert languages.read(p_("elsewhere", "Tell"), "pt_BR") == "Tell"


def test_a_plural_without_its_translation_is_english_and_not_empty(product):
    for form, forms in enumerate(("grupa usłyszała", "grupy usłyszały", "grup usłyszało")):
        product.change(product.po(), f'msgstr[{form}] "{{n}} {forms}."', f'msgstr[{form}] ""')
    compile_catalogs(product.locales)
    languages = Languages(product.locales, ("pl",))
    assert plain(languages.read(heard(1), "pl")) == "1 group has heard."
    assert plain(languages.read(heard(5), "pl")) == "5 groups have heard."


def test_a_fuzzy_translation_is_not_said(product):
    product.change(product.po(), 'msgctxt "button"', '#, fuzzy\nmsgctxt "button"')
    compile_catalogs(product.locales)
    assert Languages(product.locales, ("pl",)).read(p_("button", "Tell"), "pl") == "Tell"


def test_own_words_are_said_as_they_were_written(languages):
    assert languages.read(own_words("{name} said: 100%"), "ur") == "{name} said: 100%"


def test_texts_days_and_lists_inside_a_text_are_read_in_the_same_language(languages):
    text = _(
        "{what}, {day}, {all}",
        what=p_("button", "Tell"),
        day=THURSDAY,
        all=[p_("typed", "Tell"), "M-4", Code("+44 20 7946 0018")],
    )
    read = languages.read(text, "pl")
    assert plain(read) == "Opowiedz, czw., 5 listopada, opowiadam, M-4 i +44 20 7946 0018"
    assert LRI + "+44 20 7946 0018".replace(" ", NBSP) + PDI in read


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("pl", "pl"),
        ("PL", "pl"),
        ("pl-PL", "pl"),
        ("pl_PL", "pl"),
        ("en-raw", "en"),
        ("ur-raw", "ur"),
        ("en-GB", "en"),
        ("zh-hant-raw", "zh_Hant"),
        ("zh-hans", None),
        ("zh", None),
        ("zh-tw", "zh_Hant"),
        ("pt-br", "pt_BR"),
        ("pt", None),
        ("ar", None),
        ("en-xa", "en_XA"),
        ("", None),
        (None, None),
        ("-", None),
        ("--pl", "pl"),
        ("p l", None),
        ("урду", None),
        ("e" * 500, None),
    ],
)
def test_the_nearest_language_to_what_telegram_says(wanted, nearest):
    languages = Languages(Path("nowhere"), ("en", "ur", "pl", "pt_BR", "zh_Hant", "en_XA", "ar_XB"))
    assert languages.closest(wanted) == nearest


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "Thu 5 Nov", "Thu 5 Nov, 09:07"),
        ("pl", "czw., 5 listopada", "czw., 5 listopada, 09:07"),
        ("ur", "جمعرات، 5 نومبر", "جمعرات، 5 نومبر 09:07"),
        ("ar_XB", "الخميس، 5 نوفمبر", "الخميس، 5 نوفمبر، 09:07"),
    ],
)
def test_days_and_moments_read_as_people_write_them_in_western_digits(languages, language, day, moment):
    assert languages.day(THURSDAY, language) == day
    at = languages.moment(datetime(2026, 11, 5, 9, 7, tzinfo=UTC), language)
    assert plain(at) == moment
    assert f"{LRI}09:07{PDI}" in at


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thu 2 Jul, 00:30"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Sun 25 Oct, 01:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Sun 25 Oct, 01:30"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "Thu 31 Dec, 23:59"),
    ],
)
def test_a_moment_is_told_in_the_programmes_zone(languages, at, shown):
    assert plain(languages.moment(at, "en")) == shown


def test_things_in_a_row_are_joined_as_the_language_joins_them(languages):
    assert plain(languages.listed(["A", "B", "C"], "en")) == "A, B and C"
    assert plain(languages.listed(["A", "B", "C"], "pl")) == "A, B i C"
    assert plain(languages.listed(["A", "B", "C"], "ur")) == "A، B، اور C"
    assert languages.listed([], "ur") == ""


@pytest.mark.parametrize(
    ("language", "name", "right_to_left"),
    [
        ("en", "English", False),
        ("pl", "Polski", False),
        ("ur", "اردو", True),
        ("ar_XB", "\u2067[derorriM]\u2069", True),
        ("xx", "xx", False),
    ],
)
def test_a_language_calls_itself_by_its_own_name(languages, language, name, right_to_left):
    assert languages.name(language) == name
    assert languages.is_right_to_left(language) is right_to_left


def test_a_text_is_not_words_by_itself():
    with pytest.raises(TypeError, match="not words yet"):
        str(_("Hello"))


def test_reading_is_fast_enough_for_the_sending_path(languages):
    text: Text = _(THANKS, name="Asha", code=Code("M-4"))
    seconds = min(timeit.repeat(lambda: languages.read(text, "ur"), number=200, repeat=10)) / 200
    assert seconds < 20e-6
