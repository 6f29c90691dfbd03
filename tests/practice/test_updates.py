"""What a bot is told, and how aiogram reads it."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import TelegramConflictError
from aiogram.types import Update

from tests.practice.serving import Telegram

GROUP = -1001000000001


async def group(telegram: Telegram, kind: str = "supergroup", bot_in: object = True, **more: Any) -> int:
    """A group of Ana's with Bo and the bot in it, of whose making the bot has read already."""
    made = await telegram.post("/groups", title="Mare Street", kind=kind, members=[1001, 1002], bot_in=bot_in, **more)
    await told(telegram)
    return int(made["id"])


async def told(telegram: Telegram, **asked: Any) -> list[Update]:
    """What the bot is told now; it is not told again."""
    updates = await telegram.bot.get_updates(**asked)
    if updates:
        await telegram.bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_words_come_with_who_said_them_and_when(started: Telegram) -> None:
    await started.does(1001, "say", text="  Jest *wilgoć*   ")
    [update] = await told(started)
    message = update.message
    assert message and message.from_user
    assert (message.text, message.chat.id, message.chat.type) == ("Jest *wilgoć*", 1001, "private")
    assert (message.from_user.first_name, message.from_user.language_code) == ("Ana", "pl")
    assert abs(message.date.timestamp() - started.world.clock.now()) < 5


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("photo", {"caption": "mould"}, "photo"),
        ("voice", {"seconds": 7}, "voice"),
        ("document", {"name": "list.txt"}, "document"),
        ("contact", {}, "contact"),
        ("location", {"latitude": 51.5, "longitude": -0.05}, "location"),
    ],
)
async def test_aiogram_reads_every_kind_of_message(
    started: Telegram, act: str, body: dict[str, Any], field: str
) -> None:
    await started.does(1001, act, **body)
    [update] = await told(started)
    assert update.message and getattr(update.message, field)
    assert update.message.content_type == field


async def test_a_voice_note_can_be_downloaded(started: Telegram) -> None:
    await started.does(1001, "voice", seconds=2)
    [update] = await told(started)
    assert update.message and update.message.voice and update.message.voice.duration == 2
    file = await started.bot.get_file(update.message.voice.file_id)
    assert file.file_path
    content = await started.bot.download_file(file.file_path)
    assert content and content.read().startswith(b"OggS")


async def test_an_edit_comes_as_an_edit(started: Telegram) -> None:
    said = await started.does(1001, "say", text="one")
    await started.does(1001, "edit", message_id=said["message_id"], text="two")
    first, second = await told(started)
    assert first.message and second.edited_message
    assert (second.edited_message.message_id, second.edited_message.text) == (first.message.message_id, "two")
    assert second.edited_message.edit_date


async def test_a_reply_carries_what_it_replies_to(started: Telegram) -> None:
    sent = await started.bot.send_message(1001, "What would you like to share?")
    await started.does(1001, "say", text="Damp", reply_to=sent.message_id)
    [update] = await told(started)
    assert update.message and update.message.reply_to_message
    assert update.message.reply_to_message.text == "What would you like to share?"


async def test_a_forward_says_where_it_is_from(started: Telegram) -> None:
    chat = await group(started, bot_in=False)
    said = await started.does(1002, "say", chat=chat, text="Is it true?")
    await started.does(1001, "forward", chat=chat, message_id=said["message_id"])
    [update] = await told(started)
    assert update.message and update.message.forward_origin
    assert update.message.forward_origin.type == "user"


async def test_being_added_and_thrown_out_is_told(telegram: Telegram) -> None:
    chat = int((await telegram.post("/groups", title="Mare Street", members=[1001]))["id"])
    await telegram.post(f"/chats/{chat}/bot", by=1001, admin=True, payload="g-7")
    member, came, start = await told(telegram)
    assert member.my_chat_member and member.my_chat_member.new_chat_member.status == "administrator"
    assert came.message and came.message.new_chat_members and came.message.new_chat_members[0].id == 4242
    assert start.message and start.message.text == "/start@hearback_bot g-7"
    await telegram.asks("DELETE", f"/chats/{chat}/bot?by=1001")
    [gone] = await told(telegram)
    assert gone.my_chat_member and gone.my_chat_member.new_chat_member.status == "kicked"


