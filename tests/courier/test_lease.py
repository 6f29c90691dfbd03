"""One courier at a time, by the database's clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlmodel import Session

from bot.courier import courier, lease
from bot.courier.lease import LostLease
from bot.courier.ledger import Ledger
from bot.language import Languages
from bot.store.session import Store
from bot.store.updates import Telling
from bot.words import Lane, OutboxState, TellingState
from tests.courier.conftest import Speak
from tests.courier.telegram import Telegram
from tests.courier.world import World


def later(seconds: float) -> Callable[[Session], datetime]:
    """The database's clock, some seconds from now."""
    return lambda session: lease.database_time(session) + timedelta(seconds=seconds)


def test_the_first_takes_it_and_the_second_waits_until_it_has_run_out(world: World) -> None:
    write = world.store.write_now
    assert write(lambda session: lease.take(session, 1, "a")) == 1
    assert write(lambda session: lease.take(session, 1, "b")) is None
    assert write(lambda session: lease.take(session, 1, "b", later(3.9))) is None
    assert write(lambda session: lease.take(session, 1, "b", later(4.1))) == 2


def test_who_renews_keeps_it_and_who_lost_it_is_told(world: World) -> None:
    write = world.store.write_now
    write(lambda session: lease.take(session, 1, "a"))
    write(lambda session: lease.renew(session, 1, "a", 1, later(3)))
    assert write(lambda session: lease.take(session, 1, "b", later(6))) is None
    assert write(lambda session: lease.take(session, 1, "b", later(8))) == 2
    for act in (lease.renew, lease.fence):
        with pytest.raises(LostLease):
            write(partial(act, programme_id=1, holder="a", epoch=1))


def test_a_release_lets_the_next_one_in_at_once(world: World) -> None:
    write = world.store.write_now
    write(lambda session: lease.take(session, 1, "a"))
    assert not write(lambda session: lease.is_free(session, 1))
    write(lambda session: lease.release(session, 1, "a", 1))
    assert write(lambda session: lease.is_free(session, 1))
    assert write(lambda session: lease.take(session, 1, "b")) == 2


def test_what_was_left_in_hand_is_uncertain_after_a_taking_over(world: World, languages: Languages) -> None:
    write, now = world.store.write_now, world.clock.now()
    chat = world.group(-1)
    telling = world.telling(chat, world.update(en="The clinic opens."))
    told = world.say(chat, lane=Lane.TELLING, telling_id=telling)
    card = world.say(world.chat(7), "card")
    edit = world.edit(card, "first")
    first, second = (Ledger(1, languages, holder) for holder in "ab")
    epoch = write(lambda session: first.take_lease(session, now))
    assert epoch == 1
    assert len(write(lambda session: first.turn(session, now, 1, [], [told, card]))) == 2
    write(lambda session: lease.release(session, 1, "a", 1))
    assert write(lambda session: second.take_lease(session, now)) == 2
    assert world.states() == [OutboxState.UNCERTAIN, OutboxState.UNCERTAIN, OutboxState.WAITING]
    assert world.one(Telling, telling).state == TellingState.UNCERTAIN
    assert edit == 3
    with pytest.raises(LostLease):
        write(lambda session: first.turn(session, now, 1, [], [edit]))


async def test_only_the_holder_speaks_and_the_other_takes_over(
    world: World, telegram: Telegram, speak: Speak, open_store: Callable[[str], Store]
) -> None:
    chat = world.chat(7)
    first = await speak("a")
    await first.until_true(lambda: first.courier.standing.holds_lease)
    second = await speak("b")
    world.say(chat, "one")
    await first.until(OutboxState.SENT)
    assert not second.courier.standing.holds_lease
    await first.stop()
    world.say(chat, "two")
    await second.until(OutboxState.SENT, OutboxState.SENT)
    assert second.courier.standing.epoch == 2
    assert telegram.texts() == ["one", "two"]


async def test_nothing_is_said_once_the_lease_is_in_doubt(
    world: World, telegram: Telegram, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the process was frozen between taking a row in hand and calling: by then the stopwatch has gone on."""
    speaking = await speak("a")
    await speaking.until_true(lambda: speaking.courier.standing.holds_lease)
    real = speaking.courier._books.taken_in_hand

    async def frozen(*arguments: object) -> object:
        sayings = await real(*arguments)  # type: ignore[arg-type]
        held = speaking.courier._tenure._held
        assert held is not None
        speaking.courier._tenure._held = lease.Held(held.epoch, 0.0)
        monkeypatch.undo()
        return sayings

    monkeypatch.setattr(speaking.courier._books, "taken_in_hand", frozen)
    row = world.say(world.chat(7), "hello", Lane.TRUSTED)
    speaking.courier.wake()
    await speaking.until(OutboxState.SENT)
    assert len(telegram.calls) == 1
    assert world.row(row).attempts == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_another_process_wakes_the_courier_through_postgresql(
    world: World,
    telegram: Telegram,
    speak: Speak,
    open_store: Callable[[str], Store],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Looking by itself only once a minute, it can only have been woken."""
    monkeypatch.setattr(courier, "POLL_SECONDS", 60.0)
    chat = world.chat(7)
    speaking = await speak()
    await speaking.until_true(lambda: speaking.courier.standing.holds_lease)
    world.store.on_said = lambda: None
    elsewhere = World.__new__(World)
    elsewhere.clock = world.clock
    elsewhere.store = open_store(world.store.url.render_as_string(hide_password=False))
    assert (world.store.notify_others, elsewhere.store.notify_others) == (False, True)
    elsewhere.say(chat, "from elsewhere")
    await telegram.called(1)
