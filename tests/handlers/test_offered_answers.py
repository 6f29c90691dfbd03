"""Others asked something near: offered, never sent by itself; whatever is tapped, the promise stays."""

from __future__ import annotations

import pytest

from bot.store.insights import Insight
from bot.store.library import Offer
from bot.store.promises import Promise
from bot.words import Role
from tests.handlers.desk import answer
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen, seen_before
from tests.handlers.shelf import ASKED, QUESTION, SOURCE, WORDS, approved, puts_into
from tests.handlers.town import Town

NEAR = "Others asked something near. Is it this?"


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    return await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)


@pytest.fixture
async def samina(town: Town, tom: Phone, priya: Phone, room: int) -> Phone:
    await approved(tom, priya, room)
    return await town.champion("Samina")


async def owed(town: Town) -> list[tuple[str, bool]]:
    return [(one.kind, one.kept_at is None) for one in await town.all(Promise) if one.about == "insight"]


async def test_it_is_offered_shown_and_helps(town: Town, samina: Phone, tom: Phone) -> None:
    await samina.says(f"/ask {ASKED}")
    offered = samina.hears(NEAR).text
    assert QUESTION in offered and WORDS not in offered
    await samina.taps("Yes, show me")
    seen_before(samina.hears(WORDS), on_screen(tom, "Keep it"), but=("stands for it",))
    shown = samina.hears(WORDS).text
    assert "Tom Reed, Health officer wrote this, and Priya Shah, Nurse stands for it." in shown
    assert SOURCE in shown and "2 Mar" in shown
    await samina.taps("It helped")
    samina.hears("Do you still want the team's own answer on H-1?")
    assert await owed(town) == [("first_word", True)], "that it helped changes nothing yet"
    await samina.taps("No answer needed any more")
    assert await owed(town) == [("first_word", False)]
    await tom.says("/library")
    assert "Helped: 1 · did not: 0" in tom.hears("L-1").text


@pytest.mark.parametrize("label", ["It did not help", "No, it is another"])
async def test_no_changes_nothing_about_the_promise(
    town: Town, samina: Phone, tom: Phone, room: int, label: str
) -> None:
    await samina.says(f"/ask {ASKED}")
    before = (await town.all(Insight))[0].first_word_by
    if label == "It did not help":
        await samina.taps("Yes, show me")
    await samina.taps(label)
    assert "as promised" in samina.hears("Thank you for saying so").text
    assert not samina.all_with("Do you still want")
    assert await owed(town) == [("first_word", True)] and (await town.all(Insight))[0].first_word_by == before
    await answer(tom, room, "H-1 ·", "We ring you.")
    samina.sees("We ring you.")


async def test_a_telling_that_is_a_question_is_offered_it_too_and_anything_else_is_not(
    town: Town, samina: Phone
) -> None:
    await samina.says(ASKED)
    samina.hears(NEAR)
    await samina.says("The walk-in clinic opens on Saturdays, people say.")
    assert len(samina.all_with(NEAR)) == 1
    await samina.says("/ask Where do I get a blood test?")
    assert len(samina.all_with(NEAR)) == 1
    await samina.says("/ask")
    await samina.says(ASKED)
    assert len(samina.all_with(NEAR)) == 2


async def test_it_is_in_their_language_or_one_that_they_also_read_or_not_offered(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    nadia = await town.champion("Nadia", "pl")
    await nadia.says(f"/ask {ASKED}")
    assert not nadia.all_with(QUESTION)
    await nadia.says("/settings")
    await nadia.presses("set:reads", nadia.all_with("")[-1])
    await nadia.taps("English")
    await nadia.presses(nadia.all_with("")[-1].buttons[-2][0][1], nadia.all_with("")[-1])
    await nadia.says("/cancel")
    await puts_into(tom, priya, room, "pl", "Przychodnia jest otwarta od dziewiątej.")
    await nadia.says(f"/ask {ASKED}")
    await nadia.taps_first(QUESTION)
    shown = nadia.sees("Przychodnia jest otwarta od dziewiątej.").text
    assert WORDS not in shown


async def test_it_is_once_for_what_was_asked_and_for_nobody_else(town: Town, samina: Phone) -> None:
    await samina.says(f"/ask {ASKED}")
    bola = await town.champion("Bola")
    line = samina.sees(NEAR)
    assert await bola.presses("ans:1:show", line) == "Only the person who told this can do that."
    assert await bola.presses("ans:1:helped", line) == "Only the person who told this can do that."
    assert await samina.presses("ans:1:helped", line) == "This button is no longer in use.", "it was not shown yet"
    assert len(await town.all(Offer)) == 1


async def test_what_was_withdrawn_meanwhile_is_not_shown(town: Town, samina: Phone, tom: Phone, priya: Phone) -> None:
    await samina.says(f"/ask {ASKED}")
    await tom.says("/library")
    await tom.taps("See L-1")
    await tom.taps("Withdraw it")
    await tom.says("It moved.")
    await tom.taps("Withdraw it")
    assert "does not hold any more" in str(await samina.taps("Yes, show me"))
    assert not samina.all_with(WORDS) and not samina.all_with("is not right any more")
    await samina.says(f"/ask {ASKED}")
    assert len(samina.all_with(NEAR)) == 1


async def test_a_draft_is_offered_to_nobody(town: Town, samina: Phone, tom: Phone) -> None:
    await tom.says("/library")
    await tom.taps("A new answer")
    for typed in ("Blood", "Where do I get a blood test?", "At the clinic.", SOURCE):
        await tom.says(typed)
    await tom.taps_first("By when do you look at it again?")
    await tom.taps("Keep it")
    await samina.says("/ask Where do I get a blood test?")
    assert not samina.all_with(NEAR)


async def test_in_a_group_nothing_is_offered(town: Town, samina: Phone) -> None:
    circle = await town.group("Women's circle")
    await samina.says(f"/ask {ASKED}", circle)
    assert not samina.all_with(NEAR) and not samina.all_with(NEAR, circle)


async def test_taken_back_nothing_of_it_can_be_pressed(town: Town, samina: Phone) -> None:
    await samina.says(f"/ask {ASKED}")
    line = samina.sees(NEAR)
    await samina.taps("Take it back")
    assert await samina.presses("ans:1:show", line) == "You took this back already. Nothing of it is kept."
