"""What each sort of question takes, and what it says to what it does not take."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bot.language import Languages, _, own_words
from bot.talk import Media, Option, calendar, labels, writing
from bot.talk.labels import Labels
from bot.talk.numbers import whole_number
from tests.talk import flows
from tests.talk.chat import LANGUAGES, Chat

WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture(scope="module")
def languages(tmp_path_factory):
    """English, Urdu and Polish, with a few translations."""
    directory = tmp_path_factory.mktemp("locales")
    for code, words in (
        ("pl", {"A problem": "Kłopot", ("button", "Back"): "Wstecz", ("typed instead of a date", "tomorrow"): "jutro"}),
        ("ur", {"A problem": "مسئلہ", ("button", "Back"): "واپس"}),
    ):
        catalog = Catalog(locale=code)
        for message, translation in words.items():
            context, text = message if isinstance(message, tuple) else (None, message)
            catalog.add(text, translation, context=context)
        path = directory / code / "LC_MESSAGES" / "hearback.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as target:
            write_mo(target, catalog)
    return Languages(Path(directory), ("en", "pl", "ur"))


SAME_OPTION = (
    *("a problem", " A  PROBLEM! ", "1", "1.", "#1", "(1)", "۱"),
    *("kłopot", "klopot", "KŁOPOT", "مسئلہ", "\u2067مسئلہ\u2069"),
)


@pytest.mark.parametrize("typed", SAME_OPTION)
def test_a_typed_option_is_read_in_any_offered_language(languages, typed):
    chat = Chat(flows.flow(), flows.known(), languages=languages, language="ur")
    chat.says("Lift")
    chat.says(typed)
    chat.says("No group")
    chat.taps("Send")
    assert chat.value.kind is flows.Kind.PROBLEM


def test_steering_is_read_in_any_offered_language(languages):
    chat = Chat(flows.flow(), flows.known(), languages=languages)
    chat.says("Lift")
    chat.says("wstecz")
    chat.hears("What did you hear?")


def test_a_label_that_could_mean_two_options_is_asked_again():
    options = [Option("1", own_words("Café")), Option("2", own_words("Cafe")), Option("3", own_words("Elm"))]

    def ask(talk, known):
        return talk.choose("where", _("Where?"), [*options, Option("4", own_words("elm"))])

    chat = Chat(flows.flow(ask))
    assert not chat.says("elm").understood
    chat.hears("tap a button, or type what stands on it")
    chat.says("café")
    assert chat.value == "1"


def test_labels_that_are_only_signs_can_be_typed():
    assert Labels(LANGUAGES).match("👍", [own_words("👎"), own_words("👍")], "en") == 1
    assert Labels(LANGUAGES).match("yes", [own_words("👎 No"), own_words("👍 Yes")], "en") == 1
    assert Labels(LANGUAGES).match("x" * 5000, [own_words("x" * 5000)], "en") is None


@pytest.mark.parametrize(
    ("typed", "label", "is_meant"),
    [
        ("zolty", "Żółty", True),
        ("نعم", "نَعَم", True),
        ("ਨਹੀ", "ਨਹੀਂ", True),
        ("ਪਿਛੇ", "ਪਿੱਛੇ", True),
        ("ਪਿੱਛੇ", "ਪੁੱਛੋ", False),
        ("কাল", "কালো", False),
    ],
)
def test_only_signs_that_people_leave_out_may_be_left_out(typed: str, label: str, is_meant: bool) -> None:
    """In Gurmukhi "back" and "ask" differ by their vowel signs alone."""
    assert (Labels(LANGUAGES).match(typed, [own_words(label)], "en") == 0) is is_meant


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("1, 3", [1, 3]), ("1 and 3", [1, 3]), ("1 3", [1, 3]), ("٢ و ٣", [2, 3]), ("2.", [2]), ("1 apple", []), ("", [])],
)
def test_several_numbers(typed, numbers):
    assert labels.numbers(typed) == numbers


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("20", 20),
        ("about 20 people", 20),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1.200.000", 1200000),
        ("٢٠", 20),
        ("۱۲۳", 123),
        ("-5", -5),
        ("2 or 3", None),
        ("1.5", None),
        ("many", None),
        ("", None),
        ("9" * 40, None),
        ("²", None),
    ],
)
def test_whole_numbers(typed, number):
    assert whole_number(typed) == number


def test_a_number_out_of_bounds_is_told_the_bounds():
    def ask(talk, known):
        return talk.number("n", _("How many?"), least=1, most=30, skip=_("Not sure"))

    chat = Chat(flows.flow(ask))
    for typed, wants in (("40", "from 1 to 30"), ("some", "one whole number"), ("-3", "from 1 to 30")):
        assert not chat.says(typed).understood
        chat.hears(wants, "[Not sure]")
    chat.sends("photo")
    chat.hears("one whole number")
    chat.says("not sure")
    assert chat.value is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-27", date(2026, 11, 27)),
        ("27/11", date(2026, 11, 27)),
        ("27.11.", date(2026, 11, 27)),
        ("27.11.2026", date(2026, 11, 27)),
        ("27 11 26", date(2026, 11, 27)),
        ("3/12", date(2026, 12, 3)),
        ("12/25", date(2026, 12, 25)),
        ("1/2", date(2027, 2, 1)),
        ("27 November", date(2026, 11, 27)),
        ("27th of Nov, 2027", date(2027, 11, 27)),
        ("November 27", date(2026, 11, 27)),
        ("Friday 27 November", date(2026, 11, 27)),
        ("2027 March 3", date(2027, 3, 3)),
        ("27 listopada", date(2026, 11, 27)),
        ("2 września 2027", date(2027, 9, 2)),
        ("۲۷ نومبر", date(2026, 11, 27)),
        ("۲۷/۱۱", date(2026, 11, 27)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("jutro", date(2026, 11, 24)),
        ("friday", date(2026, 11, 27)),
        ("Monday", date(2026, 11, 30)),
        ("piątek", date(2026, 11, 27)),
        ("29 February", date(2028, 2, 29)),
        ("31/11", None),
        ("soon", None),
        ("May", None),
        ("5", None),
        ("27 28 November", None),
        ("1 2 3 November", None),
        ("99999999", None),
        ("", None),
        ("27/11 " * 20, None),
    ],
)
def test_days_are_read_day_first(languages, typed, day):
    assert calendar.read(typed, Labels(languages), "en", TODAY, (TODAY, None)) == day


def test_a_day_without_a_year_may_lie_behind():
    assert calendar.read("27/11", Labels(LANGUAGES), "en", TODAY, (None, TODAY)) == date(2025, 11, 27)


def test_the_day_that_was_read_is_said_back_and_bounds_are_told():
    def ask(talk, known):
        due = talk.day("due", _("By when?"), offered=[TODAY], not_before=TODAY, not_after=date(2026, 12, 31))
        return due, talk.words("why", _("Why?"))

    chat = Chat(flows.flow(ask))
    for typed, wants in (
        ("1/1/2020", "I read that as Wed 1 Jan 2020. Please choose Mon 23 Nov 2026 or a later day."),
        ("1/2/2027", "Please choose Thu 31 Dec 2026 or an earlier day."),
        ("soon", "like 27/11 or 27.11.2026"),
    ):
        assert not chat.says(typed).understood
        chat.hears(wants, "By when?", "[Mon 23 Nov]")
    chat.says("3/12")
    chat.hears("I read that as: Thu 3 Dec 2026.", "Why?")
    chat.says("because")
    assert chat.value == (date(2026, 12, 3), "because")


def test_an_offered_day_is_pressed():
    def ask(talk, known):
        return talk.day("due", _("By when?"), offered=[TODAY], skip=_("No date"))

    chat = Chat(flows.flow(ask))
    chat.taps("Mon 23 Nov")
    assert chat.value == TODAY


@pytest.mark.parametrize(
    ("typed", "wants"),
    [("", "could not see any words"), ("\u200d \u202e", "could not see any words"), ("ab", "at least 3 characters")],
)
def test_words_that_are_none_or_too_few(typed, wants):
    def ask(talk, known):
        return talk.words("w", _("Word?"), at_least=3)

    chat = Chat(flows.flow(ask))
    assert not chat.says(typed).understood
    chat.hears(wants)


def test_something_sent_where_words_are_wanted():
    def ask(talk, known):
        return talk.words("w", _("Word?")), talk.words_or_media("m", _("More?"), ["voice", "photo"])

    chat = Chat(flows.flow(ask))
    assert not chat.sends("voice").understood
    chat.hears("only take words here")
    chat.points(1, 2)
    chat.hears("only take words here")
    chat.says("w")
    chat.sends("sticker")
    chat.hears("Please write, or send one of these: a voice note and a photo.")
    chat.sends("voice", "v1", seconds=3)
    assert chat.value == ("w", Media("voice", "v1", "", 3))


def test_something_sent_is_offered_again_after_back():
    def ask(talk, known):
        return talk.media("m", _("Send it"), kinds=["photo"]), talk.words("w", _("Word?"))

    chat = Chat(flows.flow(ask))
    chat.says("what?")
    chat.hears("Please send one of these: a photo.")
    chat.sends("photo", "p1", caption="Look\x00")
    chat.taps("Back")
    chat.taps("Keep: a photo")
    chat.says("w")
    assert chat.value == (Media("photo", "p1", "Look"), "w")


def test_a_place_in_words_or_as_a_point():
    chat = Chat(flows.flow(flows.visit, "visit"))
    chat.says("1")
    chat.says("1")
    chat.points(51.5, -0.1)
    chat.taps("Back")
    chat.hears("[Keep: A point on the map]")
    chat.says("The library")
    chat.says("No, thanks")
    assert chat.value.place.words == "The library"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\u202eb\u202cc", "abc"),
        ("a\u2067b", "ab"),
        ("a\u2067b\u2069c\u2069", "a\u2067b\u2069c"),
        ("a\U000e0041\U000e007fb", "ab"),
        (WALES, WALES),
        ("e\u0301", "é"),
        ("👩\u200d⚕️ می\u200cخواهم", "👩\u200d⚕️ می\u200cخواهم"),
        (" one\r\ntwo\ttabs \u2028three", "one\ntwo tabs \nthree"),
        ("\ud800x", "x"),
    ],
)
def test_words_are_tidied(typed, kept):
    assert writing.tidy(typed) == kept
    assert unicodedata.is_normalized("NFC", writing.tidy(typed))
    assert writing.tidy(kept) == kept
