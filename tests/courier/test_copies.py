"""Copies of trusted messages as they are said: in their reader's language, only what was approved, and while it may."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from bot.courier import unfold
from bot.loop import trusted
from bot.message_words import MessageState
from bot.store import chats
from bot.store.chats import Purpose
from bot.store.trusted import Attachment, TrustedMessage
from bot.words import Lane, OutboxState
from tests.courier import broadcast
from tests.courier.conftest import Speak, Speaking
from tests.courier.telegram import Answer, Call, Telegram, drop, refuse
from tests.courier.world import World

SENT, WAITING, DROPPED = OutboxState.SENT, OutboxState.WAITING, OutboxState.DROPPED


def sending(world: World, groups: int = 3, kind: dict[str, Any] | None = None, **values: Any) -> int:
    """A message on its way to so many groups."""
    broadcast.groups(world.store, groups)
    message = broadcast.message(world.store, world.clock.now(), **values)
    broadcast.copies(world.store, message, **(kind or {}))
    return message


def states(world: World, message: int) -> Counter[str]:
    return world.store.write_now(lambda session: broadcast.states(session, message))


async def said(speaking: Speaking, world: World, message: int, count: int) -> None:
    await speaking.until_true(lambda: states(world, message) == {SENT: count})


async def test_each_group_hears_it_once_in_its_language(world: World, telegram: Telegram, speak: Speak) -> None:
    message = sending(world, 6)
    await said(await speak(), world, message, 6)
    told = {call.chat: call.text for call in telegram.calls}
    assert len(telegram.calls) == len(told) == 6
    for number, language in enumerate([*broadcast.LANGUAGES, *broadcast.LANGUAGES]):
        assert told[broadcast.FIRST_GROUP - number].startswith(broadcast.WORDS[language])


async def test_a_group_that_reads_another_language_by_now_hears_that(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    message = sending(world, 1)
    polish = sa.text("UPDATE community_group SET language = 'pl'")
    world.store.write_now(lambda session: session.execute(polish))
    await said(await speak(), world, message, 1)
    assert telegram.texts()[0].startswith(broadcast.WORDS["pl"])
    assert "read by one person" in str(broadcast.rows(world.store, message)[0].what)


async def test_a_language_that_was_left_out_is_never_said(world: World, telegram: Telegram, speak: Speak) -> None:
    message = sending(world, 3, left_out=["pl"])
    speaking = await speak()
    await speaking.until_true(lambda: states(world, message) == {SENT: 2, OutboxState.FAILED: 1})
    assert not any(broadcast.WORDS["pl"] in text for text in telegram.texts())
    assert broadcast.rows(world.store, message)[1].why == "no version in pl"


async def test_easy_words_go_with_the_others_or_not_at_all(world: World, telegram: Telegram, speak: Speak) -> None:
    message = sending(world, 2, kind={"is_easy": sa.true()})

    def easy(session: Session, it: TrustedMessage) -> None:
        broadcast.write(session, it, trusted.EASY, "en", "Come on Monday.", world.clock.now())
        broadcast.bind(session, it, world.clock.now())

    broadcast.held(world.store, easy, message)
    speaking = await speak()
    await speaking.until_true(lambda: states(world, message) == {SENT: 1, OutboxState.FAILED: 1})
    assert "Come on Monday." in telegram.texts()[0]


def attach(world: World, message: int, *kinds: tuple[str, str]) -> None:
    def work(session: Session, it: TrustedMessage) -> None:
        for kind, language in kinds:
            about: dict[str, Any] = {
                "kind": kind,
                "language": language,
                "file_id": f"{kind}-{language}",
                "unique_id": kind + language,
            }
            session.add(Attachment(programme_id=1, message_id=it.number, **about))
        broadcast.bind(session, it, world.clock.now())

    broadcast.held(world.store, work, message)


async def test_a_recording_goes_to_who_speaks_its_language(world: World, telegram: Telegram, speak: Speak) -> None:
    message = sending(world, 3)
    attach(world, message, ("recording", "ur"))
    await said(await speak(), world, message, 3)
    by_chat = {call.chat: call for call in telegram.calls}
    assert by_chat[-1002].fields["voice"] == "recording-ur"
    assert [by_chat[number].method for number in (-1000, -1001, -1002)] == ["sendMessage", "sendMessage", "sendVoice"]


async def test_several_things_that_go_with_it_come_before_its_words(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    message = sending(world, 1)
    attach(world, message, ("document", "en"), ("picture", ""), ("recording", "en"), ("recording", "pl"))
    await said(await speak(), world, message, 1)
    assert [call.method for call in telegram.calls] == ["sendPhoto", "sendVoice", "sendDocument", "sendMessage"]


class At:
    """Lets something happen when so many calls have come, before the last is answered."""

    def __init__(self, telegram: Telegram, times: int, happens: Any) -> None:
        self.telegram, self.left, self.happens = telegram, times, happens

    def __call__(self, call: Call) -> Answer | None:
        self.left -= 1
        if self.left == 0:
            self.happens()
        return None


async def test_a_stop_in_the_middle_is_a_stop(world: World, telegram: Telegram, speak: Speak) -> None:
    message = sending(world, 300)
    telegram.rule = At(telegram, 100, lambda: broadcast.change(world.store, message, state=MessageState.STOPPED))
    speaking = await speak()
    await speaking.until_true(lambda: DROPPED in states(world, message))
    await speaking.until_true(lambda: set(states(world, message)) == {SENT, DROPPED})
    assert 100 <= len(telegram.calls) <= 180
    assert telegram.calls[-1].at - telegram.calls[99].at < 1, "within a second"
    assert states(world, message)[SENT] == len(telegram.calls)


async def test_a_pause_holds_it_and_then_it_goes_on(world: World, telegram: Telegram, speak: Speak) -> None:
    message = sending(world, 150)
    telegram.rule = At(telegram, 50, lambda: broadcast.change(world.store, message, state=MessageState.PAUSED))
    other = broadcast.message(world.store, world.clock.now(), state=MessageState.APPROVED)
    broadcast.copies(world.store, other)
    speaking = await speak()
    await speaking.until_true(lambda: any(row.why == "paused" for row in broadcast.rows(world.store, message)))
    broadcast.change(world.store, other, state=MessageState.SENDING)
    await said(speaking, world, other, 150)
    assert states(world, message)[SENT] < 140
    broadcast.change(world.store, message, state=MessageState.SENDING)
    await said(speaking, world, message, 150)
    assert set(Counter((call.chat, call.text) for call in telegram.calls).values()) == {1}


async def test_a_word_changed_past_the_rules_stops_it_and_the_room_hears(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    room = world.chat(-5, Purpose.STAFF_ROOM)
    message = sending(world, 120)
    forged = sa.text("UPDATE version SET text = 'forged' WHERE language = 'pl'")
    telegram.rule = At(telegram, 30, lambda: world.store.write_now(lambda session: session.execute(forged)))
    speaking = await speak()
    await speaking.until_true(lambda: any(row.chat_id == room and row.state == SENT for row in world.rows()))
    assert not any("forged" in text for text in telegram.texts())
    assert any("no longer what was approved" in text for text in telegram.texts(-5))
    assert world.one(TrustedMessage, message).state == MessageState.PAUSED


@pytest.mark.parametrize("rows_wait", [True, False])
async def test_what_is_not_right_any_more_is_not_said(
    world: World, telegram: Telegram, speak: Speak, rows_wait: bool
) -> None:
    yesterday = world.clock.now().date() - timedelta(days=1)
    message = sending(world, 20, expires_on=yesterday)
    if rows_wait:
        broadcast.change(world.store, message, expires_on=yesterday + timedelta(days=9))
        broadcast.held(world.store, lambda session, it: broadcast.bind(session, it, world.clock.now()), message)
        unfold_now(world)
        broadcast.change(world.store, message, expires_on=yesterday)
    speaking = await speak()
    if rows_wait:
        await speaking.until_true(lambda: states(world, message) == {DROPPED: 20})
    else:
        await speaking.until_true(lambda: world.one(TrustedMessage, message).state == MessageState.STOPPED)
    assert telegram.calls == []


def unfold_now(world: World) -> None:
    now = world.clock.now()
    world.store.write_now(lambda session: unfold.unfold(session, 1, now))


@pytest.mark.parametrize(("urgent", "life"), [(False, False), (True, False), (True, True)])
async def test_only_danger_to_life_passes_quiet_hours(
    world: World, telegram: Telegram, speak: Speak, urgent: bool, life: bool
) -> None:
    message = sending(world, 2, is_urgent=urgent, is_for_life=life)
    quiet = sa.text("UPDATE chat SET quiet_from = 0, quiet_to = 1440 - 1")
    world.store.write_now(lambda session: session.execute(quiet))
    speaking = await speak()
    if life:
        await said(speaking, world, message, 2)
    else:
        now = world.clock.now()
        await speaking.until_true(
            lambda: [row.due_at > now for row in broadcast.rows(world.store, message)] == [True, True]
        )
        assert telegram.calls == []


async def test_an_uncertain_copy_stays_so_even_an_urgent_one(world: World, telegram: Telegram, speak: Speak) -> None:
    telegram.script.append(drop)
    message = sending(world, 3, is_urgent=True)
    speaking = await speak()
    await speaking.until_true(lambda: states(world, message) == {SENT: 2, OutboxState.UNCERTAIN: 1})
    world.pass_time(3600)
    row = world.say(world.chat(9), "something else")
    await speaking.until_true(lambda: world.row(row).state == SENT)
    assert states(world, message)[OutboxState.UNCERTAIN] == 1
    assert len(telegram.calls) == 4


async def test_several_copies_for_one_chat_come_in_their_order(world: World, telegram: Telegram, speak: Speak) -> None:
    """A champion who stands for groups that have no chat, where Telegram refuses one for a moment."""
    message = sending(world, 4)
    one_chat = sa.text(
        "UPDATE trusted_copy SET for_group_id = group_id, chat_id = (SELECT min(chat_id) FROM community_group)"
    )
    world.store.write_now(lambda session: session.execute(one_chat))
    telegram.script.append(refuse(429, "Too Many Requests", retry_after=1))
    await said(await speak(), world, message, 4)
    rows = broadcast.rows(world.store, message)
    assert [row.message_id for row in rows] == sorted(row.message_id for row in rows)
    assert len(telegram.calls) == 1 + 2 * 4, "what is said of it, and the words alone"


async def test_replies_and_alerts_go_before_an_urgent_message(world: World, telegram: Telegram, speak: Speak) -> None:
    telegram.seconds = 0.005
    message = sending(world, 250, is_urgent=True)
    speaking = await speak()
    await telegram.called(30)
    world.say(world.chat(7), "reply")
    world.say(world.chat(8), "to the team", Lane.ALERT)
    at = len(telegram.calls)
    await said(speaking, world, message, 250)
    order = [call.chat for call in telegram.calls]
    assert order.index(7) - at < 60
    assert order.index(8) - at < 250


def test_two_numbers_of_one_chat_hear_it_once(world: World) -> None:
    message = sending(world, 2)
    unfold_now(world)
    world.store.write_now(lambda session: chats.migrate(session, 1, -1000, -1001))
    assert states(world, message) == {WAITING: 1, DROPPED: 1}
    assert len({row.copy_id for row in broadcast.rows(world.store, message)}) == 1
