"""Whole conversations, kept as text.

HEARBACK_WRITE_TRANSCRIPTS=1 writes them anew: read the difference before you keep it.
"""

from datetime import date, timedelta

from bot import pseudo
from tests.talk import flows
from tests.talk.chat import Chat


def test_telling_a_rumour_with_a_change_of_mind():
    chat = Chat(flows.flow(), flows.known())
    chat.says("They say the clinic shuts on Fridays.")
    chat.taps("A problem")
    chat.taps("Women's circle")
    chat.taps("Change an answer")
    chat.taps("2. Kind")
    chat.taps("Something going round")
    chat.says("the bus")
    chat.taps("Send")
    assert chat.value == flows.Report("They say the clinic shuts on Fridays.", flows.Kind.RUMOUR, "the bus", "12", True)
    chat.matches("a_rumour_with_a_change_of_mind")


def test_an_outing_by_typing_alone():
    chat = Chat(flows.flow(flows.outing, "outing"), flows.known())
    for text in ("1, 3", "done", "Bo", "about 5", "a question", "Cy", "not sure", "1", "30/11", "yes", "no"):
        chat.says(text)
    assert chat.value == flows.Outing(
        (flows.Tag.HEALTH, flows.Tag.SCHOOL), (("Bo", 5), ("Cy", None)), date(2026, 11, 30), True, None
    )
    chat.matches("an_outing_by_typing_alone")


def test_everything_that_is_not_an_answer_gets_a_kind_one():
    chat = Chat(flows.flow(flows.visit, "visit"), None)
    for text in ("back", "change", "hello?", "North", "3", "/help"):
        chat.says(text)
    chat.sends("voice")
    chat.taps("Oak Road")
    chat.sends("photo")
    chat.points(51.5, -0.1)
    chat.says("I cannot")
    chat.sends("voice", seconds=7)
    assert chat.value.place == (None, 51.5, -0.1)
    chat.matches("everything_that_is_not_an_answer")


def test_a_reminder_then_the_end():
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    chat.waits(timedelta(days=1))
    chat.waits(timedelta(days=2))
    assert chat.turn.ended == "expired"
    chat.matches("a_reminder_then_the_end")


def test_nothing_is_said_that_cannot_be_translated():
    chat = Chat(flows.flow(), flows.known(), language=pseudo.ACCENTED)
    chat.says("x" * 61)
    chat.says("back")
    chat.says("Lift")
    chat.says("2")
    chat.says("/skip")
    chat.says("/change")
    chat.matches("in_made_up_words")
