"""The staff room's four topics: made where topics are on, made anew where they go, else one thread by replies."""

from __future__ import annotations

import pytest
from aiogram import methods

from bot.store.rooms import RoomTopic
from bot.words import Role
from tests.handlers.desk import answer, outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

NAMES = ["New", "Rumours and urgent", "Owed", "Sent"]
ROOM = -1_000_000_000_777


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", "Manager", role=Role.ADMINISTRATOR)


async def binds(town: Town, priya: Phone, *, is_forum: bool = True) -> int:
    """Make a group the staff room, as an administrator does."""
    if is_forum:
        town.telegram.forums.add(ROOM)
    await priya.adds_bot(ROOM)
    await priya.taps("It is the staff room")
    return ROOM


def texts(town: Town, name: str) -> str:
    return "\n".join(line.text for line in town.telegram.in_topic(ROOM, name))


async def test_four_topics_are_made_and_each_thing_stands_where_it_belongs(town: Town, priya: Phone) -> None:
    await binds(town, priya)
    assert list(town.telegram.topics[ROOM].values()) == NAMES
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    assert "H-1 ·" in texts(town, "New")
    await samina.says("They say the vaccine has a chip.")
    await samina.taps("Is it true?")
    assert "They say the vaccine" in texts(town, "Rumours and urgent")
    assert "H-2 stands in another topic now." in texts(town, "New")
    await take_up(priya, ROOM, "H-1 ·")
    assert "M-1 ·" in texts(town, "Owed") and "has told those who raised M-1." in texts(town, "Sent")
    await samina.says("It is the one in Mare Street.", reply_to=samina.sees("as H-1"))
    more = priya.sees("More on H-1:", ROOM)
    assert more in town.telegram.in_topic(ROOM, "New")
    assert more.reply_to is not None and more.reply_to.text.startswith("H-1 ·")


async def test_what_staff_call_a_rumour_moves_and_can_be_answered_in_both_places(town: Town, priya: Phone) -> None:
    await binds(town, priya)
    samina = await town.champion("Samina")
    await samina.says("They say it has a chip.")
    old = priya.sees("H-1 ·", ROOM)
    await priya.taps("More …", ROOM)
    await priya.taps("It is a rumour", ROOM)
    assert old.text == "H-1 stands in another topic now." and old.buttons == []
    new = priya.sees("H-1 ·", ROOM)
    assert new in town.telegram.in_topic(ROOM, "Rumours and urgent") and new.button("High risk")
    await priya.says("It has none.", ROOM, reply_to=old)
    await priya.taps("Send it")
    samina.sees("It has none.")


async def test_without_topics_there_is_one_call_and_one_thread_by_replies(town: Town, priya: Phone) -> None:
    await binds(town, priya, is_forum=False)
    assert len([call for call in town.telegram.calls if isinstance(call, methods.CreateForumTopic)]) == 1
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await samina.says("Since Monday.", reply_to=samina.sees("as H-1"))
    more = priya.sees("More on H-1:", ROOM)
    assert more.thread is None and more.reply_to is not None and more.reply_to.text.startswith("H-1 ·")
    await priya.taps("More …", ROOM)
    await priya.taps("It is a rumour", ROOM)
    assert len(priya.all_with("H-1 ·", ROOM)) == 1, "nothing to move to: it changes in place"


async def test_where_the_right_is_missing_it_says_kindly_what_to_do(town: Town, priya: Phone) -> None:
    town.telegram.may_make_topics = False
    await binds(town, priya)
    said = priya.sees("This group has topics.", ROOM)
    assert "manage topics" in said.text and said.thread is None
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    assert priya.sees("H-1 ·", ROOM).thread is None
    assert len([row for row in await outbox_rows(town) if row.state == "failed"]) == 1
    town.telegram.may_make_topics = True
    await priya.says("/topics")
    assert list(town.telegram.topics[ROOM].values()) == NAMES
    await samina.says("The lift is broken.")
    assert "H-2 ·" in texts(town, "New")
    await samina.taps("It is my question", under="as H-1")
    assert "A question" in priya.sees("H-1 ·", ROOM).text, "a card that stands in General is changed there"


