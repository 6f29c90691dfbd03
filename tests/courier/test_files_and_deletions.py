"""Files are made when they are sent; messages are deleted, or it is written down that they could not be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from aiogram import methods
from aiogram.types import BufferedInputFile
from sqlmodel import Session

from bot import errors
from bot.courier.claim import Claim
from bot.courier.outcome import Cause, Outcome
from bot.courier.saying import Result, Saying
from bot.courier.settle import Settlement
from bot.language import _, own_words
from bot.store import outbox
from bot.words import OutboxState
from tests.courier.world import World
from tests.handlers.town import LANGUAGES

VOICE = {"kind": "voice", "file_id": "v"}


def made(session: Session, asked: Mapping[str, Any], language: str, now: datetime) -> tuple[str, bytes]:
    if asked["made"] == "nothing":
        raise errors.NoLongerThere(_("I cannot find that any more."))
    return f"{asked['made']}.html", f"for {asked['person']} in {language}".encode()


def take(world: World, *rows: int) -> list[Saying]:
    return world.store.write_now(lambda session: Claim(session, LANGUAGES, 1, world.clock.now(), made).take(list(rows)))


def settle(world: World, saying: Saying, cause: Cause, **more: Any) -> None:
    result = Result(saying, Outcome(cause, **more))
    world.store.write_now(lambda session: Settlement(session, 1, world.clock.now()).write([result]))


def delete(world: World, row: int) -> int:
    return world.store.write_now(lambda session: outbox.delete(session, outbox_id=row, now=world.clock.now()))


def said(world: World, chat: int, **more: Any) -> int:
    row = world.say(chat, **more)
    for message in (101, 102, 103):
        for saying in take(world, row):
            settle(world, saying, Cause.SAID, chat=7, message_id=message)
    return row


async def test_a_file_is_made_in_the_receivers_language_and_is_nowhere_in_the_outbox(world: World) -> None:
    row = world.say(world.person(7, "ur"), "Here it is", file={"made": "page", "person": 5})
    [saying] = take(world, row)
    assert isinstance(saying.call, methods.SendDocument) and isinstance(saying.call.document, BufferedInputFile)
    assert (saying.call.document.filename, saying.call.document.data) == ("page.html", b"for 5 in ur")
    assert saying.call.caption == "Here it is"
    assert "for 5" not in json.dumps(world.row(row).what)


async def test_a_file_that_cannot_be_made_fails_alone(world: World) -> None:
    chat = world.chat(7)
    rows = [world.say(chat, file={"made": "nothing", "person": 5}), world.say(chat)]
    assert [saying.id for saying in take(world, *rows)] == rows[1:]
    assert world.row(rows[0]).state == OutboxState.FAILED


async def test_a_message_is_deleted_by_its_number(world: World) -> None:
    row = said(world, world.chat(7), media=VOICE)
    [saying] = take(world, delete(world, row))
    assert saying.call == methods.DeleteMessage(chat_id=7, message_id=101)
    settle(world, saying, Cause.SAID)
    assert world.row(saying.id).state == OutboxState.SENT and world.row(saying.id).message_id is None


async def test_every_piece_of_a_long_message_is_deleted(world: World) -> None:
    row = said(world, world.chat(7), parts=[own_words("word " * 1500)])
    act, deleted = delete(world, row), []
    while sayings := take(world, act):
        deleted.append(sayings[0].call.message_id)  # type: ignore[attr-defined]
        settle(world, sayings[0], Cause.SAID)
    assert deleted == [101, 102] and world.row(act).state == OutboxState.SENT


@pytest.mark.parametrize("cause", [Cause.NOTHING_TO_EDIT, Cause.UNREACHABLE])
async def test_what_telegram_will_not_delete_is_written_down_and_not_tried_again(world: World, cause: Cause) -> None:
    row = said(world, world.chat(7), media=VOICE)
    act = delete(world, row)
    [saying] = take(world, act)
    settle(world, saying, cause, why="message can't be deleted for everyone")
    assert (world.row(act).state, world.row(act).why) == (OutboxState.FAILED, "message can't be deleted for everyone")
    assert take(world, act) == []


async def test_a_deletion_whose_answer_was_lost_is_tried_again_a_few_times(world: World) -> None:
    """Doing it twice is the same as doing it once."""
    act = delete(world, said(world, world.chat(7), media=VOICE))
    tries = 0
    while sayings := take(world, act):
        settle(world, sayings[0], Cause.UNKNOWN, why="timeout")
        world.pass_time(10)
        tries += 1
    assert tries == 5 and world.row(act).state == OutboxState.FAILED


async def test_what_was_never_said_need_not_be_deleted(world: World) -> None:
    row = world.say(world.chat(7), media=VOICE)
    act = delete(world, row)
    assert take(world, act) == [] and world.row(act).state == OutboxState.WAITING
    world.store.write_now(lambda session: outbox.drop_waiting(session, chat_id=1, now=world.clock.now(), why="left"))
    assert take(world, act) == []
