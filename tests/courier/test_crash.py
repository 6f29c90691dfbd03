"""kill -9 at every point of a call: nothing is lost, nothing trusted is said twice, what is unknown is seen to be."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections import Counter
from multiprocessing.process import BaseProcess
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import web

from bot.words import Lane, OutboxState
from tests.courier import victim
from tests.courier.conftest import Speak
from tests.courier.forked import FORKED
from tests.courier.telegram import Answer, Call, Telegram
from tests.courier.world import World

IN_THE_BOT = ["before taking", "after taking", "before marking", "after marking"]
IN_TELEGRAM = ["before Telegram accepts", "after Telegram accepted"]
CHATS = 36


class Accepting:
    """What Telegram accepted; kills the victim at its nth call, before or after accepting it."""

    def __init__(self, point: str, times: int) -> None:
        self.accepted: Counter[tuple[int, str]] = Counter()
        self.victim: Victim | None = None
        self._point, self._left = point, times

    def __call__(self, call: Call) -> Answer | None:
        if self._point in IN_TELEGRAM and self.victim is not None:
            self._left -= 1
            if self._left == 0:
                return self._kill
        return self._accept

    def _accept(self, call: Call) -> web.StreamResponse:
        self.accepted[call.chat, call.text] += 1
        return self.telegram.ok(call)

    async def _kill(self, call: Call) -> web.StreamResponse:
        if self._point == "after Telegram accepted":
            self._accept(call)
        assert self.victim is not None
        self.victim.kill()
        raise asyncio.CancelledError

    telegram: Telegram


def fill(world: World) -> list[Lane]:
    lanes = [Lane(lane) for lane in (Lane.TRUSTED, Lane.TELLING, Lane.REPLY)] * (CHATS // 3)
    for number, lane in enumerate(lanes):
        world.say(world.chat(100 + number), f"{lane.name} {number}", lane)
    return lanes


class Victim:
    """A courier in a process of its own, which comes to an end at `point`."""

    def __init__(
        self, world: World, telegram: Telegram, point: str, times: int, by: signal.Signals, **how: Any
    ) -> None:
        url = world.store.url.render_as_string(hide_password=False)
        self._last_word, theirs = FORKED.Pipe(duplex=False)
        arguments = (telegram.base, url, point, times, by, theirs)
        self._process: BaseProcess = FORKED.Process(target=victim.speak, args=arguments, kwargs=how, daemon=True)
        self._process.start()

    def kill(self, by: signal.Signals = signal.SIGKILL) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, by)

    async def came_to_its_point(self) -> None:
        await readable(self._last_word.fileno())

    async def died(self) -> None:
        """Return when it has died, and see that it did not end otherwise."""
        try:
            await readable(self._process.sentinel)
        finally:
            self._process.kill()
            self._process.join()
            self._last_word.close()
        assert self._process.exitcode == -signal.SIGKILL


async def readable(descriptor: int) -> None:
    loop, is_so = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(descriptor, is_so.set)
    try:
        async with asyncio.timeout(30):
            await is_so.wait()
    finally:
        loop.remove_reader(descriptor)


def let_lease_run_out(world: World) -> None:
    """As when four seconds have passed."""
    world.store.write_now(lambda session: session.execute(sa.text("UPDATE lease SET until = '2000-01-01 00:00:00'")))


@pytest.mark.parametrize("point", IN_THE_BOT + IN_TELEGRAM)
async def test_a_kill_loses_nothing_and_doubles_nothing_trusted(
    point: str, world: World, telegram: Telegram, speak: Speak
) -> None:
    times = random.Random(point).randint(1, 4)
    accepting = telegram.rule = Accepting(point, times)
    accepting.telegram = telegram
    lanes = fill(world)
    accepting.victim = Victim(world, telegram, point, times, signal.SIGKILL)
    await accepting.victim.died()
    accepting.victim = None
    let_lease_run_out(world)
    successor = await speak("successor")
    done = {OutboxState.SENT, OutboxState.UNCERTAIN}
    await successor.until_true(lambda: set(world.states()) <= done)

    uncertain = [row for row in world.rows() if row.state == OutboxState.UNCERTAIN]
    for row, lane in zip(world.rows(), lanes, strict=True):
        times_accepted = accepting.accepted[99 + row.number, f"{lane.name} {row.number - 1}"]
        assert times_accepted == 1 if row.state == OutboxState.SENT else times_accepted <= 1

    world.pass_time(seconds=60)
    left = {row.id for row in uncertain if row.lane > Lane.ALERT}
    await successor.until_true(
        lambda: (
            {row.id for row in world.rows() if row.state == OutboxState.UNCERTAIN} == left
            and set(world.states()) <= done
        )
    )
    for (_chat, text), times_accepted in accepting.accepted.items():
        assert times_accepted == 1 or text.startswith("REPLY")
    assert len(accepting.accepted) + len(left) >= len(lanes)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_frozen_courier_says_nothing_when_it_wakes(world: World, telegram: Telegram, speak: Speak) -> None:
    """Frozen with a row in hand for longer than the lease lasts; meanwhile another speaks, and alone."""
    row = world.say(world.chat(7), "trusted", Lane.TRUSTED)
    frozen = Victim(world, telegram, "after taking", 1, signal.SIGSTOP)
    await frozen.came_to_its_point()
    successor = await speak("successor")
    await successor.until_true(lambda: successor.courier.standing.epoch == 2)
    assert world.states() == [OutboxState.UNCERTAIN]
    frozen.kill(signal.SIGCONT)
    await successor.until(OutboxState.SENT)
    frozen.kill()
    await frozen.died()
    assert len(telegram.calls) == 1
    assert world.row(row).epoch == 2
