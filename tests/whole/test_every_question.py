"""Each question of each flow, in each language: one can go back from it and on again, and look at one's answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.language import Text
from bot.talk import Flow, presses, wording
from tests.flows.screens import PLAYS
from tests.flows.test_flows import VALUES
from tests.languages import EVERY_LANGUAGE, in_turn
from tests.talk.chat import Chat


@pytest.mark.parametrize(("name", "language"), in_turn(PLAYS))
def test_back_and_change_at_every_question_lose_nothing(name: str, language: str) -> None:
    play = PLAYS[name]
    flow = Flow(name, play.function, Text("a flow"), timedelta(days=7), timedelta(days=1))
    chat = Chat(flow, play.known, language=language, languages=EVERY_LANGUAGE)
    led_here: list[str] = []
    so_far: list[str] = []
    for typed in play.typed:
        goes_back_and_on_again(chat, led_here)
        looks_at_the_answers(chat)
        asked = chat.standing().key
        answers(chat, typed)
        so_far.append(typed)
        if chat.conversation is None or chat.conversation.key != asked:
            led_here, so_far = so_far, []
    assert chat.value == VALUES[name]


def answers(chat: Chat, typed: str) -> None:
    """Answer the question on screen."""
    if typed == "skip":
        chat.presses(next(button for button in chat.buttons() if button.data.endswith(f":{presses.SKIP}")))
    else:
        chat.says(typed)
    assert chat.turn.understood and "{" not in chat.last_said(), chat.last_said()


def goes_back_and_on_again(chat: Chat, led_here: list[str]) -> None:
    """Back, by the word of the language; the question before is there, and its answer leads on again.

    What was ticked so far is still ticked. At the first question there is nothing to go back to, and it says so.
    """
    here = chat.standing()
    chat.says(chat.reads(wording.TYPED_BACK))
    if led_here:
        assert chat.turn.understood and chat.standing().key != here.key, chat.last_said()
    else:
        chat.hears(chat.reads(wording.FIRST_QUESTION))
    for typed in led_here:
        answers(chat, typed)
    assert as_it_stands(chat) == (here.key, here.answers, here.ticks)


def as_it_stands(chat: Chat) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    """The question on screen, the answers there are, and what is ticked."""
    now = chat.standing()
    return now.key, dict(now.answers), now.ticks


def looks_at_the_answers(chat: Chat) -> None:
    """The list of answers, by the word of the language, and away from it again."""
    here = chat.standing()
    chat.says(chat.reads(wording.TYPED_CHANGE))
    assert "{" not in chat.last_said()
    if chat.standing().changing:
        chat.presses(next(button for button in chat.buttons() if button.data.endswith(f":{presses.RETURN}")))
    else:
        chat.hears(chat.reads(wording.NOTHING_TO_CHANGE))
    assert as_it_stands(chat) == (here.key, here.answers, here.ticks)
