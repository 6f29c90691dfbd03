"""What can be put right today is kept as done in one step: those who raised it hear what changed and judge it."""

from __future__ import annotations

import pytest

from bot.store.issues import Action, Issue
from bot.store.updates import Telling
from bot.words import IssueState
from tests.handlers.desk import states, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("with_digest")


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker")


async def opens(by: Phone, room: int) -> None:
    await by.town.ticks()
    await by.taps("Start", room)
    await by.taps("Right today")


async def test_one_text_makes_a_matter_done_today_and_asks_whether_it_is_better(
    town: Town, tom: Phone, room: int
) -> None:
    samina = await town.champion("Samina")
    await samina.says("The sign at the clinic points the wrong way.")
    await opens(tom, room)
    await tom.says("I turned the sign round this morning.")
    shown = tom.hears("This will be told to everyone who raised it").text
    for piece in (
        "As they will read it, in English",
        "You said: “The sign at the clinic points the wrong way.”",
        "What changed, says Tom Reed, Engagement worker:\nI turned the sign round this morning.",
        "Is it better now? Only you can say.",
    ):
        assert piece in shown
    await tom.taps("It is done: tell them")
    told = samina.sees("I turned the sign round this morning.")
    assert told.button("Yes, it is better") and told.button("No")
    [issue], [action] = await town.all(Issue), await town.all(Action)
    assert (issue.title, action.what) == ("I turned the sign round this morning.",) * 2
    assert action.done_at is not None and issue.judge_by is not None
    assert "M-1" in tom.sees("I turned the sign", room).text
    await samina.taps("Yes, it is better")
    assert [one.state for one in await town.all(Issue)] == [IssueState.CLOSED_JUDGED]


async def test_in_another_language_it_waits_for_the_words_and_says_so(town: Town, tom: Phone, room: int) -> None:
    ania = await town.champion("Ania", "pl")
    await ania.says("Znak wskazuje w złą stronę.")
    await opens(tom, room)
    await tom.says("I turned the sign round.")
    await tom.taps("Leave it for later")
    assert "No words yet in" in tom.hears("This will be told").text
    await tom.taps("It is done: tell them")
    assert states(await town.all(Telling)) == ["owed"]
    assert not ania.all_with("I turned the sign")


async def test_not_better_opens_it_again(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("The sign points the wrong way.")
    await opens(tom, room)
    await tom.says("I turned it.")
    await tom.taps("It is done: tell them")
    await samina.taps("No")
    tom.sees("No: said by someone who raised M-1.")
    await town.later(days=40)
    assert [one.state for one in await town.all(Issue)] == [IssueState.OPEN]


async def test_thinking_better_of_it_leaves_all_as_it_was(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("The sign points the wrong way.")
    await opens(tom, room)
    await tom.says("I turned it.")
    await tom.taps("Do not tell them")
    assert await town.all(Issue) == []
    tom.sees("1 card waits for you.")


async def test_a_colleague_was_quicker(town: Town, tom: Phone, room: int) -> None:
    grace, samina = await town.staff("Grace Obi"), await town.champion("Samina")
    await samina.says("The sign points the wrong way.")
    await opens(tom, room)
    await tom.says("I turned it.")
    await take_up(grace, room, "H-1 ·", words="We asked.")
    samina.sees("We asked.")
    await tom.taps("It is done: tell them")
    tom.hears("Somebody has this already.")
    assert len(await town.all(Issue)) == 1 and not samina.all_with("I turned it.")
