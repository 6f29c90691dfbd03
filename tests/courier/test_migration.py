"""A group that becomes a supergroup stays the same group, whichever word of it comes first."""

from __future__ import annotations

import itertools
from functools import partial
from typing import Any

from sqlmodel import Session, select

from bot.store import chats
from bot.store.chats import Chat, Group, Purpose
from bot.store.outbox import Outbox
from bot.store.updates import Telling
from bot.words import Lane
from tests.courier.world import World

OLD, NEW = -5, -1005


def migrate(world: World, old: int = OLD, new: int = NEW) -> None:
    world.store.write_now(lambda session: chats.migrate(session, 1, old, new))


def all_of(world: World, table: type[Any]) -> list[Any]:
    return world.store.write_now(lambda session: list(session.exec(select(table)).all()))


def test_its_number_changes_and_its_row_stays(world: World) -> None:
    chat = world.group(OLD, thread_id=3, unreachable_at=world.clock.now(), unreachable_why="group chat was deleted")
    migrate(world)
    migrate(world)
    (row,) = all_of(world, Chat)
    assert (row.id, row.telegram_id, row.thread_id, row.unreachable_at) == (chat, NEW, None, None)


def test_word_of_a_chat_that_nobody_knows_changes_nothing(world: World) -> None:
    chat = world.group(NEW)
    migrate(world)
    assert world.one(Chat, chat).telegram_id == NEW


def test_what_was_kept_under_the_new_number_joins_the_history(world: World) -> None:
    old = world.group(OLD, name="Mothers")
    update, other = world.update(en="a"), world.update(en="b")
    first = world.telling(old, update)
    new = world.chat(NEW, Purpose.UNKNOWN)
    twin, alone = world.telling(new, update), world.telling(new, other)
    said = world.say(new, lane=Lane.TELLING, telling_id=twin)
    migrate(world)
    (chat,) = all_of(world, Chat)
    assert (chat.id, chat.telegram_id, chat.purpose) == (old, NEW, Purpose.GROUP)
    assert (world.row(said).chat_id, world.row(said).telling_id) == (old, first)
    assert {(row.id, row.chat_id) for row in all_of(world, Telling)} == {(first, old), (alone, old)}


def test_a_group_that_was_set_up_under_the_new_number_moves_too(world: World) -> None:
    old, new = world.chat(OLD, Purpose.UNKNOWN), world.group(NEW, name="Mothers")
    migrate(world)
    (group,) = all_of(world, Group)
    assert (group.chat_id, world.one(Chat, old).purpose) == (old, Purpose.GROUP)
    assert new not in {row.id for row in all_of(world, Chat)}


def a_new_chat(session: Session, old: int, new: int) -> None:
    """What the intake does with a message from a chat that it does not know."""
    known = session.exec(select(Chat).where(Chat.telegram_id == new)).first()
    before = session.exec(select(Chat).where(Chat.telegram_id == old)).first()
    if known is None and before is not None:
        session.add(Chat(programme_id=1, telegram_id=new, purpose=Purpose.UNKNOWN, seen_at=before.seen_at))


def to_the_new_number(session: Session, old: int, new: int) -> None:
    chats.migrate(session, 1, old, new)


def test_every_order_ends_alike(world: World) -> None:
    steps = [a_new_chat, a_new_chat, to_the_new_number, to_the_new_number]
    for number, order in enumerate(sorted(set(itertools.permutations(range(4))))):
        old, new = OLD - number, NEW - number
        chat = world.group(old)
        row = world.say(chat)
        for at in order:
            world.store.write_now(partial(steps[at], old=old, new=new))
        assert world.one(Chat, chat).telegram_id == new
        assert world.row(row).chat_id == chat
    assert len(all_of(world, Chat)) == number + 1
    assert len(all_of(world, Outbox)) == number + 1
