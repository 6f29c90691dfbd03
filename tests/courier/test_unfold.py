"""Copies of a trusted message become rows of the outbox: all of them, once, in order, not too far ahead."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from bot.courier import unfold
from bot.courier.sizing import Sizing
from bot.courier.unfold import Unfolded
from bot.loop.quiet import FOR_NOW
from bot.message_words import MessageState
from bot.words import Lane, OutboxState
from tests.courier import broadcast
from tests.courier.world import World

AHEAD_ROWS, CHUNK_ROWS = 512, 256


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hall of fewer rows, which is full sooner."""
    monkeypatch.setattr(unfold, "AHEAD_ROWS", AHEAD_ROWS)
    monkeypatch.setattr(unfold, "CHUNK_ROWS", CHUNK_ROWS)


def unfolded(world: World) -> Unfolded:
    now = world.clock.now()
    return world.store.write_now(lambda session: unfold.unfold(session, 1, now))


def needs_it(world: World) -> bool:
    now = world.clock.now()
    return world.store.write_now(lambda session: unfold.needs_it(session, 1, now))


def all_said(world: World, message: int) -> None:
    """As if the courier had said what waits."""
    said = sa.text("UPDATE outbox SET state = 'sent' WHERE trusted_id = :message AND state = 'waiting'")
    world.store.write_now(lambda session: session.execute(said, {"message": message}))


def test_every_copy_comes_once_and_in_order_and_only_so_far_ahead(world: World) -> None:
    chats = broadcast.groups(world.store, 1_300)
    message = broadcast.message(world.store, world.clock.now())
    broadcast.copies(world.store, message)
    seen = 0
    while unfolded(world).is_more:
        rows = broadcast.rows(world.store, message)
        waiting = sum(row.state == OutboxState.WAITING for row in rows)
        assert waiting <= AHEAD_ROWS
        if len(rows) == seen:
            assert waiting == AHEAD_ROWS
            all_said(world, message)
        seen = len(rows)
    rows = broadcast.rows(world.store, message)
    assert [row.chat_id for row in rows] == chats
    assert len({row.key for row in rows}) == len({row.copy_id for row in rows}) == 1_300
    assert {row.lane for row in rows} == {Lane.TRUSTED}
    assert not needs_it(world)


def test_what_takes_long_is_put_in_by_fewer_at_a_time() -> None:
    size = Sizing()
    for _turn in range(12):
        size.took(size.rows, size.rows / 10_000)
    assert 280 <= size.rows <= 340, "as many as are there in thirty thousandths of a second"
    size.took(size.rows // 3, 1.0)
    assert size.rows >= 280, "few say nothing about many"
    for _turn in range(12):
        size.took(size.rows, 0.001)
    assert size.rows == 3_000


def test_a_crash_between_a_chunk_and_its_cursor_doubles_nothing(world: World) -> None:
    broadcast.groups(world.store, 40)
    message = broadcast.message(world.store, world.clock.now())
    broadcast.copies(world.store, message)
    unfolded(world)
    broadcast.change(world.store, message, unfolded_to=0)
    unfolded(world)
    assert len(broadcast.rows(world.store, message)) == 40
    assert not needs_it(world)


def test_copies_that_are_not_due_wait_and_come_when_they_are(world: World) -> None:
    """Their moments are mixed, as where groups of several time zones were frozen side by side."""
    broadcast.groups(world.store, 60)
    now = world.clock.now()
    message = broadcast.message(world.store, now)
    group = broadcast.COPY.c.group_id
    broadcast.copies(world.store, message)
    for rest, hours in ((1, 1), (2, 2)):
        later = sa.update(broadcast.COPY).where(group % 3 == rest).values(send_at=now + timedelta(hours=hours))
        world.store.write_now(partial(Session.execute, statement=later))
    for expected in (20, 40, 60):
        unfolded(world)
        assert len(broadcast.rows(world.store, message)) == expected
        assert not needs_it(world)
        world.pass_time(3601)
    assert len({row.copy_id for row in broadcast.rows(world.store, message)}) == 60


def test_two_messages_share_what_may_wait(world: World) -> None:
    broadcast.groups(world.store, 600)
    both = [broadcast.message(world.store, world.clock.now()) for _ in range(2)]
    for message in both:
        broadcast.copies(world.store, message)
    unfolded(world), unfolded(world)
    assert [len(broadcast.rows(world.store, message)) for message in both] == [256, 256]


def test_an_urgent_one_goes_before_all_but_replies_and_less_far_ahead(world: World) -> None:
    broadcast.groups(world.store, 300)
    message = broadcast.message(world.store, world.clock.now(), is_urgent=True)
    broadcast.copies(world.store, message)
    unfolded(world)
    rows = broadcast.rows(world.store, message)
    assert {row.lane for row in rows} == {Lane.ALERT}
    assert len(rows) == unfold.URGENT_AHEAD_ROWS


def test_what_is_said_is_named_by_version_in_each_language(world: World) -> None:
    broadcast.groups(world.store, 3)
    message = broadcast.message(world.store, world.clock.now(), source="NHS")
    broadcast.copies(world.store, message)
    unfolded(world)
    rows = broadcast.rows(world.store, message)
    assert all(row.what["parts"][0] == {"of": "message", "id": message} for row in rows)
    assert not any(words in str(row.what) for row in rows for words in broadcast.WORDS.values())
    by_one = ["read by one person" in str(row.what) for row in rows]
    assert by_one == [False, True, True]


@pytest.mark.parametrize("state", [MessageState.STOPPED, MessageState.WITHDRAWN])
def test_what_is_over_leaves_nothing_waiting(world: World, state: MessageState) -> None:
    broadcast.groups(world.store, 20)
    message = broadcast.message(world.store, world.clock.now())
    broadcast.copies(world.store, message)
    unfolded(world)
    broadcast.change(world.store, message, state=state)
    assert needs_it(world)
    unfolded(world)
    rows = broadcast.rows(world.store, message)
    assert Counter((row.state, row.why) for row in rows) == {(OutboxState.DROPPED, state): 20}
    assert not needs_it(world)


def test_a_paused_one_waits_and_goes_on_where_it_stood(world: World) -> None:
    broadcast.groups(world.store, 300)
    message = broadcast.message(world.store, world.clock.now())
    broadcast.copies(world.store, message)
    unfolded(world)
    broadcast.change(world.store, message, state=MessageState.PAUSED)
    unfolded(world)
    assert {row.due_at for row in broadcast.rows(world.store, message)} == {FOR_NOW}
    assert not needs_it(world)
    broadcast.change(world.store, message, state=MessageState.SENDING)
    assert needs_it(world)
    unfolded(world)
    unfolded(world)
    rows = broadcast.rows(world.store, message)
    assert len(rows) == 300
    assert all(row.state == OutboxState.WAITING and row.due_at <= world.clock.now() for row in rows)
