"""A yes in a group is for what is told there: in private the letter comes first, and the group goes on as before."""

from __future__ import annotations

import pytest

from bot.store.insights import Insight
from bot.store.people import Grant, Person
from bot.words import Role
from tests.handlers.desk import answer, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def circle(town: Town, tom: Phone, room: int) -> int:
    return await town.group("Circle")


@pytest.fixture
async def nadia(town: Town, circle: int) -> Phone:
    """Somebody who told in a group, and said yes there."""
    member = town.phone("Nadia")
    await member.says("/tell the door is too narrow", circle)
    await member.taps("Yes, keep it", circle)
    return member


async def of_nadia(town: Town) -> Person:
    return next(person for person in await town.all(Person) if person.consented_in_group_at is not None)


async def test_in_private_the_letter_comes_first(town: Town, nadia: Phone) -> None:
    await nadia.says("My landlord shouts at me.")
    led = nadia.hears("You said yes in a group. That was for what you tell there.")
    assert led.button("Read the letter") and led.button("Urgent help")
    assert [insight.words for insight in await town.all(Insight)] == ["the door is too narrow"]
    await nadia.taps("Read the letter")
    await nadia.taps("English")
    nadia.hears("This letter is from Priya Shah, Health officer.")
    await nadia.taps("Read on")
    assert (await of_nadia(town)).consented_at is None
    await nadia.taps("Yes, I want to take part")
    await nadia.says("My landlord shouts at me.")
    nadia.hears("as H-2")
    assert [grant.role for grant in await town.all(Grant)] == [Role.ADMINISTRATOR], "nobody became a champion by it"


@pytest.mark.parametrize("command", ["/settings", "/event", "/refer", "/newgroup", "/ask Is it open?"])
async def test_commands_of_champions_wait_for_the_letter(town: Town, nadia: Phone, command: str) -> None:
    await nadia.says(command)
    assert "letter" in nadia.sees("").text or "yes" in nadia.sees("").text
    assert len(await town.all(Insight)) == 1


async def test_a_no_to_the_letter_leaves_the_group_as_it_was(town: Town, nadia: Phone, circle: int) -> None:
    await nadia.says("/start")
    await nadia.taps("English")
    await nadia.taps("Read on")
    await nadia.taps("No, thank you")
    await nadia.says("/tell the lift is broken", circle)
    nadia.sees("as H-2", circle)


async def test_the_group_is_told_and_judges_as_before(
    town: Town, nadia: Phone, tom: Phone, room: int, circle: int
) -> None:
    await nadia.says("/tell the lift is broken", circle)
    nadia.sees("as H-2", circle)
    await answer(tom, room, "H-2", "It is repaired on Monday.")
    nadia.sees("It is repaired on Monday.", circle)
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1", words="The door is wide now.")
    await nadia.taps("Yes, it is better", circle)
    assert nadia.sees("The door is wide now.", circle)


async def test_what_became_of_it_can_be_read_without_the_letter(town: Town, nadia: Phone) -> None:
    await nadia.says("/mine")
    nadia.hears("the door is too narrow")


async def test_urgent_help_and_the_data_of_oneself_need_no_letter(town: Town, nadia: Phone) -> None:
    await nadia.says("/urgent")
    nadia.hears("These people help now")
    await nadia.says("/mydata")
    nadia.hears("This is about what I keep of you")


async def test_stopping_ends_the_yes_in_the_group_too(town: Town, nadia: Phone, circle: int) -> None:
    await nadia.says("/stop")
    await nadia.taps("Yes, stop")
    nadia.hears("You get no more messages from me.")
    await nadia.says("/tell the lift is broken", circle)
    nadia.hears("May I keep this", circle)


async def test_who_said_yes_in_private_is_not_asked_in_a_group(town: Town, circle: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("/tell the lift is broken", circle)
    samina.hears("as H-1", circle)
