"""What the courier makes of every way in which a call can end, over real HTTP."""

from __future__ import annotations

import socket
from functools import partial

import pytest
from aiogram import Bot

from bot.courier import uncertain
from bot.courier.line import Line
from bot.store.chats import Chat, Purpose
from bot.store.updates import Telling
from bot.words import Lane, OutboxState, TellingState
from tests.courier.conftest import Speak
from tests.courier.telegram import Answer, Telegram, drop, refuse
from tests.courier.world import World

SENT, FAILED, UNCERTAIN = OutboxState.SENT, OutboxState.FAILED, OutboxState.UNCERTAIN
WAITING, DROPPED = OutboxState.WAITING, OutboxState.DROPPED


async def test_what_may_have_arrived_is_uncertain(world: World, telegram: Telegram, speak: Speak) -> None:
    update, chat = world.update(en="The clinic opens."), world.group(-1)
    telling = world.telling(chat, update)
    world.say(chat, lane=Lane.TRUSTED, telling_id=telling)
    telegram.script.append(drop)
    speaking = await speak()
    await speaking.until(UNCERTAIN)
    assert world.one(Telling, telling).state == TellingState.UNCERTAIN
    world.say(chat, "next")
    await speaking.until(UNCERTAIN, SENT)
    assert telegram.texts() == ["hello", "next"]


async def test_what_never_connected_is_tried_until_it_does(world: World, telegram: Telegram, speak: Speak) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}"
        rows = [world.say(world.chat(chat), lane=Lane.TRUSTED) for chat in (7, 8, 9)]
        speaking = await speak()
        bot: Bot = speaking.courier._calls._bot
        there, bot.session = bot.session, Line(nobody)
        await speaking.until_true(lambda: speaking.courier.standing.failures_in_a_row >= 2)
        assert world.states() == [WAITING] * 3 or OutboxState.SENDING in world.states()
        await bot.session.close()
    bot.session = there
    await speaking.until(SENT, SENT, SENT)
    assert [world.row(row).attempts for row in rows] == [1, 1, 1]
    assert len(telegram.calls) == 3


