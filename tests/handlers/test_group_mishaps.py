"""What happens to groups: thrown out, read-only, a topic closed, renamed, many languages. Nothing owed is lost."""

from __future__ import annotations

from typing import Any

import pytest

from bot.loop import people
from bot.store.chats import Chat, Group, Membership
from bot.store.issues import Raiser
from bot.store.updates import Telling
from bot.words import Role, TellingState
from tests.handlers.desk import answer, news, states, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, priya: Phone) -> int:
    return await town.room()


@pytest.fixture
async def circle(town: Town, priya: Phone) -> int:
    return await town.group("Women's circle")


@pytest.fixture
async def nadia(town: Town, priya: Phone, room: int, circle: int) -> Phone:
    """A member of the circle, who has told something there that staff have taken up."""
    phone = town.phone("Nadia")
    await phone.says("/tell the door is too narrow", circle)
    await phone.taps("Yes, keep it", circle)
    await take_up(priya, room, "H-1")
    return phone


async def test_thrown_out_of_a_group_staff_see_what_is_owed_and_back_again_it_is_told(
    town: Town, priya: Phone, nadia: Phone, room: int, circle: int
) -> None:
    await nadia.removes_bot(circle)
    priya.sees("I was removed from the group Women's circle.", room)
    await news(priya, room, "M-1")
    await town.later(days=1)
    assert states(await town.all(Telling)) == [TellingState.SENT, TellingState.FAILED]
    await nadia.adds_bot(circle, before="kicked")
    nadia.sees("They answer now.", circle)
    assert states(await town.all(Telling)) == [TellingState.SENT, TellingState.SENT]


async def test_thrown_out_of_the_staff_room_administrators_hear_it_in_private(
    town: Town, priya: Phone, nadia: Phone, room: int
) -> None:
    tom = await town.staff("Tom Reed")
    await nadia.removes_bot(room)
    priya.sees("I was removed from the staff room “Staff room”.")
    assert not tom.all_with("I was removed")
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    samina.hears("H-2")
    await priya.adds_bot(-1000000007777)
    await priya.taps("It is the staff room")
    priya.sees("H-2", -1000000007777)


@pytest.mark.parametrize("member", [True, False])
async def test_where_it_may_not_write_staff_are_told_and_later_it_is_said(
    town: Town, priya: Phone, nadia: Phone, room: int, circle: int, member: bool
) -> None:
    """A member that is restricted is told of it; in a group where nobody may write, the send says so."""
    if member:
        await nadia.adds_bot(circle, before="member", after="read only")
        priya.sees("I may not write in the group Women's circle any more.", room)
    else:
        town.telegram.refused[circle] = "not enough rights to send text messages to the chat"
    await news(priya, room, "M-1")
    await town.later(days=1)
    assert not nadia.all_with("They answer now.", circle)
    assert states(await town.all(Telling))[-1] == TellingState.FAILED
    priya.sees("did not reach a person or group", room)
    town.telegram.refused.clear()
    await nadia.adds_bot(circle, before="read only", after="member")
    nadia.sees("They answer now.", circle)


@pytest.mark.parametrize("why", ["CHAT_WRITE_FORBIDDEN", "CHAT_SEND_PLAIN_FORBIDDEN", "CHAT_RESTRICTED"])
async def test_every_refusal_to_let_it_write_is_told_to_staff(
    town: Town, priya: Phone, nadia: Phone, room: int, circle: int, why: str
) -> None:
    town.telegram.refused[circle] = why
    await news(priya, room, "M-1")
    priya.sees(f"I cannot reach the group Women's circle any more. Telegram says: {why}.", room)


async def test_a_closed_topic_sends_it_to_general_and_staff_know(
    town: Town, priya: Phone, nadia: Phone, room: int, circle: int
) -> None:
    await priya.says("/here", circle, message_thread_id=7, is_topic_message=True)
    town.telegram.closed_topics.add(7)
    await news(priya, room, "M-1")
    nadia.sees("They answer now.", circle)
    priya.sees("The topic for me in the group Women's circle is gone.", room)
    assert [chat.thread_id for chat in await town.all(Chat) if chat.telegram_id == circle] == [None]


async def test_renamed_the_chat_has_its_new_title_and_the_group_its_own_name(
    town: Town, priya: Phone, nadia: Phone, room: int, circle: int
) -> None:
    await nadia.says("", circle, new_chat_title="Friday circle")
    nadia.hears_nothing(circle)
    assert [chat.title for chat in await town.all(Chat) if chat.telegram_id == circle] == ["Friday circle"]
    assert [group.name for group in await town.all(Group)] == ["Women's circle"]


async def test_somebody_who_told_there_leaves_and_the_group_still_hears(
    town: Town, priya: Phone, nadia: Phone, room: int, circle: int
) -> None:
    await nadia.says("", circle, left_chat_member=nadia.user)
    nadia.hears_nothing(circle)
    assert await town.all(Membership) == []
    await news(priya, room, "M-1")
    nadia.sees("They answer now.", circle)
    stranger = town.phone("Ania")
    await stranger.says("", circle, left_chat_member=stranger.user)
    stranger.hears_nothing(circle)


async def test_the_bot_that_left_is_no_member_who_left(town: Town, nadia: Phone, circle: int) -> None:
    bot: dict[str, Any] = {"id": town.bot.id, "is_bot": True, "first_name": "Hearback"}
    await nadia.says("", circle, left_chat_member=bot)
    nadia.hears_nothing(circle)


async def test_a_champion_in_three_groups_hears_each_in_its_own_language(town: Town, priya: Phone, room: int) -> None:
    """Each group is spoken to in its language, the champion in private in theirs; what is told stays where it was."""
    places = {language: await town.group(f"Group {language}", language) for language in ("en", "ur", "pl")}
    samina = await town.champion("Samina", "pl")
    for language, place in places.items():
        await samina.says(f"/tell in {language}", place)
    await samina.says("in private")
    said = {"en": "We measure it.", "ur": "ہم ناپتے ہیں۔", "pl": "Mierzymy."}
    for number, language in enumerate(places, start=1):
        await answer(priya, room, f"H-{number}", said["en"])
        if language != "en":
            await priya.taps("Write them", room)
            await priya.says(said[language])
            await priya.taps("Send it")
    await answer(priya, room, "H-4", said["en"])
    await priya.taps("Write them", room)
    await priya.says("Prywatnie mierzymy.")
    await priya.taps("Send it")
    for language, place in places.items():
        there = "\n".join(line.text for line in town.telegram.said_in(place))
        assert said[language] in there and "Prywatnie" not in there
        assert all(words not in there for other, words in said.items() if other != language)
    samina.sees("Prywatnie mierzymy.")
    person = await town.does(lambda work: people.known(work, samina.id))
    assert person is not None and person.language == "pl"
    assert await town.all(Raiser) == []
