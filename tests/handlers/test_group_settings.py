"""A group's host chooses how it is spoken to, in private, and changes it later; nobody else does."""

from __future__ import annotations

from typing import Any

import pytest

from bot.store.chats import Chat, Group, Membership
from bot.words import Role
from tests.handlers.desk import answer, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

NEW = -1000000009999
DONE = "Done"
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


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


async def the_group(town: Town) -> tuple[Group, Chat]:
    [group] = await town.all(Group)
    [chat] = [chat for chat in await town.all(Chat) if chat.id == group.chat_id]
    return group, chat


async def test_the_host_chooses_everything_step_by_step(town: Town, samina: Phone) -> None:
    await samina.taps("Group settings")
    await samina.taps("All of it, step by step")
    await samina.says("Women's circle")
    await samina.says("Somali mothers, Mare Street")
    await samina.taps("اردو")
    await samina.taps("English")
    await samina.taps(DONE)
    await samina.taps("Every week")
    await samina.taps("22:00 to 8:00")
    samina.hears("That is how I speak in “Women's circle” from now on")
    group, chat = await the_group(town)
    assert (group.name, group.communities) == ("Women's circle", ["Somali mothers", "Mare Street"])
    assert (group.language, group.also_reads, group.rhythm_days) == ("ur", ["en"], 7)
    assert (chat.quiet_from, chat.quiet_to) == (22 * 60, 8 * 60)
    await samina.says("/group")
    samina.hears("I speak اردو there. News comes at least every 7 days")
    await samina.taps("Quiet hours")
    await samina.taps("No quiet hours")
    group, chat = await the_group(town)
    assert (chat.quiet_from, chat.quiet_to, group.rhythm_days) == (None, None, 7)


async def test_what_waited_for_words_in_the_old_language_goes_out_in_the_new_one(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("/group")
    await samina.taps("Languages")
    await samina.taps("اردو")
    await samina.taps(DONE)
    nadia = town.phone("Nadia", "ur")
    await nadia.says("/tell the door is too narrow", NEW)
    await nadia.presses("k:yes", nadia.sees("", NEW))
    await answer(tom, room, "H-1", "We measure it on Monday.")
    assert not nadia.all_with("We measure it", NEW)
    await samina.says("/group")
    await samina.taps("Languages")
    await samina.taps("English")
    await samina.taps(DONE)
    nadia.sees("We measure it on Monday.", NEW)


async def test_the_host_sends_the_bot_away_and_staff_see_what_is_owed(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("/tell the door is too narrow", NEW)
    await take_up(tom, room, "H-1")
    await samina.taps("Group settings")
    await samina.taps("Send me away")
    await samina.taps("No, stay")
    assert town.telegram.left == []
    await samina.says("/group")
    await samina.taps("Send me away")
    await samina.taps("Yes, leave")
    samina.sees("I was asked to go, so I leave this group now.", NEW)
    assert town.telegram.left == [NEW]
    tom.sees("I was sent away from the group", room)
    bot = {"id": town.bot.id, "is_bot": True, "first_name": "Hearback"}
    await town.brings(
        my_chat_member={
            "chat": {"id": NEW, "type": "supergroup", "title": "Circle"},
            "from": bot,
            "date": 1,
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": {"user": bot, "status": "left"},
        }
    )
    assert not tom.all_with("I was removed from the group", room), "it went by itself"
    await news(tom, room, "M-1")
    await town.later(hours=1)
    await town.later(days=1)
    tom.sees("did not reach a person or group that raised it", room)
    await samina.adds_bot(NEW)
    samina.sees("They answer now.", NEW)


async def test_in_the_group_the_settings_are_a_way_into_private(town: Town, samina: Phone) -> None:
    nadia = town.phone("Nadia")
    await nadia.says("/group", NEW)
    assert (
        nadia.hears("can choose how I speak here", NEW).button("Group settings") == "https://t.me/hearback_bot?start=g1"
    )
    anonymous: dict[str, Any] = {"from": ANONYMOUS, "sender_chat": {"id": NEW, "type": "supergroup", "title": "Circle"}}
    await nadia.says("/group", NEW, **anonymous)
    nadia.hears("can choose how I speak here", NEW)
    await nadia.says("/here", NEW, **anonymous)
    nadia.hears("Please write under your own name", NEW)
    assert await nadia.presses("b:1:settings", nadia.sees("", NEW)) == (
        "Only the host of this group, or the team, can change its settings. Ask one of them, or the team."
    )
    await nadia.says("/group")
    nadia.hears("You are not the host of a group.")


async def test_what_belongs_in_private_leads_there(town: Town, samina: Phone) -> None:
    for command in ("/language", "/stop", "/invite", "/newgroup@hearback_bot"):
        await samina.says(command, NEW)
        assert samina.hears("between you and me", NEW).button("Write to me in private") == (
            "https://t.me/hearback_bot?start=hello"
        )
    nadia = town.phone("Nadia")
    await nadia.opens("hello")
    nadia.hears("I can only take in people who were invited")


async def test_here_chooses_the_topic_in_which_the_bot_writes(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    topic: dict[str, Any] = {"message_thread_id": 7, "is_topic_message": True}
    nadia = town.phone("Nadia")
    await nadia.says("/here", NEW, **topic)
    nadia.hears("Only the host of this group", NEW)
    await samina.says("/here", NEW, **topic)
    samina.hears("I write in this topic from now on.", NEW)
    assert (await the_group(town))[1].thread_id == 7
    await samina.says("/tell the door is too narrow", NEW, **topic)
    await answer(tom, room, "H-1", "We measure it on Monday.")
    calls: list[Any] = town.telegram.calls
    told_to_others = [call for call in calls if getattr(call, "chat_id", tom.id) != tom.id]
    [told] = [call for call in told_to_others if "We measure it on Monday." in str(getattr(call, "text", ""))]
    assert (told.chat_id, told.message_thread_id) == (NEW, 7)
    await samina.says("/here", NEW)
    samina.hears("I write in General from now on.", NEW)
    assert (await the_group(town))[1].thread_id is None


async def test_staff_name_another_host_and_a_group_without_one_is_shown(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    nadia = await town.champion("Nadia")
    line = await nadia.says("hello everybody", NEW)
    await nadia.says("/host", NEW, reply_to=line)
    nadia.hears("Only the host of this group", NEW)
    await tom.says("/host", NEW)
    tom.hears("Reply to a message of the person", NEW)
    await tom.says("/host", NEW, reply_to=line)
    tom.hears("They are a host of this group now", NEW)
    nadia.sees("You are the host of")
    await samina.says("", NEW, left_chat_member=samina.user)
    assert not tom.all_with("has left it", room), "there is another host"
    await nadia.says("", NEW, left_chat_member=nadia.user)
    tom.sees("The host of", room)
    assert [row for row in await town.all(Membership) if row.is_host] == []


async def test_a_host_of_two_groups_says_which(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.adds_bot(NEW - 1)
    await tom.taps("Accept as a group", room)
    await samina.says("/group")
    samina.hears("Which group?")
    await samina.taps(f"Chat {NEW - 1}")
    samina.hears("What do you want to choose?")
