"""Who is not reached, who is silent, and communities that nobody hears: it stands in the weekly digest."""

from __future__ import annotations

import pytest

from bot.language import Text
from bot.loop import reach
from bot.store.insights import Insight
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", "Manager", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, priya: Phone) -> int:
    return await town.room()


async def lines(town: Town, which: str = "weekly") -> list[str]:
    found: list[Text] = await town.does(reach.weekly_lines if which == "weekly" else reach.digest_lines)
    return [town.languages.read(line, "en").replace("\u2068", "").replace("\u2069", "") for line in found]


async def adds(priya: Phone, name: str) -> None:
    await priya.says("/reach")
    await priya.taps("Add a community")
    await priya.says(name)


async def test_a_community_is_put_on_the_list_and_matched_to_groups(town: Town, priya: Phone, room: int) -> None:
    await town.group("Women's circle")
    await adds(priya, "Somali mothers")
    priya.hears("Somali mothers: no group yet")
    assert "No group yet for: Somali mothers. See /reach." in await lines(town)
    await priya.taps("Choose its groups")
    await priya.taps("Women's circle")
    await priya.taps("Done")
    priya.hears("Somali mothers: nothing heard for 90 days")
    assert "Nothing heard for 90 days from: Somali mothers. See /reach." in await lines(town)


async def test_what_was_heard_in_its_group_counts_for_ninety_days(town: Town, priya: Phone, room: int) -> None:
    circle, samina = await town.group("Women's circle"), await town.champion("Samina")
    await adds(priya, "Somali mothers")
    await priya.taps("Choose its groups")
    await priya.taps("Women's circle")
    await priya.taps("Done")
    await samina.says("/tell the door is too narrow", circle)
    await priya.says("/reach")
    priya.hears("Somali mothers: heard")
    await town.later(days=91)
    await priya.says("/reach")
    priya.hears("Somali mothers: nothing heard for 90 days")


async def test_off_the_list_after_a_question(town: Town, priya: Phone, room: int) -> None:
    await adds(priya, "Carers")
    await adds(priya, "carers")
    priya.hears("is on the list already")
    await priya.says("/reach")
    await priya.taps("Carers")
    await priya.taps("Take it off the list")
    await priya.taps("Take it off")
    priya.hears("0 communities are to be reached.")


async def test_staff_read_the_list_and_only_administrators_change_it(town: Town, priya: Phone, room: int) -> None:
    tom = await town.staff("Tom Reed")
    await adds(priya, "Carers")
    await tom.says("/reach")
    assert await tom.taps("Add a community") == "Only an administrator of the programme can do this."


async def test_groups_and_people_stand_there_once_they_are_silent_or_away(town: Town, priya: Phone, room: int) -> None:
    await town.group("Women's circle")
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    assert await lines(town) == ["1 group has no champion: /groups"]
    await ania.removes_bot(ania.id)
    assert await lines(town, "day") == ["1 person cannot be reached: /people"]
    await town.later(days=91)
    await samina.says("The clinic is shut.")
    week = await lines(town)
    assert "Groups not heard for 90 days: Women's circle. See them under /groups." in week
    assert "Groups that were told nothing for 90 days: Women's circle" in week
    assert "1 champion has been silent for 90 days: /people" in week


async def test_what_was_taken_back_was_not_heard(town: Town, priya: Phone, room: int) -> None:
    circle, samina = await town.group("Women's circle"), await town.champion("Samina")
    await adds(priya, "Somali mothers")
    await priya.taps("Choose its groups")
    await priya.taps("Women's circle")
    await priya.taps("Done")
    await town.later(days=91)
    await samina.says("/tell The clinic is shut.", circle)
    assert "Women's circle" not in "".join(one for one in await lines(town) if "not heard" in one)
    [told] = await town.all(Insight)
    await samina.presses(f"i:{told.number}:back", samina.sees("H-1", circle))
    week = await lines(town)
    assert "Groups not heard for 90 days: Women's circle. See them under /groups." in week
    assert "Nothing heard for 90 days from: Somali mothers. See /reach." in week