async def test_from_a_basic_group_the_bot_sees_itself_go(telegram: Telegram) -> None:
    chat = await group(telegram, kind="group")
    await telegram.asks("DELETE", f"/chats/{chat}/bot")
    message, member = await told(telegram)
    assert message.message and message.message.left_chat_member and message.message.left_chat_member.id == 4242
    assert member.my_chat_member and member.my_chat_member.new_chat_member.status == "left"


async def test_an_upgrade_is_told_in_both_chats(telegram: Telegram) -> None:
    chat = await group(telegram, kind="group")
    new = await telegram.post(f"/chats/{chat}/upgrade")
    to, from_ = await told(telegram)
    assert to.message and (to.message.chat.id, to.message.migrate_to_chat_id) == (chat, new["id"])
    assert from_.message and (from_.message.chat.id, from_.message.migrate_from_chat_id) == (new["id"], chat)


async def test_topics_are_told_and_what_is_said_in_them_seems_to_reply_to_their_beginning(telegram: Telegram) -> None:
    chat = await group(telegram, kind="forum", bot_in="admin")
    topic = await telegram.post(f"/chats/{chat}/topics", name="Questions")
    await telegram.does(1002, "say", chat=chat, topic=topic["id"], text="When?")
    await telegram.asks("PATCH", f"/chats/{chat}/topics/{topic['id']}", {"closed": True})
    await telegram.asks("PATCH", f"/chats/{chat}/topics/{topic['id']}", {"closed": False, "name": "Answers"})
    made, said, closed, edited, reopened = [update.message for update in await told(telegram)]
    assert made and made.forum_topic_created and made.message_thread_id == made.message_id == topic["id"]
    assert said and said.is_topic_message and said.message_thread_id == topic["id"]
    assert said.reply_to_message and said.reply_to_message.forum_topic_created
    assert closed and closed.forum_topic_closed and edited and edited.forum_topic_edited
    assert reopened and reopened.forum_topic_reopened


async def test_titles_members_and_pins_are_told(telegram: Telegram) -> None:
    chat = await group(telegram)
    cy = await telegram.post("/people", first_name="Cy")
    await telegram.post(f"/chats/{chat}/members", person=cy["id"])
    await telegram.asks("PATCH", f"/chats/{chat}", {"title": "Well Street"})
    said = await telegram.does(1002, "say", chat=chat, text="Tuesday at ten")
    await telegram.post(f"/chats/{chat}/pins", message_id=said["message_id"])
    await telegram.asks("DELETE", f"/chats/{chat}/members/{cy['id']}")
    came, title, pinned, left = [update.message for update in await told(telegram)]
    assert came and came.new_chat_members and title and title.new_chat_title == "Well Street"
    assert pinned and pinned.pinned_message and pinned.pinned_message.message_id == said["message_id"]
    assert left and left.left_chat_member and left.left_chat_member.first_name == "Cy"


async def test_an_anonymous_administrator_hides_in_words_but_not_in_taps(telegram: Telegram) -> None:
    chat = await group(telegram, bot_in="admin")
    await telegram.does(1001, "say", chat=chat, text="We shall see", anonymous=True)
    sent = await telegram.bot.send_message(chat, "Better?", reply_markup=_yes())
    await telegram.does(1001, "tap", chat=chat, message_id=sent.message_id, label="Yes")
    said, tapped = await told(telegram)
    assert said.message and said.message.from_user and said.message.sender_chat
    assert (said.message.from_user.id, said.message.sender_chat.id) == (1087968824, chat)
    assert tapped.callback_query and tapped.callback_query.from_user.id == 1001


async def test_members_and_reactions_come_only_to_an_administrator_who_asks(telegram: Telegram) -> None:
    chat = await group(telegram, bot_in="admin")
    cy = await telegram.post("/people", first_name="Cy")

    async def something_happens() -> list[Update]:
        said = await telegram.does(1001, "say", chat=chat, text="x")
        await telegram.does(1002, "react", chat=chat, message_id=said["message_id"], emoji=["👍"])
        await telegram.does(1002, "react", chat=chat, message_id=said["message_id"], emoji=[])
        await telegram.post(f"/chats/{chat}/members", person=cy["id"])
        await telegram.asks("DELETE", f"/chats/{chat}/members/{cy['id']}")
        return await told(telegram)

    assert {update.event_type for update in await something_happens()} == {"message"}
    await telegram.bot.get_updates(allowed_updates=["message_reaction", "chat_member"])
    updates = await something_happens()
    kinds = [update.event_type for update in updates]
    assert kinds == ["message_reaction", "message_reaction", "chat_member", "chat_member"]
    assert updates[0].message_reaction and updates[0].message_reaction.old_reaction == []
    assert updates[1].message_reaction and updates[1].message_reaction.new_reaction == []


