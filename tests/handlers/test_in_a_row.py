"""Several messages in a row are one thing told, with one joint answer; their teller may say that they are separate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.store.insights import Insight
from bot.store.promises import Promise
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town

SOON = timedelta(seconds=40)


@pytest.fixture
async def samina(town: Town, room: int) -> Phone:
    town.between = SOON
    return await town.champion("Samina")


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed")


async def test_messages_in_a_row_are_one_thing_with_one_answer(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The lift is broken.")
    await samina.says("Since March.")
    samina.hears_nothing()
    await samina.sends("photo", "This is it.")
    await samina.sends("voice")
    samina.hears_nothing()
    [insight] = await town.all(Insight)
    assert insight.words == "The lift is broken.\nSince March.\nThis is it." and len(insight.media) == 2
    [answer] = samina.all_with("H-1")
    assert "these 4 messages together" in answer.text and "Since March." in answer.text
    assert "Since March." in tom.sees("told in private", room).text
    assert len(tom.all_with("with H-1", room)) == 2, "the picture and the voice note are there"
    assert len(await town.all(Promise)) == 1


async def test_a_pause_begins_something_new(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    town.between = timedelta(minutes=3)
    await samina.says("The clinic is shut.")
    assert "“The clinic is shut.”" in samina.hears("H-2").text


async def test_what_waited_while_the_bot_was_away_is_not_taken_for_one_thing(town: Town, samina: Phone) -> None:
    """It is the senders' time that counts: hours apart, and yet taken in within a second."""
    await samina.says("The lift is broken.", date=1_772_000_000)
    await samina.says("The clinic is shut.", date=1_772_009_000)
    assert len(await town.all(Insight)) == 2


async def test_pictures_sent_together_are_one_thing_whatever_was_written(town: Town, samina: Phone) -> None:
    town.between = timedelta(minutes=3)
    await samina.sends("photo", "/tell The step at the door", media_group_id="7")
    await samina.sends("photo", media_group_id="7")
    await samina.sends("photo", media_group_id="7")
    [insight] = await town.all(Insight)
    assert insight.words == "The step at the door" and len(insight.media) == 3


async def test_pictures_sent_together_as_a_reply_get_one_answer(town: Town, samina: Phone) -> None:
    town.between = timedelta(minutes=3)
    await samina.says("The step at the door.")
    for _picture in range(3):
        await samina.sends("photo", reply_to=samina.sees("H-1"), media_group_id="7")
    [insight] = await town.all(Insight)
    assert len(insight.media) == 3 and len(samina.all_with("I have added that")) == 1


async def test_what_comes_in_another_order_reads_in_the_order_in_which_it_was_written(
    town: Town, samina: Phone
) -> None:
    second: dict[str, Any] = {"message_id": 52, "date": 1_772_000_030}
    first: dict[str, Any] = {"message_id": 51, "date": 1_772_000_000}
    await samina.says("Since March.", **second)
    await samina.says("The lift is broken.", **first)
    [insight] = await town.all(Insight)
    assert insight.words == "The lift is broken.\nSince March."


async def test_what_comes_twice_is_taken_once(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    await samina.says("Since March.")
    for update in town.updates[-2:]:
        await town.brings_again(update)
    [insight] = await town.all(Insight)
    assert insight.words == "The lift is broken.\nSince March."


async def test_they_can_be_made_separate(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    await samina.says("The clinic is shut.")
    await samina.taps("These are separate")
    assert "“The clinic is shut.”" in samina.hears("H-2").text
    first, second = await town.all(Insight)
    assert (first.words, second.words) == ("The lift is broken.", "The clinic is shut.")
    assert "“The lift is broken.”" in samina.sees("kept this as H-1").text
    assert "The clinic is shut." not in tom.sees("H-1", room).text
    assert "The clinic is shut." in tom.sees("H-2", room).text
    assert len(await town.all(Promise)) == 2
    await samina.says("And something else.")
    samina.hears("H-3")


async def test_an_album_is_split_off_whole(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    for _picture in range(3):
        await samina.sends("photo", media_group_id="7")
    await samina.taps("These are separate")
    first, second = await town.all(Insight)
    assert (len(first.media), len(second.media)) == (0, 3)
    assert await samina.presses("i:2:split", samina.sees("H-2")) == "That is one thing already."


async def test_a_command_begins_something_of_its_own(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    await samina.says("/tell The clinic is shut.")
    samina.hears("H-2")
    await samina.says("On Fridays.")
    assert [one.words for one in await town.all(Insight)] == ["The lift is broken.", "The clinic is shut.\nOn Fridays."]


async def test_what_was_taken_back_gets_nothing_more(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    await samina.taps("Take it back")
    await samina.says("The clinic is shut.")
    samina.hears("H-2")


async def test_people_are_not_mixed_up(town: Town, samina: Phone) -> None:
    ania = await town.champion("Ania")
    await samina.says("The lift is broken.")
    await ania.says("The clinic is shut.")
    assert len(await town.all(Insight)) == 2


async def test_without_end_is_not_one_thing(town: Town, samina: Phone) -> None:
    for _part in range(4):
        await samina.says("x" * 4000)
    assert [len(one.words) for one in await town.all(Insight)] == [8001, 8001]


async def test_pictures_sent_together_in_a_group_are_one_thing(town: Town, room: int) -> None:
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    await nadia.says("/tell", circle)
    how_to = nadia.hears("Write /tell", circle)
    for _picture in range(3):
        await nadia.sends("photo", chat=circle, reply_to=how_to, media_group_id="7")
    assert [len(one.media) for one in await town.all(Insight)] == [0, 3]
    assert len(nadia.all_with("H-2", circle)) == 1
