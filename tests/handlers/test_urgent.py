"""Urgent help: for everybody, anywhere, at any time, with numbers before anything else."""

from __future__ import annotations

from typing import Any

import pytest

from bot.handlers import menus
from bot.words import Role
from tests.handlers.alarm import on_rota
from tests.handlers.phone import Phone
from tests.handlers.town import Town

NUMBERS = ("999", "111", "116 123", "0808 2000 247", "0800 1111", "85258")


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", "Public health officer", role=Role.ADMINISTRATOR)


async def test_a_stranger_gets_numbers_at_once(town: Town) -> None:
    somebody = town.phone("Somebody")
    await somebody.says("/urgent")
    told = somebody.hears("I am a machine. No person is reading this").text
    assert all(number in told for number in NUMBERS)
    assert "I cannot promise when a person reads" in told
    assert somebody.sees("I am a machine").button("Tell a person now") is None, "there is no rota, so no promise"


async def test_the_way_to_it_stands_in_every_menu(town: Town) -> None:
    samina, somebody = await town.champion("Samina"), town.phone("Somebody")
    for phone, words in ((samina, "/help"), (somebody, "/start"), (somebody, "hello")):
        await phone.says(words)
        await phone.taps("Urgent help")
        phone.hears("116 123", phone.id)
    newcomer = town.phone("Newcomer")
    await newcomer.says(f"/start {await town.link(Role.CHAMPION)}")
    await newcomer.says("1")
    await newcomer.taps("Read on")
    await newcomer.says("yes")
    await newcomer.taps("Urgent help", under="You are in")
    newcomer.hears("116 123", newcomer.id)
    assert next(iter(menus.IN_PRIVATE)) == "urgent" and "urgent" in menus.IN_GROUPS


async def test_a_conversation_stays_open(town: Town) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await samina.taps("Add to it")
    await samina.says("/urgent")
    samina.hears("116 123")
    await samina.says("It has been shut for a week.")
    samina.hears("I have added that to")


async def test_in_a_group_it_is_answered_in_private_where_that_can_be(town: Town, priya: Phone) -> None:
    circle, samina, nadia = await town.group("Circle"), await town.champion("Samina"), town.phone("Nadia")
    await samina.says("/urgent", circle)
    samina.hears_nothing(circle)
    samina.sees("116 123")
    await nadia.says("/urgent", circle)
    said = nadia.hears("If someone is in danger now, call", circle).text
    assert "999" in said and "111" in said
    assert "999" in str(await nadia.presses("u:now", nadia.sees("If someone", circle)))
    await samina.removes_bot(samina.id)
    await samina.says("/urgent", circle)
    samina.hears("If someone is in danger now, call", circle)


async def test_in_a_chat_that_nobody_knows_it_is_answered_too(town: Town) -> None:
    nadia, strange = town.phone("Nadia"), -1000000009999
    await nadia.says("/urgent", strange)
    nadia.hears("999", strange)
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    chat = {"id": strange, "type": "supergroup", "title": "Circle"}
    as_the_group: dict[str, Any] = {"from": anonymous, "sender_chat": chat}
    await nadia.says("/urgent", strange, **as_the_group)
    nadia.hears("999", strange)


async def test_it_says_who_is_on_duty_and_when_somebody_is_next(town: Town, priya: Phone) -> None:
    samina, tom = await town.champion("Samina"), await town.staff("Tom Reed", "Engagement worker")
    await on_rota(town, priya, tom, days=(0, 1, 2, 3, 4), begins=9, ends=17)
    await samina.says("/urgent")
    assert "Tom Reed, Engagement worker" in samina.hears("is on duty until").text
    await town.later(hours=9)
    await samina.says("/urgent")
    assert "Tue 3 Mar" in samina.hears("Nobody is on duty now. The next person on duty begins at").text


async def test_an_administrator_sets_the_lines_and_the_hours(town: Town, priya: Phone) -> None:
    samina = await town.champion("Samina", "ur")
    await priya.says("/lines")
    priya.hears("These are the usual lines")
    await priya.taps("Our own lines")
    await priya.says("020 7946 0000")
    await priya.says("Night nurse of Mare Street")
    await priya.says("رات کی نرس")
    for _language in range(3):
        await priya.taps("Leave it out")
    await priya.taps("That is all")
    await priya.taps("Monday to Friday")
    await priya.says("9")
    await priya.says("17")
    assert "Polski" in priya.hears("Not every line has words in").text
    await priya.taps("Give these")
    await samina.says("/urgent")
    told = samina.hears("020 7946 0000").text
    assert "رات کی نرس" in told and "999" in told and "116 123" not in told
    await priya.says("/urgent")
    priya.hears("The team reads what you write here until")
    await town.later(hours=10)
    await priya.says("/urgent")
    priya.hears("and not before")


async def test_only_administrators_set_lines_and_rota(town: Town, priya: Phone) -> None:
    tom, samina = await town.staff("Tom Reed"), await town.champion("Samina")
    for phone in (tom, samina):
        await phone.says("/lines")
        phone.hears("Only an administrator")
        line = phone.sees("Only an administrator")
        assert await phone.presses("z:add", line) == "Only an administrator of the programme can do this."
    await samina.says("/rota")
    samina.hears("Only staff of the programme")
    await samina.says("/blocked")
    samina.hears("Only staff of the programme")
