"""Each flow is a function of its answers: typed through to its end, it brings back what was meant."""

from __future__ import annotations

import inspect
from datetime import timedelta

import pytest

from bot import pseudo
from bot.flows import bind, desk, details, join, news, take_up
from bot.handlers import errands
from bot.language import Text
from bot.talk import Flow
from bot.words import Kind, Role, Scope, UpdateKind
from tests.flows.screens import LANGUAGES, PLAYS, TODAY
from tests.talk.chat import LANGUAGES as PSEUDO
from tests.talk.chat import Chat

A_WEEK = timedelta(days=7)
VALUES = {
    "join": join.Joined("en", True),
    "join_desk": join.Joined("en", True, "Tom Reed", "Worker"),
    "language": "ur",
    "leave": True,
    "change": "Again.",
    "add": "More.",
    "why": "Because.",
    "ask_back": "Which one?",
    "settle": "By telephone.",
    "details": details.Details(Kind.PROBLEM, 12, "Mare Street", "Since March", 5, "Samina"),
    "details_known": details.Details(happened="Since March"),
    "question": "When is it open?",
    "rumour": "It is said to close.",
    "answer": {"en": "Words.", "ur": "الفاظ"},
    "take_up_ours": take_up.TakenUp(
        "The phone",
        Scope.OURS,
        "",
        7,
        "Two lines",
        "Calls are answered",
        TODAY + A_WEEK,
        {"en": "Words.", "ur": "الفاظ"},
        TODAY + A_WEEK,
        True,
    ),
    "take_up_not_ours": take_up.TakenUp(
        "The phone", Scope.NOT_OURS, "The landlord's.", 7, "", "", None, {"en": "Words."}, TODAY + A_WEEK
    ),
    "join_matter": 3,
    "news_moved": news.News(UpdateKind.PROGRESS, {}, {"en": "Words."}, TODAY + A_WEEK),
    "news_changed": news.News(UpdateKind.CHANGED, {"en": "We called."}, {"en": "It is open."}, None),
    "news_nothing": news.News(UpdateKind.NOTHING_YET, {}, {"en": "No answer."}, TODAY + A_WEEK),
    "bind": bind.Bound(bind.Place.GROUP, "Women's circle", "ur"),
    "translate": {"update": "الفاظ"},
}


def played(name: str, **more: str) -> Chat:
    play = PLAYS[name]
    flow = Flow(name, play.function, Text("a flow"), A_WEEK, timedelta(days=1))
    return Chat(flow, play.known, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PLAYS)
@pytest.mark.parametrize("speaks", ["en", pseudo.ACCENTED, pseudo.MIRRORED])
def test_typed_to_its_end_it_brings_back_what_was_meant(name: str, speaks: str) -> None:
    chat = played(name, language=speaks)
    for typed in PLAYS[name].typed:
        if typed == "skip":
            skip = next(button for button in chat.buttons() if button.data.endswith(":s"))
            chat.presses(skip)
        else:
            chat.says(typed)
        assert chat.turn.understood, chat.last_said()
        if chat.conversation is not None:
            assert chat.last_said().strip()
    assert chat.value == VALUES[name]


@pytest.mark.parametrize("name", PLAYS)
def test_buttons_fit_and_every_question_can_be_left(name: str) -> None:
    """Callback data is 64 bytes at most; every question has a way out."""
    chat = played(name)
    for typed in PLAYS[name].typed:
        assert all(len(button.data.encode()) <= 64 for button in chat.buttons())
        assert any(button.data.endswith(":x") for button in chat.buttons()), chat.last_said()
        if typed == "skip":
            chat.presses(next(button for button in chat.buttons() if button.data.endswith(":s")))
        else:
            chat.says(typed)


@pytest.mark.parametrize(
    ("name", "answers"),
    [("answer", ("Words.", "الفاظ", "no")), ("join", ("1", "no")), ("leave", ("no",)), ("translate", ("الفاظ", "no"))],
)
def test_thinking_better_of_it_brings_back_nothing(name: str, answers: tuple[str, ...]) -> None:
    chat = played(name)
    for typed in answers:
        chat.says(typed)
    assert not chat.value or chat.value == join.Joined("en", False)


def test_a_staff_room_and_leaving_are_one_question() -> None:
    for number, place in (("2", bind.Place.STAFF_ROOM), ("3", bind.Place.LEAVE)):
        chat = played("bind")
        chat.says(number)
        assert chat.value == bind.Bound(place)


def test_the_letter_says_that_it_is_a_trial_only_where_it_is_one() -> None:
    trial = played("join")
    trial.says("1")
    trial.hears("This is a trial", "Your name does not go with it", "/stop")
    real = Chat(Flow("join", join.join, Text("a flow"), A_WEEK), join.Newcomer("T", LANGUAGES, Role.CHAMPION, False))
    real.says("1")
    real.does_not_hear("This is a trial")


def test_languages_without_words_are_named_before_anything_is_sent() -> None:
    """Rule 4: a missing language is visible to staff before sending."""
    chat = played("answer")
    chat.says("Words.")
    chat.taps(chat.reads(desk.LATER))
    chat.hears("No words yet in: اردو.")


def test_a_language_that_lacks_half_of_the_words_is_named_too() -> None:
    chat = played("news_changed")
    for typed in ("3", "We called."):
        chat.says(typed)
    chat.taps(chat.reads(desk.LATER))
    chat.says("It is open.")
    chat.says("اب کھلا ہے۔")
    chat.hears("No words yet in: اردو.")


def test_words_that_were_changed_are_confirmed_anew() -> None:
    """A confirm counts only for what stood above it."""
    chat = played("answer")
    chat.says("Words in haste.")
    chat.says("الفاظ")
    stale = chat.button("Send it")
    chat.says("back")
    chat.says("back")
    chat.says("Better words.")
    chat.presses(stale)
    assert chat.conversation is not None, "the old button sends nothing"


def test_every_errand_is_played_here() -> None:
    functions = {errand.flow.function for errand in errands.all_of(PSEUDO, True).values()}
    assert functions == {play.function for play in PLAYS.values()}


def test_flows_are_plain_functions_of_talk_and_known() -> None:
    for play in PLAYS.values():
        assert list(inspect.signature(play.function).parameters) == ["talk", "known"]
        assert not inspect.iscoroutinefunction(play.function)
