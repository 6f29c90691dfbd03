"""What the courier does for groups: topics that are closed, words to pass on, a staff room that is lost."""

from __future__ import annotations

from bot.language import own_words
from bot.store.chats import Purpose
from bot.store.outbox import Button, Versions
from bot.words import OutboxState
from tests.courier.conftest import Speak
from tests.courier.telegram import Telegram, refuse
from tests.courier.world import World

SENT = OutboxState.SENT


async def test_a_reply_in_a_closed_topic_is_said_all_the_same(world: World, telegram: Telegram, speak: Speak) -> None:
    telegram.script.append(refuse(400, "Bad Request: TOPIC_CLOSED"))
    world.say(world.group(-1, name="Mothers", thread_id=77), "hello", reply_to=5)
    speaking = await speak()
    await speaking.until(SENT)
    last = telegram.calls[-1].fields
    assert (last.get("message_thread_id"), last.get("reply_parameters")) == (77, None)


async def test_words_to_pass_on_are_in_the_groups_language_and_copied_in_one_tap(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    chat = world.chat(7)
    buttons = [[Button(own_words("Copy"), copies=True)], [Button(own_words("Yes"), "j:1:yes")]]
    update = world.update(en="The clinic is open.", ur="کلینک کھلا ہے۔")
    world.say(chat, parts=[Versions("update", update)], language="ur", buttons=buttons)
    world.say(chat, "long " * 60, buttons=buttons)
    speaking = await speak()
    await speaking.until(SENT, SENT)
    short, long = (call.fields["reply_markup"]["inline_keyboard"] for call in telegram.calls)
    assert telegram.texts()[0] == "کلینک کھلا ہے۔"
    assert short[0][0]["copy_text"] == {"text": telegram.texts()[0]}
    assert [row[0]["text"] for row in long] == ["Yes"], "256 characters are the most that a button copies"


async def test_staff_hear_in_private_that_their_room_threw_the_bot_out(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    room = world.chat(-9, Purpose.STAFF_ROOM)
    world.administrator(7)
    telegram.script.append(refuse(403, "Forbidden: bot was kicked from the supergroup chat"))
    world.say(room, "a card")
    speaking = await speak()
    await speaking.until_true(lambda: len(telegram.texts(7)) == 1)
    assert "bot was kicked" in telegram.texts(7)[0]
