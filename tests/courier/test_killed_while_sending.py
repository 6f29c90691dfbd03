"""kill -9 at seeded instants of a send: nothing is lost, nothing is said twice, what was on its way is uncertain.

`make broadcast` runs it with ten seeds (SEND_SEEDS=10), fifty instants on each database.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter

import pytest
import sqlalchemy as sa

from bot.courier.pace import BOT_MESSAGES_PER_SECOND
from bot.words import OutboxState
from tests.courier import broadcast
from tests.courier.conftest import Speak
from tests.courier.telegram import Telegram
from tests.courier.test_crash import Victim, let_lease_run_out
from tests.courier.test_pace import most_in_any
from tests.courier.world import World

SEEDS = int(os.environ.get("SEND_SEEDS", "1"))
GROUPS, KILLS = 600, 5
SCALE = 40.0
TAKES_OVER_WITHIN_SECONDS = 6.0 if SEEDS > 1 else 12.0  # where everything runs at once, nothing is on time
WAYS_TO_END = [signal.SIGSTOP, signal.SIGKILL] if SEEDS > 1 else [signal.SIGSTOP]
SENT, SENDING, UNCERTAIN = OutboxState.SENT, OutboxState.SENDING, OutboxState.UNCERTAIN


def sending(world: World, groups: int = GROUPS) -> int:
    broadcast.groups(world.store, groups)
    message = broadcast.message(world.store, world.clock.now())
    broadcast.copies(world.store, message)
    return message


def in_hand(world: World, message: int) -> set[int]:
    return {row.id for row in broadcast.rows(world.store, message) if row.state == SENDING}


def each_once(world: World, telegram: Telegram, message: int) -> None:
    """What is sent came once, what is uncertain at most once, and there is nothing else."""
    came = Counter(call.chat for call in telegram.calls if call.chat < 0)
    rows = broadcast.rows(world.store, message)
    assert len(rows) == len({row.copy_id for row in rows})
    for number, row in enumerate(rows):
        times = came[broadcast.FIRST_GROUP - number]
        assert times == 1 if row.state == SENT else (row.state == UNCERTAIN and times <= 1)


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
async def test_a_send_that_is_killed_again_and_again_comes_to_its_end(
    seed: int, world: World, telegram: Telegram, speak: Speak
) -> None:
    luck = random.Random(seed)
    message = sending(world)
    were_in_hand: set[int] = set()
    moments = [0, *sorted(luck.sample(range(1, GROUPS - 50), KILLS - 1))]
    for at, moment in enumerate(moments):
        point = luck.choice(["before unfolding", "after unfolding"]) if at == 0 else "never"
        victim = Victim(world, telegram, point, 1, signal.SIGKILL, scale=SCALE)
        if at > 0:
            await telegram.called(moment)
            await asyncio.sleep(luck.random() * 0.03)
            victim.kill()
        await victim.died()
        were_in_hand |= in_hand(world, message)
        let_lease_run_out(world)
    successor = await speak("successor")
    await successor.until_true(lambda: _is_done(world, message))
    uncertain = {row.id for row in broadcast.rows(world.store, message) if row.state == UNCERTAIN}
    assert uncertain == were_in_hand
    each_once(world, telegram, message)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("by", WAYS_TO_END)
async def test_of_two_couriers_one_speaks_and_the_other_takes_over(
    world: World, telegram: Telegram, by: signal.Signals
) -> None:
    """The first ends (or is frozen, perhaps in the midst of a transaction) while it sends; later it is thawed."""
    message, scale = sending(world), 4.0
    first = Victim(world, telegram, "never", 1, signal.SIGKILL, scale=scale, holder="first")
    await telegram.called(30)
    second = Victim(world, telegram, "never", 1, signal.SIGKILL, scale=scale, holder="second")
    await telegram.called(120)
    assert {row.epoch for row in broadcast.rows(world.store, message)} <= {1, None}
    first.kill(by)
    ended, so_many = time.monotonic(), await _all_that_came(telegram)
    await _comes_from(world, message, 2)
    assert time.monotonic() - ended <= TAKES_OVER_WITHIN_SECONDS
    before_thaw = len(telegram.calls)
    if by == signal.SIGSTOP:
        first.kill(signal.SIGCONT)
    await telegram.called(before_thaw + 150)
    rows = {broadcast.FIRST_GROUP - at: row for at, row in enumerate(broadcast.rows(world.store, message))}
    assert {rows[call.chat].epoch for call in telegram.calls[so_many:]} == {2}
    if by == signal.SIGSTOP:
        first.kill()
    second.kill()
    await first.died()
    await second.died()
    assert set(Counter(call.chat for call in telegram.calls).values()) == {1}
    most = most_in_any([call.at for call in telegram.calls], 1 / scale - 1e-6)
    assert (
        most <= BOT_MESSAGES_PER_SECOND or SEEDS == 1
    )  # calls that came one by one are read at once on a busy machine


async def _all_that_came(telegram: Telegram) -> int:
    """How many calls there are once those that were written before are read, too: nothing more comes."""
    seen = -1
    while seen < len(telegram.calls):
        seen = len(telegram.calls)
        await asyncio.sleep(0.5)
    return seen


def _is_done(world: World, message: int) -> bool:
    states = world.store.write_now(lambda session: broadcast.states(session, message))
    return states[SENT] + states[UNCERTAIN] == GROUPS


async def _comes_from(world: World, message: int, epoch: int) -> None:
    """Return when a courier of this epoch has said something."""
    said = sa.text("SELECT count(*) FROM outbox WHERE trusted_id = :message AND epoch = :epoch AND state = 'sent'")
    values = {"message": message, "epoch": epoch}
    for _try in range(2_000):
        if await world.store.read(lambda session: session.execute(said, values).scalar_one()):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nobody took over")
