"""Each question of each flow, in each language: one can go back from it and on again, and look at one's answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import pseudo
from bot.language import Languages, Text
from bot.talk import Flow, presses, wording
from tests.flows.screens import PLAYS
from tests.flows.test_flows import VALUES
from tests.talk.chat import Chat
from tests.whole.plain_words import ROOT

LANGUAGES = Languages(ROOT / "locales", ("en", "ur", "pl", pseudo.ACCENTED, pseudo.MIRRORED))


@pytest.mark.parametrize("language", LANGUAGES.offered)
@pytest.mark.parametrize("name", PLAYS)
def test_back_and_change_at_every_question_lose_nothing(name: str, language: str) -> None:
    play = PLAYS[name]
    flow = Flow(name, play.function, Text("a flow"), timedelta(days=7), timedelta(days=1))
    chat = Chat(flow, play.known, language=language, languages=LANGUAGES)
    before: str | None = None
    for typed in play.typed:
        if before is not None:
            goes_back_and_on_again(chat, before)
            looks_at_the_answers(chat)
        answers(chat, typed)
        before = typed
    assert chat.value == VALUES[name]


def answers(chat: Chat, typed: str) -> None:
    """Answer the question on screen."""
    if typed == "skip":
        chat.presses(next(button for button in chat.buttons() if button.data.endswith(f":{presses.SKIP}")))
    else:
        chat.says(typed)
    assert chat.turn.understood and "{" not in chat.last_said(), chat.last_said()


def goes_back_and_on_again(chat: Chat, before: str) -> None:
    """Back, by the word of the language; the question before is there, and its answer leads on again."""
    here = chat.standing()
    chat.says(chat.reads(wording.TYPED_BACK))
    assert chat.turn.understood and chat.standing().key != here.key, chat.last_said()
    answers(chat, before)
    assert chat.standing().key == here.key and chat.standing().answers == here.answers


def looks_at_the_answers(chat: Chat) -> None:
    """The list of answers, by the word of the language, and away from it again."""
    here = chat.standing()
    chat.says(chat.reads(wording.TYPED_CHANGE))
    assert "{" not in chat.last_said()
    if chat.standing().changing:
        chat.presses(next(button for button in chat.buttons() if button.data.endswith(f":{presses.RETURN}")))
    else:
        chat.hears(chat.reads(wording.NOTHING_TO_CHANGE))
    assert chat.standing().key == here.key and chat.standing().answers == here.answers
