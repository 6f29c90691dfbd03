"""Who works on a card: taken by one, let go, handed on to a named colleague; the second sees what the first did."""

from __future__ import annotations

import pytest

from bot.store.audit import Audit
from bot.store.handling import Handling
from bot.words import Role
from tests.handlers.desk import answer
from tests.handlers.phone import Phone
from tests.handlers.test_erasing import erases
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Nurse")


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    return await town.staff("Priya Shah", "Manager", role=Role.ADMINISTRATOR)


@pytest.fixture
async def samina(town: Town, room: int) -> Phone:
    champion = await town.champion("Samina")
    await champion.says("The clinic never answers.")
    return champion


async def test_one_takes_it_and_the_second_sees_who(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    line = tom.sees("H-1 ·", room)
    claim = str(line.button("I take it"))
    assert await tom.presses(claim, line) == "It is yours. The card says so."
    assert "Tom Reed, Nurse works on it." in tom.sees("H-1 ·", room).text
    assert await priya.presses(claim, line) == "Tom Reed, Nurse has it already."
    assert await tom.presses(claim, line) == "You have it already."
    assert await samina.presses(claim, line) == "Only staff of the programme can do this."
    assert [row.claimed_by for row in await town.all(Handling)] == [2]
    [act] = [row for row in await town.all(Audit) if row.act == "claim"]
    assert (act.person_id, act.about_id, act.detail) == (2, 1, {"before": None, "after": 2})


async def test_let_go_by_whoever_has_it_or_an_administrator(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    grace = await town.staff("Grace Obi")
    await tom.taps("I take it", room)
    said = await grace.taps("Let it go", room)
    assert said == "Tom Reed, Nurse has it. Only they, or an administrator, can do that."
    await tom.taps("Let it go", room)
    assert "works on it" not in tom.sees("H-1 ·", room).text
    await grace.taps("I take it", room)
    assert await priya.taps("Let it go", room) == "It is free for somebody else now."


async def test_handed_on_to_a_named_colleague_who_is_told_with_the_card(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await tom.taps("More …", room)
    assert await tom.taps("Hand on …", room) == "I have asked you in our private chat."
    assert [row[0][0] for row in tom.hears("Who should have H-1 now?", tom.id).buttons] == ["Priya Shah, Manager"]
    assert await tom.taps("Priya Shah, Manager") == "Priya Shah, Manager has it now, and knows."
    card = priya.sees("Tom Reed, Nurse has handed this on to you.")
    assert "The clinic never answers." in card.text and card.button("Answer")
    assert "Priya Shah, Manager works on it." in tom.sees("H-1 ·", room).text
    assert "Only they, or an administrator" in str(await tom.taps("Priya Shah, Manager"))


async def test_somebody_who_is_erased_or_let_go_has_nothing_any_more(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await tom.taps("I take it", room)
    await answer(tom, room, "H-1", "We have new lines.")
    await erases(tom)
    priya.sees("What a colleague who has left had is with you now: 1 card.")
    card = priya.sees("H-1 ·", room).text
    assert "Tom Reed" not in card and "Priya Shah, Manager works on it." in card
    assert [row.claimed_by for row in await town.all(Handling)] == [3]
    assert await priya.taps("Let it go", room) == "It is free for somebody else now."


async def test_a_card_in_private_has_the_same_buttons_and_is_kept_up_to_date(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await tom.says("/card h-1")
    assert "The clinic never answers." in tom.hears("H-1 ·").text
    await tom.taps("I take it")
    assert "Tom Reed, Nurse works on it." in tom.sees("H-1 ·").text
    assert "Tom Reed, Nurse works on it." in tom.sees("H-1 ·", room).text
    await tom.taps("More …")
    assert tom.sees("H-1 ·").button("It is a rumour") and not tom.sees("H-1 ·", room).button("It is a rumour")
    await tom.says("/card")
    tom.hears("You have: H-1")
    await tom.taps("Answer")
    await tom.says("We have new lines.")
    await tom.taps("Send it")
    samina.sees("We have new lines.")
    await samina.taps("Take it back", under="as H-1")
    assert not tom.all_with("The clinic never answers.") and tom.sees("H-1 was taken back")


async def test_only_staff_open_cards_and_what_is_not_there_is_said_so(town: Town, samina: Phone, tom: Phone) -> None:
    await samina.says("/card H-1")
    samina.hears("Only staff of the programme can do this.")
    for wrong in ("H-99", "M-1"):
        await tom.says(f"/card {wrong}")
        tom.hears("I cannot find that any more.")
    await tom.says("/card something")
    tom.hears("for instance: /card H-12")
