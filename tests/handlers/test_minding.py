"""A pause, a leave and a wish not to be asked are minded, and whoever must know hears of them."""

from __future__ import annotations

from bot.words import Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.test_complaints import _about_the_ramp
from tests.handlers.test_group_passing import stands_for_a_group
from tests.handlers.test_group_words import SENTENCE
from tests.handlers.test_group_words import circle as circle
from tests.handlers.test_group_words import room as room
from tests.handlers.test_group_words import samina as samina
from tests.handlers.test_group_words import tom as tom
from tests.handlers.test_settings import chooses
from tests.handlers.town import Town


async def test_who_leaves_a_group_in_the_settings_stands_for_it_no_more(town: Town) -> None:
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    room = await town.room()
    grace = await stands_for_a_group(town, tom, room)
    await chooses(grace, "My groups", "Coffee morning", "Leave it")
    tom.sees("The champion of Coffee morning has stopped. Nobody stands for it now.", room)


async def test_a_late_complaint_is_said_to_be_late(town: Town) -> None:
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    grace = await town.champion("Grace")
    await _about_the_ramp(grace)
    await town.later(days=29)
    assert grace.all_with("It has not come, and I am sorry") == []
    await town.later(days=3)
    grace.sees("It has not come, and I am sorry")


async def test_who_wants_to_be_asked_nothing_is_not_asked_for_a_group(
    town: Town, tom: Phone, room: int, samina: Phone
) -> None:
    await chooses(samina, "May ask me", "Please do not ask me")
    await take_up(tom, room, "H-1")
    assert "does not want to be asked" in str(await tom.taps("Let the group know", room))
    assert samina.all_with(SENTENCE) == []


async def test_after_a_months_pause_nobody_reads_a_row_of_apologies(town: Town, tom: Phone, room: int) -> None:
    grace = await town.champion("Grace")
    await grace.says("The clinic is shut.")
    await chooses(grace, "Take a pause", "For a month")
    await town.later(days=27)
    assert tom.all_with("has had no first word", room), "staff hear all the same"
    await town.later(days=10)
    assert 1 <= len(grace.all_with("I am sorry")) <= 3
