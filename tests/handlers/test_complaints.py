"""A complaint: at once a reference and a day, past the one it is about, answered by somebody else within 30 days."""

from __future__ import annotations

import pytest

from bot.store.complaints import Complaint
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen, seen_before
from tests.handlers.town import Town


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    return await town.staff("Priya Shah", "Manager", role=Role.ADMINISTRATOR)


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def grace(town: Town, room: int) -> Phone:
    return await town.staff("Grace Obi")


async def complains(phone: Phone, about: str = "Tom Reed, Health officer") -> None:
    await phone.says("/complain")
    await phone.says("He shouted at me.")
    await phone.taps(about)
    await phone.says("An apology.")
    await phone.taps("Send it")


async def test_from_the_complaint_to_its_answer(town: Town, priya: Phone, tom: Phone, grace: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await complains(samina)
    acknowledged = samina.hears("Your complaint is kept as C-1.").text
    assert "by Wed 1 Apr" in acknowledged
    for body in ("PALS", "Healthwatch", "The ICO"):
        assert body in acknowledged
    shown = priya.sees("Complaint C-1").text
    assert "He shouted at me." in shown and "An apology." in shown and "Samina" not in shown
    assert not tom.all_with("C-1") and not tom.all_with("C-1", room)
    await priya.taps("Choose who answers it")
    offered = [label for row in priya.hears("Who answers C-1?").buttons for label, _data in row]
    assert "Priya Shah, Manager" in offered and "Grace Obi, Health officer" in offered
    assert "Tom Reed, Health officer" not in offered
    await priya.taps("Grace Obi, Health officer")
    grace.sees("You answer this complaint.")
    await grace.taps("Answer it")
    await grace.says("We are sorry. It will not happen again.")
    shown = on_screen(grace, "Send it")
    await grace.taps("Send it")
    seen_before(samina.sees("Grace Obi, Health officer answers your complaint C-1:"), shown)
    answered = samina.sees("Grace Obi, Health officer answers your complaint C-1:").text
    assert "We are sorry." in answered and "Healthwatch" in answered
    await town.later(days=40)
    assert not priya.all_with("has no answer")


async def test_the_one_it_is_about_can_neither_read_nor_take_nor_answer_it(
    town: Town, priya: Phone, tom: Phone, grace: Phone
) -> None:
    second = await town.staff("Omar Aziz", role=Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    await complains(samina, "Omar Aziz, Health officer")
    assert not second.all_with("C-1")
    line = priya.sees("Complaint C-1")
    assert await second.presses("x:1:hand", line) == "You cannot read or answer this complaint."
    assert await second.presses("x:1:answer", line) == "You cannot read or answer this complaint."
    assert await grace.presses("x:1:hand", line) == "Only an administrator of the programme can do this."
    assert await grace.presses("x:1:answer", line) == "Somebody else handles this complaint."
    assert await samina.presses("x:1:answer", line) == "Only staff of the programme can do this."


async def test_an_alarm_after_21_days_and_after_30(town: Town, priya: Phone, grace: Phone) -> None:
    samina = await town.champion("Samina")
    await _about_the_ramp(samina)
    await town.later(days=20)
    assert not priya.all_with("has no answer")
    await town.later(days=2)
    assert "Who answers it: nobody yet" in priya.sees("The complaint C-1 has no answer").text
    await priya.taps("Choose who answers it", under="has no answer")
    await priya.taps("Grace Obi, Health officer")
    await town.later(days=9)
    assert len(priya.all_with("has no answer")) == 2 and len(grace.all_with("has no answer")) == 1
    await town.later(days=30)
    assert len(priya.all_with("has no answer")) == 2


async def test_with_nobody_else_there_it_says_so_and_names_who_is_outside(town: Town, priya: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await complains(samina, "Priya Shah, Manager")
    said = samina.hears("nobody else of the team may read it").text
    assert "PALS" in said and "ICO" in said
    assert not priya.all_with("C-1") and not priya.all_with("C-1", room)
    second = await town.staff("Omar Aziz", role=Role.ADMINISTRATOR)
    await second.says("/help")
    await town.ticks()
    second.sees("Complaint C-1")


async def test_anybody_may_complain_and_think_better_of_it(town: Town, priya: Phone) -> None:
    stranger = town.phone("Stranger")
    await _about_the_ramp(stranger)
    stranger.hears("C-1")
    await stranger.says("/complain")
    await stranger.says("Nothing much.")
    await stranger.taps("Leave it out")
    await stranger.taps("Leave it out")
    await stranger.taps("Do not send it")
    stranger.hears("Nothing was sent.")
    assert len(await town.all(Complaint)) == 1


async def test_an_answered_complaint_cannot_be_answered_again(town: Town, priya: Phone) -> None:
    samina = await town.champion("Samina")
    await _about_the_ramp(samina)
    await priya.taps("Choose who answers it")
    await priya.taps("Priya Shah, Manager")
    await priya.taps("Answer it")
    await priya.says("There is one now.")
    await priya.taps("Send it")
    assert await priya.taps("Answer it") == "That complaint is answered."
    assert await priya.taps("Choose who answers it") == "That complaint is answered."


async def _about_the_ramp(phone: Phone) -> None:
    await phone.says("/complain")
    await phone.says("There is no ramp.")
    if any(line.button("No, or leave it out") for line in phone.all_with("one of these people?")):
        await phone.taps("No, or leave it out")
    await phone.says("The door")
    await phone.taps("Leave it out")
    await phone.taps("Send it")


async def test_a_stranger_is_shown_no_names_and_can_complain_all_the_same(town: Town, priya: Phone, tom: Phone) -> None:
    stranger = town.phone("Stranger")
    await stranger.says("/complain")
    await stranger.says("Nobody answers me.")
    assert "Tom Reed" not in str([line.buttons for line in town.telegram.said_in(stranger.id)])
    await stranger.says("The front desk")
    await stranger.taps("Leave it out")
    await stranger.taps("Send it")
    stranger.hears("Your complaint is kept as C-1.")
    assert "The front desk" in priya.sees("Complaint C-1").text


async def test_three_a_day_are_taken_in_and_the_next_one_tomorrow(town: Town, priya: Phone, tom: Phone) -> None:
    samina = await town.champion("Samina")
    for _each in range(3):
        await complains(samina)
    await samina.says("/complain")
    samina.hears("Please send the next one tomorrow.")
    assert len(await town.all(Complaint)) == 3
    await town.later(days=1, minutes=1)
    await complains(samina)
    samina.hears("C-4")
