"""What the courier says, to whom, in which order and language."""

from __future__ import annotations

import asyncio

from bot.language import own_words
from bot.loop.said_above import PERHAPS_A_REPEAT
from bot.store import outbox
from bot.store.chats import Chat, Purpose
from bot.store.outbox import Button, Versions
from bot.store.updates import Telling
from bot.words import Lane, OutboxState, TellingState
from tests.courier.conftest import Speak
from tests.courier.telegram import Telegram, refuse
from tests.courier.world import World

SENT, DROPPED, FAILED = OutboxState.SENT, OutboxState.DROPPED, OutboxState.FAILED


async def test_what_waits_is_said_and_known_by_its_message(world: World, telegram: Telegram, speak: Speak) -> None:
    row = world.say(world.chat(7), "Thank you")
    speaking = await speak()
    await speaking.until(SENT)
    (call,) = telegram.calls
    assert (call.method, call.chat, call.text) == ("sendMessage", 7, "Thank you")
    assert "parse_mode" not in call.fields
    assert call.fields["link_preview_options"] == {"is_disabled": True}
    said = world.row(row)
    assert (said.telegram_chat, said.message_id, said.attempts, said.why) == (7, 101, 1, None)


async def test_a_courier_wakes_at_once(world: World, telegram: Telegram, speak: Speak) -> None:
    chat = world.chat(7)
    speaking = await speak()
    await speaking.until_true(lambda: speaking.courier.standing.holds_lease)
    await asyncio.sleep(0.05)
    begun = asyncio.get_running_loop().time()
    world.say(chat)
    speaking.courier.wake()
    (call,) = await telegram.called(1)
    assert call.at - begun < 0.5


