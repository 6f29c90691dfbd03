"""Staff may stop somebody from telling: said to them once with the way to complain, and lifted again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.audit import Audit
from bot.store.insights import Insight
from bot.store.people import Person
from bot.words import Role
from tests.handlers.alarm import signed
from tests.handlers.desk import unfold
from tests.handlers.phone import Phone
from tests.handlers.test_erasing import erases
from tests.handlers.town import Town

WAY_OUT = "your local Healthwatch"


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", "Public health officer", role=Role.ADMINISTRATOR)


async def blocks(by: Phone, room: int, reference: str) -> None:
    await unfold(by, room, reference)
    await by.taps("Block", room, under=reference)
    await by.says("The same advertisement, forty times.")
    await by.taps("Block them")


async def test_somebody_blocked_cannot_tell_anywhere_but_gets_help(town: Town, priya: Phone, room: int) -> None:
    await signed(town)
    circle, samina = await town.group("Circle"), await town.champion("Samina")
    line = await samina.says("Buy my tea.")
    await samina.taps("Add to it")
    await blocks(priya, room, "H-1 ·")
    samina.sees(WAY_OUT)
    await samina.says("More tea.")
    samina.hears(WAY_OUT)
    await samina.says("/tell tea", circle)
    said = samina.hears("I cannot take that in. Please write to me in private.", circle).text
    assert "blocked" not in said, "nothing of it is said to the group"
    await samina.edits(line, "Buy much tea.")
    samina.hears(WAY_OUT)
    assert [insight.words for insight in await town.all(Insight)] == ["Buy my tea."]
    await samina.says("/urgent")
    samina.hears("116 123")
    await samina.says("I want to die")
    samina.hears("Is someone in danger now?")
    assert ("block", {}) in [(act.act, act.detail) for act in await town.all(Audit)]


async def test_what_follows_at_once_is_not_taken_in_either(town: Town, priya: Phone, room: int) -> None:
    town.between = timedelta(seconds=20)
    samina = await town.champion("Samina")
    await samina.sends("photo", "Buy my tea.", media_group_id="7")
    card = samina.sees("H-1")
    await blocks(priya, room, "H-1 ·")
    await samina.says("More tea.")
    samina.hears(WAY_OUT)
    await samina.sends("photo", "Much tea.", media_group_id="7", reply_to=card)
    samina.hears(WAY_OUT)
    assert [insight.words for insight in await town.all(Insight)] == ["Buy my tea."]


async def test_it_is_listed_and_lifted(town: Town, priya: Phone, room: int) -> None:
    samina, tom = await town.champion("Samina"), await town.staff("Tom Reed")
    await samina.says("Buy my tea.")
    await tom.says("/blocked")
    tom.hears("Nobody is blocked")
    await blocks(priya, room, "H-1 ·")
    await tom.says("/blocked")
    shown = tom.hears("The same advertisement").text
    assert "Priya Shah" in shown and "Samina" not in shown
    assert await tom.taps("Lift the block") == "They can tell again."
    samina.sees("You are not blocked any more")
    assert await tom.taps("Lift the block") == "They are not blocked any more."
    await samina.says("The clinic is shut.")
    samina.hears("H-2")


async def test_staff_are_not_blocked_and_only_staff_block(town: Town, priya: Phone, room: int) -> None:
    tom, samina = await town.staff("Tom Reed"), await town.champion("Samina")
    await tom.says("The clinic is shut.")
    await blocks(priya, room, "H-1 ·")
    priya.sees("Staff cannot be blocked")
    assert await samina.taps("Block", room) == "Only staff of the programme can do this."
    assert "Only staff" in str(await samina.presses("f:1:lift", samina.sees("H-1", room)))
    await priya.taps("Block", room)
    await priya.says("By mistake.")
    await priya.taps("Do not block")
    priya.hears("Nothing was changed.")


async def test_erasing_takes_the_reason_and_leaves_the_block(town: Town, priya: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("Buy my tea.")
    await blocks(priya, room, "H-1 ·")
    await erases(samina)
    assert "You stay blocked" in samina.hears("All you told is erased").text
    await town.later(minutes=1)
    await town.later(minutes=1)
    kept = [row.model_dump() for table in (Person, Audit) for row in await town.all(table)]
    assert "advertisement" not in str(kept)
    await samina.opens(await town.link(Role.CHAMPION))
    await samina.taps("English")
    await samina.taps("Read on")
    await samina.says("yes")
    await samina.says("Buy my tea again.")
    samina.hears(WAY_OUT)
    assert [insight.words for insight in await town.all(Insight)] == [""]
    await priya.says("/blocked")
    await priya.taps("Lift the block")
    await samina.says("The clinic is shut.")
    samina.hears("H-2")


async def test_somebody_blocked_is_answered_where_the_bot_could_not_write(town: Town, priya: Phone, room: int) -> None:
    circle, samina = await town.group("Circle"), await town.champion("Samina")
    await samina.says("/tell buy my tea", circle)
    told = samina.hears("H-1", circle)
    await blocks(priya, room, "H-1 ·")
    await priya.adds_bot(circle, before="member", after="read only")
    await samina.says("More tea.", circle, reply_to=told)
    samina.hears("I cannot take that in. Please write to me in private.", circle)