async def test_a_topic_that_is_closed_is_made_anew_and_falls_back_the_second_time(town: Town, priya: Phone) -> None:
    await binds(town, priya)
    await town.later(hours=2)
    samina = await town.champion("Samina")
    [first] = [thread for thread, name in town.telegram.topics[ROOM].items() if name == "New"]
    town.telegram.closed_topics.add(first)
    await samina.says("The clinic is shut.")
    card = priya.sees("H-1 ·", ROOM)
    assert card.thread not in (first, None) and town.telegram.topics[ROOM][card.thread or 0] == "New"
    town.telegram.closed_topics.add(card.thread or 0)
    await samina.says("The lift is broken.")
    assert priya.sees("H-2 ·", ROOM).thread is None, "closed again at once: it falls back to General"
    await answer(priya, ROOM, "H-2 ·", "We mend it.")
    samina.sees("We mend it.")


async def test_cards_that_went_with_their_topic_are_put_up_in_the_new_one(town: Town, priya: Phone) -> None:
    await binds(town, priya)
    await town.later(hours=2)
    samina = await town.champion("Samina")
    for words in ("The clinic is shut.", "The ramp is steep."):
        await samina.says(words)
    await answer(priya, ROOM, "H-2 ·", "We know.")
    first = town.telegram.delete_topic(ROOM, "New")
    assert not priya.all_with("H-1 ·", ROOM)
    await samina.says("The lift is broken.")
    assert priya.sees("H-3 ·", ROOM).thread not in (first, None)
    await town.ticks()
    assert priya.sees("H-1 ·", ROOM).thread == priya.sees("H-3 ·", ROOM).thread
    assert not priya.all_with("H-2 ·", ROOM), "nothing is open on it"
    await town.ticks()
    assert len(priya.all_with("H-1 ·", ROOM)) == 1


async def test_a_card_that_somebody_deleted_comes_back(town: Town, priya: Phone) -> None:
    await binds(town, priya, is_forum=False)
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    priya.sees("H-1 ·", ROOM).is_deleted = True
    await samina.taps("It is my question")
    await town.ticks()
    assert "A question" in priya.sees("H-1 ·", ROOM).text


async def test_topics_turned_on_and_off_later(town: Town, priya: Phone) -> None:
    await binds(town, priya, is_forum=False)
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    town.telegram.forums.add(ROOM)
    await priya.taps("I take it", ROOM)
    assert list(town.telegram.topics[ROOM].values()) == NAMES
    await samina.says("The lift is broken.")
    assert "H-2 ·" in texts(town, "New")
    town.telegram.forums.clear()
    town.telegram.topics[ROOM].clear()
    await priya.taps("I take it", ROOM, under="H-2 ·")
    assert [row.thread_id for row in await town.all(RoomTopic)] == [None] * 4
    await samina.says("The ramp is steep.")
    assert priya.sees("H-3 ·", ROOM).thread is None


async def test_being_given_the_right_is_enough(town: Town, priya: Phone) -> None:
    town.telegram.may_make_topics = False
    await binds(town, priya)
    town.telegram.may_make_topics = True
    await priya.adds_bot(ROOM, before="member", after="topics")
    assert list(town.telegram.topics[ROOM].values()) == NAMES
    assert not priya.all_with("Please make me an ordinary member again", ROOM)


async def test_an_answer_that_got_lost_makes_no_second_topic(town: Town, priya: Phone) -> None:
    town.telegram.requests_lost_for_topics = True
    await binds(town, priya)
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    assert priya.sees("H-1 ·", ROOM).thread is None
    assert len([call for call in town.telegram.calls if isinstance(call, methods.CreateForumTopic)]) == 1


async def test_another_room_gets_its_own_topics(town: Town, priya: Phone) -> None:
    await binds(town, priya)
    other = ROOM - 1
    town.telegram.forums.add(other)
    await priya.adds_bot(other)
    await priya.taps("It is the staff room")
    assert list(town.telegram.topics[other].values()) == NAMES
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    assert "H-1 ·" not in texts(town, "New") and priya.sees("H-1 ·", other).thread is not None