async def test_the_smaller_lane_goes_first_and_a_chat_keeps_its_order(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    chat = world.chat(7)
    for text, lane in [("t1", Lane.TRUSTED), ("t2", Lane.TRUSTED), ("r1", Lane.REPLY), ("a1", Lane.ALERT), ("r2", 0)]:
        world.say(chat, text, Lane(lane))
    speaking = await speak()
    await speaking.until(*[SENT] * 5)
    assert telegram.texts() == ["r1", "r2", "a1", "t1", "t2"]


async def test_each_hears_it_in_their_language_of_the_moment(world: World, telegram: Telegram, speak: Speak) -> None:
    update = world.update(en="The clinic opens.", pl="Przychodnia otwarta.", ur="کلینک")
    chats = [world.group(-1, "pl"), world.person(2, "ur"), world.person(3, None), world.chat(-4, Purpose.STAFF_ROOM)]
    for chat in chats:
        world.say(chat, lane=Lane.TELLING, parts=[Versions("update", update), own_words("H-1")])
    speaking = await speak()
    await speaking.until(*[SENT] * 4)
    said = {call.chat: call.text for call in telegram.calls}
    english = "The clinic opens.\n\nH-1"
    assert said == {-1: "Przychodnia otwarta.\n\nH-1", 2: "کلینک\n\nH-1", 3: english, -4: english}


async def test_a_missing_language_is_owed_and_never_silent_english(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    update, chat = world.update(en="The clinic opens."), world.group(-1, "pl")
    telling = world.telling(chat, update)
    row = world.say(chat, lane=Lane.TELLING, parts=[Versions("update", update)], telling_id=telling)
    speaking = await speak()
    await speaking.until(DROPPED)
    assert world.row(row).why == "no version in pl"
    owed = world.one(Telling, telling)
    assert (owed.state, owed.waits_for) == (TellingState.OWED, "pl")
    assert telegram.calls == []


async def test_the_telling_moves_with_its_message(world: World, telegram: Telegram, speak: Speak) -> None:
    update, chat = world.update(en="The clinic opens."), world.group(-1)
    telling = world.telling(chat, update)
    world.say(chat, lane=Lane.TELLING, parts=[Versions("update", update)], telling_id=telling, is_repeat=True)
    speaking = await speak()
    await speaking.until(SENT)
    assert world.one(Telling, telling).state == TellingState.SENT
    assert telegram.texts() == [PERHAPS_A_REPEAT.message + "\n\nThe clinic opens."]


async def test_buttons_replies_and_topics(world: World, telegram: Telegram, speak: Speak) -> None:
    chat = world.chat(-1, Purpose.GROUP, thread_id=77)
    buttons = [[Button(own_words("Yes"), "j:1:yes"), Button(own_words("Read"), url="https://example.org/")]]
    world.say(chat, "Better?", buttons=buttons, reply_to=5)
    speaking = await speak()
    await speaking.until(SENT)
    fields = telegram.calls[0].fields
    assert "message_thread_id" not in fields, "a reply stands in the topic of what it answers"
    assert fields["reply_parameters"] == {"message_id": 5, "allow_sending_without_reply": True}
    (row,) = fields["reply_markup"]["inline_keyboard"]
    assert [(button["text"], button.get("callback_data"), button.get("url")) for button in row] == [
        ("Yes", "j:1:yes", None),
        ("Read", None, "https://example.org/"),
    ]


async def test_a_closed_topic_falls_back_to_general_and_staff_know(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    world.chat(-9, Purpose.STAFF_ROOM)
    chat = world.group(-1, name="Mothers", thread_id=77)
    telegram.script.append(refuse(400, "Bad Request: TOPIC_CLOSED"))
    world.say(chat, "hello")
    speaking = await speak()
    await speaking.until(SENT, SENT)
    assert [call.fields.get("message_thread_id") for call in telegram.calls if call.chat == -1] == [77, None]
    assert world.one(Chat, chat).thread_id is None
    assert "Mothers" in telegram.texts(-9)[0]


async def test_a_voice_note_bears_its_words(world: World, telegram: Telegram, speak: Speak) -> None:
    chat = world.chat(7)
    world.say(chat, "From the nurse", media={"kind": "voice", "file_id": "F1"})
    world.say(chat, "long " * 300, media={"kind": "photo", "file_id": "F2"}, buttons=[[Button(own_words("Yes"), "y")]])
    speaking = await speak()
    await speaking.until(SENT, SENT)
    methods = [(call.method, call.fields.get("voice"), call.fields.get("photo")) for call in telegram.calls]
    assert methods == [("sendVoice", "F1", None), ("sendPhoto", None, "F2"), ("sendMessage", None, None)]
    assert telegram.calls[0].fields["caption"] == "From the nurse"
    assert "reply_markup" not in telegram.calls[1].fields
    assert "reply_markup" in telegram.calls[2].fields


async def test_a_long_text_is_several_messages_and_one_thing_said(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    chat = world.chat(7)
    paragraphs = [f"{number} " + "word " * 500 for number in range(3)]
    first = world.say(chat, "\n\n".join(paragraphs), reply_to=5)
    world.say(chat, "after it")
    speaking = await speak()
    await speaking.until(SENT, SENT)
    assert [text[:2] for text in telegram.texts()] == ["0 ", "1 ", "2 ", "af"]
    assert ["reply_parameters" in call.fields for call in telegram.calls] == [True, False, False, False]
    assert world.row(first).what["said"]["ids"] == [101, 102, 103]
    assert world.row(first).message_id == 103


async def test_an_edit_changes_the_message_that_was_said(world: World, telegram: Telegram, speak: Speak) -> None:
    row = world.say(world.chat(7), "card")
    speaking = await speak()
    await speaking.until(SENT)
    world.edit(row, "first change")
    world.edit(row, "second change")
    telegram.script.append(refuse(400, "Bad Request: message is not modified: specified new message content"))
    await speaking.until(SENT, DROPPED, SENT)
    edit = telegram.calls[-1]
    assert (edit.method, edit.chat, edit.fields["message_id"], edit.text) == (
        "editMessageText",
        7,
        101,
        "second change",
    )
    assert world.rows()[-1].message_id is None


async def test_an_edit_waits_until_there_is_something_to_edit(world: World, telegram: Telegram, speak: Speak) -> None:
    row = world.say(world.chat(7), "card", Lane.TRUSTED)
    world.edit(row, "changed")
    speaking = await speak()
    await speaking.until(SENT, OutboxState.WAITING)
    world.pass_time(seconds=3)
    await speaking.until(SENT, SENT)
    assert [call.method for call in telegram.calls] == ["sendMessage", "editMessageText"]


async def test_a_message_that_is_gone_cannot_be_edited_and_nobody_is_bothered(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    world.chat(-9, Purpose.STAFF_ROOM)
    row = world.say(world.chat(7), "card")
    speaking = await speak()
    await speaking.until(SENT)
    telegram.script.append(refuse(400, "Bad Request: message to edit not found"))
    world.edit(row, "changed")
    await speaking.until(SENT, FAILED)


async def test_one_row_that_cannot_be_put_into_words_holds_up_nobody(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    world.say(world.chat(7), media={"kind": "voice"})
    world.say(world.chat(8), "fine")
    speaking = await speak()
    await speaking.until(FAILED, SENT)
    assert world.rows()[0].why == "cannot be put into words (KeyError)"


async def test_leaving_a_chat_comes_last_and_only_once(world: World, telegram: Telegram, speak: Speak) -> None:
    chat = world.chat(-1, Purpose.GROUP)
    world.say(chat, "bye")
    now = world.clock.now()
    world.store.write_now(lambda session: outbox.leave(session, programme_id=1, chat_id=chat, now=now))
    telegram.script += [telegram.ok, refuse(403, "Forbidden: bot is not a member of the supergroup chat")]
    speaking = await speak()
    await speaking.until(SENT, SENT)
    assert [call.method for call in telegram.calls] == ["sendMessage", "leaveChat"]
