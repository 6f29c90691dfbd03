"""A message to very many groups through the practice Telegram with its published limits on.

`make broadcast` runs it at Telegram's own pace (BROADCAST_SCALE=1) and with all 3,000 groups, each time it is wanted.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from aiogram import Bot
from sqlmodel import Session, col, select

from bot.courier.courier import Courier
from bot.courier.line import Line
from bot.courier.pace import BOT_MESSAGES_PER_SECOND, Pace
from bot.language import Languages, own_words
from bot.store import outbox
from bot.store.outbox import Outbox
from bot.words import Lane, OutboxState
from tests.courier import broadcast, practice
from tests.courier.practice import FIRST_GROUP, FIRST_PERSON, PEOPLE, Practice, Said, way_of
from tests.courier.telegram import TOKEN
from tests.courier.world import World

SCALE = float(os.environ.get("BROADCAST_SCALE", "20"))
GROUPS = int(os.environ.get("BROADCAST_GROUPS", "400"))
FEWER = GROUPS if SCALE == 1 else max(GROUPS // 2, 300)
AT_TELEGRAMS_OWN_PACE = SCALE == 1
CALL_SECONDS = 2.0
REPLY_SECONDS = 1.0
SENT, UNCERTAIN, FAILED = OutboxState.SENT, OutboxState.UNCERTAIN, OutboxState.FAILED
ENDED = {SENT, UNCERTAIN, FAILED}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_group_hears_it_once_in_its_language(world: World, languages: Languages) -> None:
    with practice.practising(GROUPS, SCALE, fails=False) as telegram:
        rows, asked, started = await _send(world, languages, telegram, GROUPS)
        said = telegram.said()
    assert Counter(row.state for row in rows) == {SENT: GROUPS}
    _once_and_in_its_language(said, GROUPS)
    assert len(said) == GROUPS + len(asked)
    _nobody_waited(said, asked)
    took = max(one.ended for one in said) - started
    floor = len(said) / (BOT_MESSAGES_PER_SECOND * SCALE)
    print(f"\n{GROUPS:,} groups at × {SCALE:g}: {took:.1f} s, {took / floor:.3f} of the floor")
    assert not AT_TELEGRAMS_OWN_PACE or took <= 1.05 * floor


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_group_in_twenty_fails_and_the_others_notice_nothing(world: World, languages: Languages) -> None:
    with practice.practising(FEWER, SCALE, fails=True) as telegram:
        rows, asked, started = await _send(world, languages, telegram, FEWER)
        said = telegram.said()
    _once_and_in_its_language(said, FEWER, without_fail=False)
    _nobody_waited(said, asked)
    done = Counter(one.chat for one in said if one.done)
    seen: dict[str, set[str]] = {}
    for number, row in enumerate(rows):
        way, times = way_of(number), done[FIRST_GROUP - number]
        assert times == 1 if row.state == SENT else times <= 1 if row.state == UNCERTAIN else times == 0
        if way is None:
            assert row.state == SENT
        else:
            seen.setdefault(way, set()).add(row.state)
    assert set(practice.WAYS) == seen.keys()
    assert {way for way in seen if seen[way] == {SENT}} == {"upgraded", "too_many"}
    assert {way for way in seen if seen[way] == {FAILED}} == {"kicked", "refused"}
    assert all(seen[way] == {UNCERTAIN} for way in seen.keys() - {"upgraded", "too_many", "kicked", "refused"})
    took = max(one.ended for one in said) - started
    floor = len(said) / (BOT_MESSAGES_PER_SECOND * SCALE)
    print(f"\n{FEWER:,} groups, one in twenty failing, at × {SCALE:g}: {took:.1f} s, {took / floor:.3f} of the floor")
    assert not AT_TELEGRAMS_OWN_PACE or took <= 1.05 * floor


async def _send(
    world: World, languages: Languages, telegram: Practice, count: int
) -> tuple[Sequence[Any], dict[int, float], float]:
    """Send to all groups, while somebody gets a reply now and then; the copies' rows, when who was asked, the start."""
    broadcast.groups(world.store, count, first=FIRST_GROUP)
    people = {FIRST_PERSON + number: world.chat(FIRST_PERSON + number) for number in range(PEOPLE)}
    session = Line(telegram.base)
    courier = Courier(
        store=world.store,
        bot=Bot(TOKEN, session=session),
        programme_id=1,
        languages=languages,
        clock=world.clock,
        holder="only",
        pace=Pace(SCALE),
        call_seconds=CALL_SECONDS,
    )
    world.store.on_said = courier.wake
    running = asyncio.create_task(courier.run())
    while not courier.standing.holds_lease:
        await asyncio.sleep(0.01)
    message = broadcast.message(world.store, world.clock.now())
    broadcast.copies(world.store, message)
    started, asked = time.time(), dict[int, float]()
    while not await _is_done(world, message, count):
        await asyncio.sleep(0.9 / SCALE)
        if people:
            person, chat = people.popitem()
            asked[person] = time.time()
            await world.store.write(partial(_reply, chat=chat, now=world.clock.now()))
    while await world.store.read(_replies_under_way):
        await asyncio.sleep(0.01)
    courier.stop()
    await running
    await (await session.create_session()).close()
    return broadcast.rows(world.store, message), asked, started


async def _is_done(world: World, message: int, count: int) -> bool:
    states = await world.store.read(partial(broadcast.states, message_id=message))
    return sum(states[state] for state in ENDED) == count


def _reply(session: Session, chat: int, now: datetime) -> None:
    about: dict[str, Any] = {"lane": Lane.REPLY, "parts": [own_words("Thank you. I have kept this.")], "now": now}
    outbox.say(session, programme_id=1, chat_id=chat, **about)


def _replies_under_way(session: Session) -> bool:
    states = (OutboxState.WAITING, OutboxState.SENDING)
    replies = select(Outbox.id).where(Outbox.lane == Lane.REPLY, col(Outbox.state).in_(states))
    return session.exec(replies.limit(1)).first() is not None


def _once_and_in_its_language(said: Sequence[Said], count: int, *, without_fail: bool = True) -> None:
    """Nobody heard it twice, nobody in another language; no 429 that we caused."""
    of_groups = [one for one in said if one.chat < 0 and one.done]
    heard = {FIRST_GROUP - one.chat: one.text for one in of_groups}
    assert len(heard) == len(of_groups)
    assert not without_fail or len(heard) == count
    for number, text in heard.items():
        assert text.startswith(broadcast.WORDS[broadcast.LANGUAGES[number % len(broadcast.LANGUAGES)]])
    assert [one for one in said if one.status == 429 and not one.is_fault] == []


def _nobody_waited(said: Sequence[Said], asked: dict[int, float]) -> None:
    answered = {one.chat: one.ended for one in said if one.chat > 0 and one.done}
    assert answered.keys() == asked.keys()
    waited = sorted(answered[person] - at for person, at in asked.items())
    p99 = waited[min(len(waited) - 1, round(len(waited) * 0.99))]
    print(f"\n{len(waited)} replies meanwhile: p99 {p99:.3f} s")
    assert p99 <= REPLY_SECONDS
