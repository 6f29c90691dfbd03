"""The bot is brought into a chat: its first words, who takes it in, and that it goes where nobody does."""

from __future__ import annotations

import pytest

from bot.store.chats import Chat, Group
from bot.store.insights import Insight
from bot.words import Role
from tests.handlers.desk import outbox_rows
from tests.handlers.phone import Phone
from tests.handlers.town import Town

NEW = -1000000009999
FIRST_WORDS = "I see only what begins with / and replies to me"


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR)


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def room(town: Town, priya: Phone) -> int:
    return await town.room()


async def test_the_first_words_say_what_the_bot_sees_in_the_language_of_who_brought_it(town: Town, room: int) -> None:
    await town.phone("Nadia").adds_bot(NEW)
    ania = town.phone("Ania", "pl")
    await ania.adds_bot(NEW - 1)
    first, second = town.telegram.said_in(NEW), town.telegram.said_in(NEW - 1)
    assert len(first) == len(second) == 1 and FIRST_WORDS in first[0].text
    rows = [row.what for row in await outbox_rows(town) if row.telegram_chat == NEW - 1]
    assert [what["language"] for what in rows] == ["pl"]


async def test_staff_take_a_group_in_and_its_host_hears_of_it(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    """Nothing waits for the host: the chat's title, their language and every two weeks hold until they choose."""
    samina = await town.champion("Samina", "ur")
    await samina.adds_bot(NEW)
    await samina.taps("Accept as a group", room)
    assert await town.all(Group) == [], "only the team takes a group in"
    assert not tom.sees("Somebody added me", room).button("It is the staff room"), "administrators say that in private"
    assert await tom.taps("Accept as a group", room) == f"I work in “Chat {NEW}” now."
    [group] = await town.all(Group)
    assert (group.name, group.language, group.rhythm_days) == (f"Chat {NEW}", "ur", 14)
    assert [data for row in samina.sees("Chat").buttons for _label, data in row] == ["b:1:settings"]
    assert await priya.taps("Accept as a group") == "Somebody has said already what that chat is."
    assert await priya.taps("It is the staff room") == "Somebody has said already what that chat is."


async def test_whoever_never_wrote_to_the_bot_finds_the_settings_by_a_button_in_the_group(
    town: Town, tom: Phone, room: int
) -> None:
    """Never a dead end: the bot cannot write first, so the group has a link into the private chat."""
    nadia = town.phone("Nadia")
    await nadia.adds_bot(NEW)
    await tom.taps("Accept as a group", room)
    link = nadia.sees("can choose how I speak here", NEW).button("Group settings")
    assert link == "https://t.me/hearback_bot?start=g1"
    await nadia.opens("g1")
    nadia.hears("What do you want to choose?")
    stranger = town.phone("Mallory")
    await stranger.opens("g1")
    stranger.hears("Only the host of this group, or the team")
    await stranger.opens("g99")
    stranger.hears("I cannot find that any more.")


async def test_an_administrator_says_that_it_is_the_staff_room(town: Town, priya: Phone) -> None:
    await priya.adds_bot(NEW)
    await priya.taps("It is the staff room")
    priya.sees("This is the team's staff room now", NEW)
    await priya.adds_bot(NEW)
    assert len(town.telegram.said_in(NEW)) == 2, "a chat that is known needs no first words"


async def test_only_the_first_who_answers_has_said_what_a_chat_is(
    town: Town, priya: Phone, tom: Phone, room: int
) -> None:
    await town.phone("Nadia").adds_bot(NEW)
    assert await tom.taps("Not ours: leave", room) == "I am leaving that chat."
    town.phone("Nadia").sees("so I go now", NEW)
    assert town.telegram.left == [NEW]
    assert await priya.taps("Accept as a group") == "Somebody has said already what that chat is."
    assert await town.all(Group) == []


async def test_a_chat_that_nobody_takes_in_is_left_after_a_day(town: Town, tom: Phone, room: int) -> None:
    """Silent there, said to staff, nothing kept of what was written."""
    nadia = town.phone("Nadia")
    await nadia.adds_bot(NEW)
    await nadia.says("CANARY good morning", NEW)
    nadia.hears_nothing(NEW)
    await town.later(hours=23)
    assert town.telegram.left == []
    await nadia.says("CANARY again", NEW)
    await town.later(hours=1)
    nadia.hears_nothing(NEW)
    assert town.telegram.left == [NEW]
    tom.hears("Nobody said in a day what", room)
    await town.later(days=3)
    assert len(tom.all_with("Nobody said in a day", room)) == 1
    assert await town.all(Insight) == []
    assert "CANARY" not in str([row.what for row in await outbox_rows(town)])
    await nadia.adds_bot(NEW)
    assert await tom.taps("Accept as a group", room) == f"I work in “Chat {NEW}” now."


async def test_made_an_administrator_it_asks_to_be_an_ordinary_member(town: Town, tom: Phone, room: int) -> None:
    """Whoever may promote the bot runs the group, so that they are its host too."""
    circle = await town.group("Women's circle")
    nadia = town.phone("Nadia")
    await nadia.adds_bot(circle, before="member", after="administrator")
    assert "I could now read everything" in nadia.hears("make me an ordinary member again", circle).text
    tom.hears("“Women's circle” I was made an administrator", room)
    await nadia.says("CANARY nobody asked the bot", circle)
    nadia.hears_nothing(circle)
    await nadia.adds_bot(circle, before="administrator", after="administrator")
    nadia.hears_nothing(circle)
    await nadia.adds_bot(circle, before="administrator", after="member")
    nadia.hears_nothing(circle)
    assert await town.all(Insight) == []
    await nadia.says("/start g1")
    nadia.hears("What do you want to choose?")


async def test_brought_in_as_an_administrator_it_says_both(town: Town, tom: Phone, room: int) -> None:
    nadia = town.phone("Nadia")
    await nadia.adds_bot(NEW, after="administrator")
    said = [line.text for line in town.telegram.said_in(NEW)]
    assert FIRST_WORDS in said[0] and "I could now read everything" in said[1]
    assert [chat.purpose for chat in await town.all(Chat) if chat.telegram_id == NEW] == ["unknown"]