async def test_blocking_is_told(started: Telegram) -> None:
    await started.does(1001, "block")
    await started.does(1001, "say", expect=409, text="x")
    await started.does(1001, "start")
    blocked, back, start = await told(started)
    assert blocked.my_chat_member and blocked.my_chat_member.new_chat_member.status == "kicked"
    assert back.my_chat_member and back.my_chat_member.new_chat_member.status == "member"
    assert start.message and start.message.text == "/start"


async def test_a_poll_is_voted_in(started: Telegram) -> None:
    sent = await started.bot.send_poll(1001, "Which first?", ["Damp", "Noise"], is_anonymous=False)
    await started.does(1001, "vote", message_id=sent.message_id, options=[1])
    await started.does(1001, "vote", message_id=sent.message_id, options=[])
    counted, answered, _, withdrawn = await told(started)
    assert counted.poll and counted.poll.options[1].voter_count == 1
    assert answered.poll_answer and answered.poll_answer.option_ids == [1]
    assert withdrawn.poll_answer and withdrawn.poll_answer.option_ids == []
    assert (await started.bot.stop_poll(1001, sent.message_id)).is_closed


async def test_updates_wait_until_they_are_confirmed(started: Telegram) -> None:
    for text in ("one", "two", "three"):
        await started.does(1001, "say", text=text)
    bot = started.bot
    first = await bot.get_updates()
    assert [update.update_id for update in await bot.get_updates()] == [update.update_id for update in first]
    assert len(await bot.get_updates(limit=2)) == 2
    assert [one.message.text for one in await bot.get_updates(offset=first[1].update_id) if one.message] == [
        "two",
        "three",
    ]
    [last] = await bot.get_updates(offset=-1)
    assert last.message and last.message.text == "three"
    assert len(await bot.get_updates()) == 1


async def test_a_long_poll_wakes_when_something_comes(started: Telegram) -> None:
    waiting = asyncio.create_task(started.bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    await started.does(1001, "say", text="now")
    async with asyncio.timeout(1):
        [update] = await waiting
    assert update.message and update.message.text == "now"


async def test_of_two_who_ask_at_once_the_older_is_sent_away(started: Telegram) -> None:
    older = asyncio.create_task(started.bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    assert await started.bot.get_updates() == []
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await older


async def test_updates_are_kept_for_a_day(started: Telegram) -> None:
    await started.does(1001, "say", text="old")
    await started.post("/clock/move", hours=23)
    await started.does(1001, "say", text="young")
    assert len(await started.bot.get_updates()) == 2
    await started.post("/clock/move", hours=2)
    [update] = await started.bot.get_updates()
    assert update.message and update.message.text == "young"


async def test_several_bots_have_updates_of_their_own(started: Telegram) -> None:
    await started.post("/bots", token="77:another-token", first_name="Other", username="other_bot")
    other = started.client("77:another-token")
    await started.does(1001, "start", bot=77)
    [update] = await other.get_updates()
    assert update.message and await started.bot.get_updates() == []
    await other.send_message(1001, "Hello from the other")
    assert [one["text"] for one in (await started.get("/people/1001/chats/bot?bot=77"))["messages"]][
        -1
    ] == "Hello from the other"


async def test_an_update_can_be_put_in_by_hand_and_come_again(started: Telegram) -> None:
    await started.post("/updates", update={"update_id": 5, "strange": [[[]]]})
    status, answer = await started.calls("getUpdates")
    assert (status, answer["result"]) == (200, [{"update_id": 5, "strange": [[[]]]}])
    await started.calls("getUpdates", offset=6)
    await started.post("/updates/5/again")
    assert (await started.calls("getUpdates", offset=6))[1]["result"] == answer["result"]
    await started.post("/updates/99/again", expect=404)


def _yes() -> Any:
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes")]])