async def test_a_429_silences_its_chat_alone_and_for_as_long_as_asked(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    loud, other = world.chat(7), world.chat(8)
    world.say(loud, "one")
    telegram.script.append(refuse(429, "Too Many Requests: retry after 1", retry_after=1))
    speaking = await speak()
    await telegram.called(1)
    world.say(loud, "two")
    world.say(other, "else")
    await speaking.until(SENT, SENT, SENT)
    assert telegram.texts(7) == ["one", "one", "two"]
    first, elsewhere, again, _two = sorted(telegram.calls, key=lambda call: call.at)
    assert elsewhere.chat == 8
    assert elsewhere.at - first.answered_at < 0.9
    assert again.at - first.answered_at >= 1.0


async def test_a_429_for_many_chats_is_meant_for_the_bot(world: World, telegram: Telegram, speak: Speak) -> None:
    chats = [world.chat(chat) for chat in range(1, 9)]
    refused: set[int] = set()

    def rule(call: object) -> Answer | None:
        if len(refused) >= 4:
            return None
        refused.add(len(refused))
        return refuse(429, "Too Many Requests", retry_after=1)

    telegram.rule = rule
    for chat in chats:
        world.say(chat)
    speaking = await speak()
    await speaking.until_true(lambda: speaking.courier.standing.silent_seconds > 0)
    spoken = len(telegram.calls)
    late = world.say(world.chat(99), "late")
    await speaking.until(*[SENT] * 9)
    assert world.row(late).state == SENT
    silent = telegram.calls[spoken].at - telegram.calls[spoken - 1].answered_at
    assert silent >= 0.9


async def test_an_earlier_process_told_to_be_silent_still_counts(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    world.say(world.chat(7))
    telegram.script.append(refuse(429, "Too Many Requests", retry_after=1))
    first = await speak()
    await first.until_true(lambda: world.rows()[0].why == "too many")
    await first.stop()
    second = await speak("b")
    await second.until(SENT)
    assert telegram.calls[1].at - telegram.calls[0].answered_at >= 0.95


UNREACHABLE = [
    refuse(403, "Forbidden: bot was blocked by the user"),
    refuse(403, "Forbidden: bot was kicked from the supergroup chat"),
    refuse(400, "Bad Request: chat not found"),
]


@pytest.mark.parametrize("answer", UNREACHABLE)
async def test_who_cannot_be_reached_is_seen_by_staff_and_not_tried_again(
    answer: Answer, world: World, telegram: Telegram, speak: Speak
) -> None:
    room, chat = world.chat(-9, Purpose.STAFF_ROOM), world.group(-1, name="Mothers of Mare Street")
    telling = world.telling(chat, world.update(en="The clinic opens."))
    world.say(chat, "secret words", Lane.ALERT)
    world.say(chat, "more", Lane.TELLING, telling_id=telling)
    telegram.script.append(answer)
    speaking = await speak()
    await speaking.until(FAILED, FAILED, SENT)
    assert world.one(Chat, chat).unreachable_at is not None
    assert world.one(Telling, telling).state == TellingState.FAILED
    (alert,) = telegram.texts(-9)
    assert "Mothers of Mare Street" in alert
    assert "secret" not in alert
    world.say(chat, "later")
    await speaking.until(FAILED, FAILED, SENT, FAILED)
    assert len(telegram.calls) == 2
    assert world.rows()[2].chat_id == room


async def test_a_person_is_not_named_in_the_staff_room(world: World, telegram: Telegram, speak: Speak) -> None:
    world.chat(-9, Purpose.STAFF_ROOM)
    world.say(world.person(7))
    telegram.script.append(refuse(403, "Forbidden: user is deactivated"))
    speaking = await speak()
    await speaking.until(FAILED, SENT)
    assert "Asha" not in telegram.texts(-9)[0]
    assert "a champion" in telegram.texts(-9)[0]


async def test_what_telegram_refuses_is_shown_once_however_many_it_hits(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    world.chat(-9, Purpose.STAFF_ROOM)
    for chat in (7, 8, 9):
        world.say(world.chat(chat), lane=Lane.TRUSTED)
    telegram.rule = lambda call: None if call.chat == -9 else refuse(400, "Bad Request: BUTTON_DATA_INVALID")
    speaking = await speak()
    await speaking.until(FAILED, FAILED, FAILED, SENT)
    assert "BUTTON_DATA_INVALID" in telegram.texts(-9)[0]


async def test_a_group_that_became_a_supergroup_hears_it_once(world: World, telegram: Telegram, speak: Speak) -> None:
    chat = world.group(-1)
    world.say(chat, "one")
    world.say(chat, "two")
    telegram.rule = lambda call: (
        refuse(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100)
        if call.chat == -1
        else None
    )
    speaking = await speak()
    await speaking.until(SENT, SENT)
    assert [(call.chat, call.text) for call in telegram.calls] == [(-1, "one"), (-100, "one"), (-100, "two")]
    assert world.one(Chat, chat).telegram_id == -100


async def test_a_wrong_token_loses_nothing(world: World, telegram: Telegram, speak: Speak) -> None:
    world.say(world.chat(7), lane=Lane.TRUSTED)
    telegram.script += [refuse(401, "Unauthorized"), refuse(404, "Not Found")]
    speaking = await speak()
    await speaking.until(SENT)
    assert len(telegram.calls) == 3


async def test_an_uncertain_reply_is_said_again_unless_something_newer_was(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    alone, overtaken = world.chat(7), world.chat(8)
    world.say(alone, "a reply")
    world.say(overtaken, "an old reply")
    world.say(world.group(-1), "trusted", Lane.TRUSTED)
    telegram.script += [drop, drop]
    telegram.rule = lambda call: drop if call.chat == -1 else None
    speaking = await speak()
    await speaking.until(UNCERTAIN, UNCERTAIN, UNCERTAIN)
    world.say(overtaken, "a newer one")
    await speaking.until(UNCERTAIN, UNCERTAIN, UNCERTAIN, SENT)
    world.pass_time(seconds=uncertain.SAID_AGAIN_AFTER_SECONDS + 1)
    await speaking.until(SENT, DROPPED, UNCERTAIN, SENT)
    assert telegram.texts() == ["a reply", "an old reply", "trusted", "a newer one", "a reply"]


async def test_a_reply_is_tried_three_times_at_most(world: World, telegram: Telegram, speak: Speak) -> None:
    row = world.say(world.chat(7))
    telegram.rule = lambda call: drop
    speaking = await speak()
    for attempt in (1, 2, 3):
        await speaking.until_true(partial(_is_uncertain, world, row, attempt))
        world.pass_time(seconds=30)
    await speaking.until(DROPPED)
    assert len(telegram.calls) == 3


async def test_an_edit_without_an_answer_is_simply_done_again(world: World, telegram: Telegram, speak: Speak) -> None:
    row = world.say(world.chat(7), "card")
    speaking = await speak()
    await speaking.until(SENT)
    telegram.script.append(drop)
    world.edit(row, "changed")
    await speaking.until_true(lambda: world.rows()[1].why is not None)
    world.pass_time(seconds=3)
    await speaking.until(SENT, SENT)
    assert telegram.texts() == ["card", "changed", "changed"]


def _is_uncertain(world: World, outbox_id: int, attempts: int) -> bool:
    row = world.row(outbox_id)
    return row.state == UNCERTAIN and row.attempts == attempts
