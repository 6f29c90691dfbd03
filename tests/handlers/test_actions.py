"""What somebody will do: planned from the card, in whose hands, noted, in the way, moved, done; all on the card."""

from __future__ import annotations

import asyncio

import pytest

from bot.loop import people
from bot.store.actions import ActionNote
from bot.store.audit import Audit
from bot.store.issues import Action
from bot.store.promises import Promise
from bot.words import PromiseKind, Role
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.planning import plan_by_staff
from tests.handlers.town import Town


@pytest.fixture
async def grace(town: Town, tom: Phone) -> Phone:
    return await town.staff("Grace Obi")


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    samina = await town.champion("Samina")
    await samina.says("The clinic never answers.")
    await take_up(tom, room, "H-1")
    return samina


async def test_several_actions_stand_on_the_card_and_in_the_list(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await plan_by_staff(tom, room, what="Two more lines", who="Tom Reed, Health officer")
    await plan_by_staff(tom, room, what="A message in Urdu", who="Grace Obi, Health officer")
    card = tom.sees("M-1 ·", room).text
    assert "Two more lines (measure: Calls are answered)" in card and "A message in Urdu" in card
    assert "Does it: Grace Obi, Health officer" in card
    grace.sees("has put “A message in Urdu” (M-1) into your hands.")
    await tom.taps("Actions", room)
    shown = tom.hears("What is planned on M-1", tom.id)
    assert "1. By" in shown.text and "2. By" in shown.text
    await tom.taps("2. A message in Urdu")
    assert "Does it: Grace Obi, Health officer" in tom.hears("A message in Urdu").text
    owed = [one for one in await town.all(Promise) if one.kind == PromiseKind.ACTION]
    assert [(one.about, one.owner_id) for one in owed] == [
        (action.promise, action.owner_id) for action in await town.all(Action)
    ]


async def test_every_act_shows_on_the_card_and_is_written_down(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    await tom.taps("Actions", room)
    await tom.taps_first("What is planned on M-1")
    await tom.taps("Note something")
    await tom.says("The engineer comes on Friday.")
    assert "Tom Reed, Health officer: noted: The engineer comes on Friday." in tom.sees("M-1 ·", room).text
    await tom.taps("Something is in the way")
    await tom.says("No engineer.")
    await tom.taps("No day is known")
    assert "In the way: No engineer." in tom.sees("M-1 ·", room).text
    await tom.taps("Nothing is in the way now")
    assert "In the way" not in tom.sees("M-1 ·", room).text
    await tom.taps("It is done")
    assert "Done on Mon 2 Mar" in tom.sees("M-1 ·", room).text
    assert all(one.kept_at for one in await town.all(Promise) if one.kind == PromiseKind.ACTION)
    await tom.taps("Not done after all")
    assert "Done on" not in tom.sees("M-1 ·", room).text
    assert [one.kept_at for one in await town.all(Promise) if one.kind == PromiseKind.ACTION] == [None]
    acts = [one.act for one in await town.all(Audit) if one.about == "action"]
    assert acts == [
        "plan_action",
        "note_action",
        "block_action",
        "action_goes_on",
        "action_done",
        "action_not_done",
    ]


async def test_a_new_day_is_a_promise_that_moved_and_the_next_telling_says_so_and_why(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    was = (await town.all(Action))[0].due
    await tom.taps("Actions", room)
    await tom.taps_first("What is planned on M-1")
    await tom.taps("A new day")
    await tom.says("20.03.2026")
    await tom.taps("The money is not there yet")
    tom.hears("Those who raised it hear so with the next word")
    assert not samina.all_with("That day has moved")
    action = (await town.all(Action))[0]
    assert action.due != was and "By Fri 20 Mar" in tom.sees("M-1 ·", room).text
    due = {one.due_at.date(): one.kept_at for one in await town.all(Promise) if one.kind == PromiseKind.ACTION}
    assert due == {action.due: None}, "the day that moved was never kept"
    await news(tom, room, "M-1", kind="Something moved", words="We asked for money.")
    told = samina.sees("We asked for money.").text
    assert "was to be done by Mon 9 Mar" in told and "moved to Fri 20 Mar" in told
    assert "Why: The money is not there yet." in told
    await news(tom, room, "M-1", kind="Something moved", words="We have it.")
    assert "has moved" not in samina.sees("We have it.").text
    [moved] = [one for one in await town.all(Audit) if one.act == "move_action"]
    assert (moved.detail["before"], moved.detail["after"]) == (str(was), "2026-03-20")


async def test_a_newcomer_hears_of_no_day_that_moved_before(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await plan_by_staff(tom, room)
    await tom.taps("Actions", room)
    await tom.taps_first("What is planned on M-1")
    await tom.taps("A new day")
    await tom.says("20.03.2026")
    await tom.taps("It takes longer than thought")
    omar = await town.champion("Omar")
    await omar.says("The phone at the clinic.")
    await tom.taps("Join to a matter", room, under="H-2")
    await tom.taps_first("Which matter")
    assert "has moved" not in omar.sees("M-1").text


async def test_handing_on_moves_the_promise_and_tells_who_has_it_now(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    await tom.taps("Actions", room)
    await tom.taps_first("What is planned on M-1")
    await tom.taps("Hand it on")
    await tom.taps("Somebody of the team")
    await tom.taps("Grace Obi, Health officer")
    grace.sees("has put “Two more lines” (M-1) into your hands.")
    [action] = await town.all(Action)
    [promise] = [one for one in await town.all(Promise) if one.kind == PromiseKind.ACTION]
    assert promise.owner_id == action.owner_id != (await _number(town, tom))
    await grace.says("/stop")
    await grace.taps("Yes, stop")
    await grace.taps("Whoever is on duty")
    tom.sees("What Grace Obi, Health officer had is with you now: 1 thing to do and 1 promise.")
    assert "Grace Obi" not in tom.sees("M-1 ·", room).text
    [promise] = [one for one in await town.all(Promise) if one.kind == PromiseKind.ACTION]
    assert promise.owner_id == (await _number(town, tom))


async def test_two_at_the_same_moment_one_wins_and_the_other_is_told(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    tom, grace = await town.staff("Tom Reed", role=Role.ADMINISTRATOR), await town.staff("Grace Obi")
    samina = await town.champion("Samina")
    await samina.says("The clinic never answers.")
    await take_up(tom, room, "H-1", scope="We can change it")
    shown, told = tom.sees("M-1 ·", room), samina.sees("Would this help?")
    helps = told.button("It would help") or ""
    both = await asyncio.gather(tom.presses("act:1:finish", shown), grace.presses("act:1:finish", shown))
    assert sorted(map(str, both)) == ["Thank you. That is noted.", "That is done already."]
    same = await asyncio.gather(samina.presses(helps, told), samina.presses(helps, told))
    assert sorted(map(str, same)) == ["Thank you. That is noted.", "That is what you said already."]
    acts = [one.act for one in await town.all(Audit)]
    assert acts.count("action_done") == acts.count("plan_word") == 1


async def test_the_second_sees_what_the_first_did_and_nobody_else_may(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await plan_by_staff(tom, room)
    await tom.taps("Actions", room)
    await tom.taps_first("What is planned on M-1")
    shown = tom.sees("Measure:")
    await grace.presses("act:1:finish", shown)
    assert await tom.presses("act:1:finish", shown) == "That is done already."
    assert await tom.presses("act:1:date", shown) == "That is done already."
    before = len(await town.all(ActionNote)), len(await town.all(Audit))
    for data in ("am:1:list", "am:1:plan", "act:1:see", "act:1:undone", "act:1:note", "act:1:hand", "act:1:done"):
        assert await samina.presses(data, shown) == "Only staff of the programme can do this.", data
    assert before == (len(await town.all(ActionNote)), len(await town.all(Audit)))


async def test_what_changed_makes_all_of_it_done(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await plan_by_staff(tom, room, what="Two more lines")
    await plan_by_staff(tom, room, what="A message in Urdu")
    await news(tom, room, "M-1")
    assert all(one.done_at for one in await town.all(Action))
    assert all(one.kept_at for one in await town.all(Promise) if one.kind == PromiseKind.ACTION)


async def _number(town: Town, phone: Phone) -> int:
    person = await town.does(lambda work: people.known(work, phone.id))
    assert person is not None
    return person.number
