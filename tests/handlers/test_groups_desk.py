"""Staff see, find and change groups; hosts hear who changed what; a group that ends loses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.store.audit import Audit
from bot.store.chats import Group, Membership
from bot.store.updates import Telling
from bot.words import HEARD, Role, TellingState
from tests.handlers.desk import answer, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.test_group_passing import stands_for_a_group, tells_for_the_group
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")

NEW = -1000000009999


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def priya(town: Town, tom: Phone) -> Phone:
    return await town.staff("Priya Shah", "Manager")


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    """The host of a group that was taken in."""
    champion = await town.champion("Samina")
    await champion.adds_bot(NEW)
    await tom.taps("Accept as a group", room)
    return champion


async def opens_card(by: Phone) -> str:
    await by.says("/groups")
    await by.taps_first("All groups: ")
    return by.hears("Hears at least every").text


async def test_the_list_pages_and_finds_groups(town: Town, tom: Phone, room: int) -> None:
    for number in range(10):
        await town.group(f"Circle {number}")
    await tom.says("/groups")
    assert tom.hears("All groups: 10").button("Circle 7") and not tom.sees("All groups").button("Circle 8")
    await tom.taps("More")
    assert tom.hears("All groups: 10").button("Circle 8")
    await tom.taps("Find by name")
    await tom.says("cle 4")
    await tom.taps("Circle 4")
    tom.hears("Circle 4 · number")
    assert tom.sees("All groups").button("No champion (10)")


async def test_a_card_says_who_looks_after_it_and_what_it_is_owed(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("/tell the door is too narrow", NEW)
    await take_up(tom, room, "H-1")
    card = await opens_card(tom)
    for part in ("Reads: English", "every 14 days", "Hosts: Number", "in the last seven days", "Last told: Mon 2 Mar"):
        assert part in card.replace("\u2068", "").replace("\u2069", ""), part


async def test_hosts_hear_who_of_the_team_changed_what(town: Town, samina: Phone, tom: Phone) -> None:
    await opens_card(tom)
    await tom.taps("Edit")
    await tom.taps("How often")
    await tom.taps("Every week")
    for _day_and_hour in range(2):
        await tom.taps_first("")
    samina.sees("Tom Reed, Health officer has changed something in")
    samina.sees(": how often and the day and hour. To see or change it, write /group.")
    acts = await town.does(
        lambda work: work.session.exec(select(Audit.detail).where(Audit.act == "settle_group")).all()
    )
    [act] = acts
    assert act["changed"] == ["rhythm", "told_on"]
    assert (act["before"]["rhythm"], act["after"]["rhythm"]) == (14, 7)


async def test_a_host_who_changes_it_herself_hears_nothing_of_it(town: Town, samina: Phone) -> None:
    await samina.says("/group")
    await samina.taps("How often")
    await samina.taps("Every week")
    assert not samina.all_with("has changed something in")


async def test_a_pause_and_its_end(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("/tell the door is too narrow", NEW)
    await opens_card(tom)
    await tom.taps("Pause")
    await tom.taps("For a week")
    samina.sees("Tom Reed, Health officer lets me pause in")
    await answer(tom, room, "H-1", "We widen it.")
    assert not samina.all_with("We widen it.", NEW)
    assert "On a pause until" in await opens_card(tom)
    await tom.taps("End the pause")
    samina.sees("We widen it.", NEW)


async def test_how_to_bring_the_bot_back(town: Town, samina: Phone, tom: Phone) -> None:
    await samina.removes_bot(NEW)
    assert "I cannot write there since Mon 2 Mar" in await opens_card(tom)
    await tom.says("/groups")
    await tom.taps("Not reached (1)")
    await tom.taps_first("Groups that cannot be reached: 1")
    await tom.taps("How to bring me back")
    tom.hears("https://t.me/hearback_bot?startgroup=hello")


async def test_a_group_that_ends_leaves_its_debts_to_a_named_person(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await samina.says("/tell the door is too narrow", NEW)
    await take_up(tom, room, "H-1")
    await opens_card(tom)
    await tom.taps("Pause")
    await tom.taps("For a week")
    await news(tom, room, "M-1", kind="Something moved", words="A builder comes.")
    await opens_card(tom)
    await tom.taps("End it")
    await tom.taps("Priya Shah, Manager")
    await tom.taps("Today")
    await tom.taps("Whoever answers for it")
    tom.hears("What it is owed comes to")
    await tom.taps("End it")
    assert town.telegram.left == [NEW]
    samina.sees("has ended my work for")
    priya.sees("is owed: 1 thing.")
    await town.later(minutes=5)
    owed = [telling for telling in await town.all(Telling) if telling.state not in HEARD]
    assert [telling.state for telling in owed] == [TellingState.FAILED]
    priya.sees("News on M-1 did not reach a person or group that raised it.")
    town.telegram.blocked.add(NEW)
    await news(tom, room, "M-1", words="It is wide now.")
    await town.later(minutes=10)
    assert len(priya.all_with("News on M-1 did not reach")) == 2
    await priya.taps("Settle it")
    await priya.says("Told their chair by telephone.")
    priya.hears("settled in your name")
    await tom.says("/groups")
    await tom.taps("Ended (1)")
    await tom.taps_first("Groups that ended: 1")
    tom.hears("Priya Shah, Manager answers for what it is owed.")


async def test_a_group_without_a_chat_ends_too(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    samina = await stands_for_a_group(town, tom, room)
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await opens_card(tom)
    await tom.taps("End it")
    await tom.taps("Priya Shah, Manager")
    await tom.taps("Today")
    await tom.taps("Whoever answers for it")
    await tom.taps("End it")
    samina.sees("has ended my work for “Coffee morning”.")
    await town.later(minutes=5)
    priya.sees("News on M-1 did not reach a person or group that raised it.")
    assert not any(one.stands_for for one in await town.all(Membership))
    [group] = await town.all(Group)
    assert group.ended_at is not None


async def test_a_champion_is_asked_to_stand_for_a_group_that_nobody_stands_for(
    town: Town, tom: Phone, room: int
) -> None:
    samina = await stands_for_a_group(town, tom, room)
    ania = await town.champion("Ania")
    await samina.says("/stop")
    await samina.taps("Yes, stop")
    await tom.says("/groups")
    await tom.taps("No champion (1)")
    await tom.taps_first("Groups without a champion: 1")
    tom.hears("nobody: what it is owed waits")
    await tom.taps("Ask a champion")
    await tom.taps_first("Who")
    await ania.taps("Yes, I will")
    await tom.says("/groups")
    assert tom.sees("All groups: 1").button("No champion (1)") is None


async def test_ended_for_the_second_who_presses(town: Town, samina: Phone, tom: Phone, priya: Phone) -> None:
    await opens_card(priya)
    await opens_card(tom)
    for staff in (tom, priya):
        await staff.taps("End it")
    await tom.taps("Priya Shah, Manager")
    await tom.taps("Today")
    await tom.taps("Whoever answers for it")
    await tom.taps("End it")
    await priya.taps_first("Who answers for what")
    priya.hears("I do not work in that group any more.")


async def test_a_group_hears_early_what_became_of_what_it_told_and_from_whom_the_rest_comes(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await samina.says("/tell the door is too narrow", NEW)
    await take_up(tom, room, "H-1")
    await samina.says("/tell and the lift is broken", NEW)
    await opens_card(tom)
    await tom.taps("End it")
    await tom.taps("Priya Shah, Manager")
    await tom.taps("In two weeks, and say so now")
    await tom.says("Mrs Khan of the library")
    await tom.taps("End it")
    told = samina.sees("until Mon 16 Mar", NEW)
    for said in (
        "Tom Reed",
        "You told 2 things here.",
        "M-1: Taken up on",
        "On M-1 and H-2 you still wait",
        "Mrs Khan",
    ):
        assert said in plain(told.text), said
    assert "It ends on Mon 16 Mar" in await opens_card(priya)
    await town.later(days=13, step=timedelta(days=13))
    assert town.telegram.left == []
    await town.later(days=1)
    assert town.telegram.left == [NEW]
    assert "Mrs Khan" in samina.sees("The team has ended my work here", NEW).text
    [group] = await town.all(Group)
    assert group.ended_at is not None
    priya.sees("You answer now for what")
    await town.later(days=1)
    assert len(samina.all_with("The team has ended my work here", NEW)) == 1


async def test_a_group_that_was_told_that_it_ends_can_stay(town: Town, samina: Phone, tom: Phone, priya: Phone) -> None:
    await opens_card(tom)
    await tom.taps("End it")
    await tom.taps("Priya Shah, Manager")
    await tom.taps("In two weeks, and say so now")
    await tom.taps("Whoever answers for it")
    await tom.taps("End it")
    await opens_card(priya)
    await priya.taps("It stays after all")
    samina.sees("I stay in", NEW)
    await town.later(days=15, step=timedelta(days=15))
    assert town.telegram.left == []
    assert "settled already" in (await priya.taps("It stays after all") or "")


async def test_staff_name_who_answers_for_a_group_that_sent_the_bot_away(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await samina.says("/tell the door is too narrow", NEW)
    await samina.removes_bot(NEW)
    await tom.taps("End it", room)
    await tom.taps("Priya Shah, Manager")
    await tom.taps("Whoever answers for it")
    await tom.taps("End it")
    priya.sees("You answer now for what")


async def test_a_group_without_a_chat_hears_through_its_champion_that_it_ends(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    samina = await stands_for_a_group(town, tom, room)
    await opens_card(tom)
    await tom.taps("End it")
    await tom.taps("Priya Shah, Manager")
    await tom.taps("In four weeks, and say so now")
    await tom.taps("Whoever answers for it")
    await tom.taps("End it")
    samina.sees("Please pass this on to")
    samina.sees("30 mar")
