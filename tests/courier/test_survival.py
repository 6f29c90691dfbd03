"""No error of the database or of ours stops the courier, and a stop lets what is on its way arrive."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from bot import errors
from bot.courier import courier, tellings
from bot.courier.settle import Settlement
from bot.store.outbox import Versions
from bot.words import Lane, OutboxState
from tests.courier.conftest import Speak
from tests.courier.telegram import Call, Telegram, hang
from tests.courier.world import World

SENT, UNCERTAIN = OutboxState.SENT, OutboxState.UNCERTAIN


async def test_a_database_that_is_away_for_a_while_doubles_nothing(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    """Two in five transactions fail, half of them after they were committed."""
    write, luck = world.store.write, random.Random(4)

    async def shaky(work: Callable[[Session], Any]) -> Any:
        lot = luck.randrange(5)
        if lot == 0:
            raise errors.Temporary("the database is away")
        result = await write(work)
        if lot == 1:
            raise errors.Temporary("the database went away")
        return result

    speaking = await speak()
    await speaking.until_true(lambda: speaking.courier.standing.holds_lease)
    world.store.write = shaky  # type: ignore[method-assign]
    for number in range(20):
        world.say(world.chat(100 + number), lane=Lane.TRUSTED)
    await speaking.until(*[SENT] * 20)
    world.store.write = write  # type: ignore[method-assign]
    assert sorted(call.chat for call in telegram.calls) == list(range(100, 120))


async def test_a_result_that_cannot_be_written_down_is_uncertain_and_alone(
    world: World, telegram: Telegram, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [world.say(world.chat(number), lane=Lane.TRUSTED) for number in (7, 8, 9)]
    sent = Settlement._sent

    def poisoned(self: Settlement, results: Any) -> None:
        if any(result.saying.id == rows[1] for result in results):
            raise ValueError("words that must not be logged")
        sent(self, results)

    monkeypatch.setattr(Settlement, "_sent", poisoned)
    speaking = await speak()
    await speaking.until(SENT, UNCERTAIN, SENT)
    assert len(telegram.calls) == 3


async def test_a_row_that_cannot_be_taken_in_hand_fails_alone(
    world: World, telegram: Telegram, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when not its words but the bookkeeping around it is what breaks."""
    update = world.update(en="The clinic opens.")
    broken = world.group(-1, "pl")
    world.say(broken, lane=Lane.TELLING, parts=[Versions("update", update)], telling_id=world.telling(broken, update))
    world.say(world.chat(8), "fine", Lane.TELLING)

    def breaks(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tellings, "wait_for", breaks)
    speaking = await speak()
    await speaking.until(OutboxState.FAILED, SENT)
    assert world.rows()[0].why == "cannot be said (ZeroDivisionError)"


async def test_a_stop_lets_what_is_on_its_way_arrive(world: World, telegram: Telegram, speak: Speak) -> None:
    release = asyncio.Event()

    async def slowly(call: Call) -> Any:
        await release.wait()
        return telegram.ok(call)

    telegram.script.append(slowly)
    world.say(world.chat(7), lane=Lane.TRUSTED)
    speaking = await speak()
    await telegram.called(1)
    speaking.courier.stop()
    world.say(world.chat(8), lane=Lane.TRUSTED)
    release.set()
    await speaking.task
    assert world.states() == [SENT, OutboxState.WAITING]


async def test_a_cancelled_courier_leaves_what_hangs_uncertain(
    world: World, telegram: Telegram, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "STOP_SECONDS", 0.1)
    telegram.script.append(hang)
    world.say(world.chat(7), lane=Lane.TRUSTED)
    speaking = await speak(call_seconds=60)
    await telegram.called(1)
    speaking.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await speaking.task
    assert world.states() == [UNCERTAIN]
    speaking.task = asyncio.create_task(asyncio.sleep(0))


async def test_what_is_logged_holds_nobodys_words(
    world: World, telegram: Telegram, speak: Speak, capsys: pytest.CaptureFixture[str]
) -> None:
    telegram.rule = lambda call: hang
    world.say(world.person(7), "canary words", media={"kind": "smell", "file_id": "canary file"})
    world.say(world.chat(8, title="canary title"), "canary words", Lane.TRUSTED)
    speaking = await speak(call_seconds=0.1)
    await speaking.until(UNCERTAIN, UNCERTAIN)
    written = capsys.readouterr()
    assert "courier_call" in written.out + written.err
    assert "canary" not in written.out + written.err
