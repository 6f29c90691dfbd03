"""Community groups: telling there, consent, who is nobody, chats that nobody knows, and groups that move."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.language import _
from bot.store import outbox
from bot.store.chats import Chat, Group
from bot.store.insights import Insight
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, Role
from tests.handlers.desk import answer, outbox_rows
from tests.handlers.phone import Phone
from tests.handlers.town import Town

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL = {"id": -1000000000999, "type": "channel", "title": "A channel"}


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR)


@pytest.fixture
async def circle(town: Town, priya: Phone) -> int:
    return await town.group("Women's circle")


async def test_a_member_tells_after_a_yes_by_button(town: Town, priya: Phone, room: int, circle: int) -> None:
    """Rule 10: consent before anything is kept, by the very person."""
    nadia, ania = town.phone("Nadia"), town.phone("Ania")
    await nadia.says("/tell the door is too narrow", circle)
    nadia.hears("May I keep this", circle)
    assert await town.all(Insight) == []
    assert "too narrow" not in str([row.what for row in await outbox_rows(town)])
    assert await ania.taps("Yes, keep it", circle) == "Only the person who told this can do that."
    assert await ania.taps("No", circle) == "Only the person who told this can do that."
    assert await town.all(Insight) == []
    assert await nadia.taps("Yes, keep it", circle) == "Thank you. That is noted."
    assert "too narrow" not in nadia.hears("H-1", circle).text, "the reference, not the words"
    assert await nadia.taps("Yes, keep it", circle) == "Thank you. That is noted."
    assert len(await town.all(Insight)) == 1, "a doubled press keeps it once"
    card = priya.sees("H-1", room)
    assert "said in Women's circle" in card.text and "Nadia" not in card.text
    await nadia.says("/tell and the lift is broken", circle)
    nadia.hears("H-2", circle)


async def test_a_no_keeps_nothing(town: Town, circle: int) -> None:
    nadia = town.phone("Nadia")
    await nadia.says("/tell the door is too narrow", circle)
    assert await nadia.taps("No", circle) == "That is fine. Nothing is kept."
    assert await town.all(Insight) == []


async def test_a_reply_to_the_bot_tells(town: Town, circle: int) -> None:
    nadia = town.phone("Nadia")
    await nadia.says("the door is too narrow", circle, reply_to=nadia.sees("Write /tell", circle))
    await nadia.taps("Yes, keep it", circle)
    nadia.hears("You will have a first answer", circle)
    await nadia.sends("voice", chat=circle, reply_to=nadia.sees("Write /tell", circle))
    nadia.hears("H-2", circle)


async def test_what_is_not_for_the_bot_is_not_read(town: Town, circle: int) -> None:
    """Rule 10: nothing the bot does not need is read or kept."""
    nadia = town.phone("Nadia")
    await nadia.says("good morning everyone", circle)
    nadia.hears_nothing(circle)
    await nadia.says("/weather", circle)
    nadia.hears_nothing(circle)
    await nadia.says("/tell@another_bot something", circle)
    nadia.hears_nothing(circle)
    await nadia.says("thanks", circle, reply_to=await town.phone("Ania").says("hello", circle))
    nadia.hears_nothing(circle)
    assert await town.all(Insight) == []
    assert "good morning" not in str([row.what for row in await outbox_rows(town)])


@pytest.mark.parametrize("command", ["/tell", "/help", "/start", "/tell@hearback_bot", "/help@hearback_bot"])
async def test_a_command_for_the_bot_without_words_is_told_how(town: Town, circle: int, command: str) -> None:
    nadia = town.phone("Nadia")
    await nadia.says(command, circle)
    nadia.hears("Write /tell", circle)


async def test_an_anonymous_administrator_is_nobody(town: Town, circle: int) -> None:
    nadia = town.phone("Nadia")
    message: dict[str, Any] = {
        "from": ANONYMOUS,
        "sender_chat": {"id": circle, "type": "supergroup", "title": "Circle"},
    }
    await nadia.says("/tell the door", circle, **message)
    nadia.hears("I cannot see who wrote that", circle)
    await nadia.says("/weather", circle, **message)
    nadia.hears_nothing(circle)
    assert await town.all(Insight) == []


async def test_a_channel_that_posts_in_the_group_is_nobody(town: Town, circle: int) -> None:
    nadia = town.phone("Nadia")
    await nadia.says("good news", circle, sender_chat=CHANNEL)
    nadia.hears_nothing(circle)
    await nadia.says("/tell good news", circle, sender_chat=CHANNEL)
    nadia.hears("I cannot see who wrote that", circle)
    await town.brings(channel_post={"message_id": 1, "date": 0, "chat": CHANNEL, "text": "/tell something"})
    assert await town.all(Insight) == []
    assert len(await town.all(Person)) == 1, "only Priya is known"


async def test_a_chat_that_nobody_has_bound_keeps_nothing_and_says_so(town: Town, priya: Phone) -> None:
    """Until somebody who may has said what a chat is, the bot takes nothing in there, and administrators are asked."""
    nadia = town.phone("Nadia")
    strange = -1000000009999
    await nadia.says("/tell something", strange)
    nadia.hears("I do not know this chat yet", strange)
    await nadia.says("hello everybody", strange)
    await nadia.adds_bot(strange)
    assert await town.all(Insight) == []
    priya.sees("Until you say what it is, I keep nothing there")
    await priya.taps("Accept as a group")
    await nadia.says("/tell something", strange)
    nadia.hears("May I keep this", strange)


async def test_a_staff_member_answers_and_the_group_hears_it(town: Town, priya: Phone, room: int, circle: int) -> None:
    nadia = town.phone("Nadia")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    await answer(priya, room, "H-1", "We measure it on Monday.")
    told = nadia.sees("We measure it on Monday.", circle).text
    assert "Priya Shah, Health officer" in told and "“the door is too narrow”" in told


async def test_the_staff_room_is_answered_too(town: Town, priya: Phone, room: int) -> None:
    """Rule 9, in the staff room."""
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    card = priya.sees("H-1", room)
    await priya.says("just talking", room)
    priya.hears_nothing(room)
    await priya.says("/help", room)
    priya.hears("This is the team's staff room", room)
    await priya.sends("voice", chat=room, reply_to=card)
    priya.hears("Please answer in words", room)
    await samina.says("I am here too", room, reply_to=card)
    samina.hears("Only staff of the programme", room)
    for words in ("We ring them today.", "We rang them."):
        await priya.says(words, room, reply_to=card)
        priya.hears("I show it to you in our private chat as it will be read.", room)
        assert not samina.all_with(words)
        await priya.taps("Send it")
        priya.hears("Your answer to H-1 is on its way.")
        samina.sees(words)
    await samina.taps("Take it back", under="as H-1")
    await priya.says("Thank you!", room, reply_to=card)
    priya.hears("has taken it back", room)


@pytest.mark.parametrize("order", ["to, from", "from, to", "from only", "to only", "added first", "twice"])
async def test_a_group_that_becomes_a_supergroup_stays_the_same_group(
    town: Town, priya: Phone, room: int, order: str
) -> None:
    """Service messages come by several ways and in any order: one group, one history."""
    nadia, old, new = town.phone("Nadia"), -77, -1000000000077
    await priya.adds_bot(old)
    await priya.taps("Accept as a group")
    await priya.taps("Group settings")
    await priya.taps("The name")
    await priya.says("Women's circle")
    await nadia.says("/tell the door is too narrow", old)
    await nadia.taps("Yes, keep it", old)

    async def to() -> None:
        await nadia.says("", old, migrate_to_chat_id=new)

    async def out_of() -> None:
        await nadia.says("", new, migrate_from_chat_id=old)

    steps = {
        "to, from": [to, out_of],
        "from, to": [out_of, to],
        "from only": [out_of],
        "to only": [to],
        "added first": [lambda: nadia.adds_bot(new), to, out_of],
        "twice": [to, to, out_of, out_of],
    }[order]
    for step in steps:
        await step()
    assert [group.name for group in await town.all(Group)] == ["Women's circle"]
    assert len([chat for chat in await town.all(Chat) if chat.telegram_id == new]) == 1
    assert not [chat for chat in await town.all(Chat) if chat.telegram_id == old]
    await answer(priya, room, "H-1", "We measure it on Monday.")
    nadia.sees("We measure it on Monday.", new)
    await nadia.says("/tell the lift is broken", new)
    nadia.hears("H-2", new)
    await priya.says("/help")
    priya.hears("/language")


async def test_messages_of_the_new_number_are_not_taken_for_old_ones(town: Town, priya: Phone, room: int) -> None:
    """A supergroup counts its messages from the start again: what is told and changed there is what was said there."""
    nadia, old, new = town.phone("Nadia"), -77, -1000000000077
    await priya.adds_bot(old)
    await priya.taps("Accept as a group")
    before = await nadia.says("/tell the door is too narrow", old)
    await nadia.taps("Yes, keep it", old)
    await nadia.says("", old, migrate_to_chat_id=new)
    while town.telegram.next_id(new) < before.message_id:
        await nadia.says("good morning", new)
    after = await nadia.says("/tell the lift is broken", new)
    assert after.message_id == before.message_id
    nadia.hears("H-2", new)
    await nadia.edits(after, "/tell the lift is broken since Monday")
    words = [told.words for told in await town.all(Insight)]
    assert words == ["the door is too narrow", "the lift is broken since Monday"]


async def test_what_waits_when_the_number_changes_answers_no_message_there(
    town: Town, priya: Phone, room: int, circle: int
) -> None:
    """What the old number of a message is in the new group, nobody knows: it is said as a message of its own."""
    nadia, new = town.phone("Nadia"), -1000000000077
    told = await nadia.says("/tell the door is too narrow", circle)
    await town.does(lambda work: _waits(work, circle, told.message_id))
    await nadia.says("", circle, migrate_to_chat_id=new)
    [row] = [one for one in await town.all(Outbox) if one.key == "waits"]
    assert row.state == "waiting" and "reply_to" not in row.what and row.what["parts"]


def _waits(work: Work, number: int, message_id: int) -> None:
    chat = work.session.exec(select(Chat).where(Chat.telegram_id == number)).one()
    later = work.now + timedelta(days=1)
    told: dict[str, Any] = {"programme_id": work.programme_id, "chat_id": chat.number, "lane": Lane.REPLY}
    outbox.say(
        work.session, **told, now=work.now, due_at=later, parts=[_("Thank you.")], key="waits", reply_to=message_id
    )


async def test_a_group_that_moved_unsaid_is_found_when_something_is_said_there(
    town: Town, priya: Phone, room: int, circle: int
) -> None:
    nadia = town.phone("Nadia")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    town.telegram.moved[circle] = -1000000000088
    await answer(priya, room, "H-1", "We measure it on Monday.")
    assert len(nadia.all_with("We measure it on Monday.", -1000000000088)) == 1
