"""A while after a matter was closed: is it still so, and did it lead to anything else. Once each, and no nuisance."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.loop import finding, hosts, people
from bot.store.chats import Group
from bot.store.issues import Issue
from bot.store.later import LaterAsk, Ripple
from bot.store.session import Work
from bot.words import Role
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")

YES, NO = "Yes, it is better", "No"
STILL, LED_TO = "Is it still better?", "Did it lead to anything else"


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    """A champion who raised M-1, heard what changed, and said that it is better."""
    champion = await town.champion("Samina")
    await champion.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    await champion.taps(YES)
    return champion


async def jump(town: Town, days: int) -> None:
    """So many days pass at once."""
    town.clock.at += timedelta(days=days)
    await town.ticks()


async def test_who_found_it_better_is_asked_once_more_and_a_no_opens_it(town: Town, samina: Phone, tom: Phone) -> None:
    await jump(town, 89)
    assert not samina.all_with(STILL)
    await jump(town, 2)
    assert samina.sees(STILL).button(YES) and "The clinic is shut." in samina.sees(STILL).text
    await jump(town, 120)
    assert len(samina.all_with(STILL)) == 1, "once a matter"
    await samina.taps(NO, under=STILL)
    assert [one.state for one in await town.all(Issue)] == ["open"]
    samina.hears("What is still wrong?")
    await samina.sends("voice")
    samina.hears("I have passed your words to the person who answers for it")
    brought = tom.sees("What is still wrong (M-1)")
    assert brought.medium, "the owner hears the voice note"


async def test_a_yes_changes_nothing(town: Town, samina: Phone) -> None:
    await jump(town, 91)
    assert await samina.taps(YES, under=STILL) == "Thank you. That is noted."
    assert [one.state for one in await town.all(Issue)] == ["closed_judged"]


async def test_nobody_is_asked_who_wants_to_be_asked_nothing_or_has_paused(town: Town, samina: Phone) -> None:
    await samina.says("/settings")
    await samina.taps("May ask me: 3 a week")
    await samina.taps("Please do not ask me")
    await jump(town, 91)
    assert not samina.all_with(STILL) and not samina.all_with(LED_TO)
    assert all(one.asked_at is None for one in await town.all(LaterAsk))


async def test_what_was_opened_again_is_not_asked_about(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.taps("It is not better")
    await jump(town, 91)
    assert not samina.all_with(STILL) and not await town.all(Ripple)


async def test_a_group_is_asked_in_its_chat_and_its_host_what_it_led_to(town: Town, tom: Phone, room: int) -> None:
    circle, nadia, host = await town.group("Women's circle"), town.phone("Nadia"), await town.champion("Hawa")

    def appoint(work: Work) -> None:
        person = people.known(work, host.id)
        assert person is not None
        hosts.note(work, finding.one(work, Group, 1), person)

    await town.does(appoint)
    await nadia.says("/tell The door is too narrow.", circle)
    await nadia.taps("Yes, keep it", circle)
    await take_up(tom, room, "H-1", title="The door")
    await news(tom, room, "M-1")
    members = [nadia, *(town.phone(f"Guest {number}") for number in range(4))]
    for person in members[:4]:
        await person.taps(YES, circle)
    said = await members[4].taps("No longer needed", circle)
    assert said == "Thank you. So far here: 5 say yes, 0 a bit, 0 no."
    await jump(town, 15)
    assert [one.state for one in await town.all(Issue)] == ["closed_judged"]
    await jump(town, 43)
    assert "You are asked for the group" in host.sees(LED_TO).text
    assert not nadia.all_with(LED_TO, circle)
    await jump(town, 49)
    assert await members[1].taps(NO, circle, under=STILL) is not None
    assert [one.state for one in await town.all(Issue)] == ["open"]
