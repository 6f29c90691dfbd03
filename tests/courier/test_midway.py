"""A message that is corrected while it is on its way to three hundred groups."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import sqlalchemy as sa
from sqlmodel import Session

from bot.courier.pace import Pace
from bot.loop import correcting
from bot.message_words import MessageState
from bot.store import outbox
from bot.store.programme import Programme
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import OutboxState
from tests.courier import broadcast
from tests.courier.conftest import Speak
from tests.courier.telegram import Call, Telegram
from tests.courier.world import World

GROUPS, HAD_IT, SCALE = 300, 120, 10.0
WRONG, RIGHT = "The clinic opens on Monday.", "The clinic opens on Tuesday."
TOLD = "I have put it right"
OPEN = sa.select(sa.func.count()).where(outbox.TABLE.c.state.in_((OutboxState.WAITING, OutboxState.SENDING)))
NOT_THERE = (
    sa.select(sa.func.count(broadcast.COPY.c.id))
    .join(outbox.TABLE, outbox.TABLE.c.copy_id == broadcast.COPY.c.id, isouter=True)
    .where(broadcast.COPY.c.message_id == sa.bindparam("made"), outbox.TABLE.c.id.is_(None))
)


def work_of(session: Session, world: World) -> Work:
    return Work(session, session.get_one(Programme, 1), world.clock.now())


def on_its_way(world: World) -> int:
    """A message for all groups."""
    broadcast.groups(world.store, GROUPS, ["en"])
    message = broadcast.message(world.store, world.clock.now(), {"en": WRONG})
    broadcast.copies(world.store, message)
    return message


def correction(world: World, wrong: int) -> int:
    """What is to take its place, once it is approved."""
    now = world.clock.now()
    about = {"state": MessageState.ASKED, "corrects_id": wrong, "approved_at": now}
    return broadcast.message(world.store, now, {"en": RIGHT}, **about)


async def approve(world: World, made: int) -> None:
    """It is approved, and begins to go."""

    def goes(session: Session) -> None:
        message = session.get_one(TrustedMessage, made)
        correcting.freeze(work_of(session, world), message)
        message.state = MessageState.SENDING

    await world.store.write(goes)


def is_over(work: Work, made: int) -> bool:
    """What the clock does: some copies a look; whether all are put right and nothing is still to be said."""
    correcting.carry_on(work)
    work.session.flush()
    is_carried = work.session.get_one(TrustedMessage, made).carried_at is not None
    waits = work.session.execute(NOT_THERE, {"made": made}).scalar_one() + work.session.execute(OPEN).scalar_one()
    return is_carried and not waits


def by_chat(calls: list[Call]) -> dict[int, list[tuple[str, str]]]:
    """What each group got, in order: by which method, and which words."""
    got: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for call in calls:
        words = next((one for one in (TOLD, RIGHT, WRONG) if one in call.text), call.text)
        got[call.chat].append((call.method, words))
    return got


async def test_who_had_it_gets_the_correction_and_who_had_not_only_the_new_words(
    world: World, telegram: Telegram, speak: Speak
) -> None:
    telegram.seconds = 0.01
    wrong = on_its_way(world)
    made = correction(world, wrong)
    speaking = await speak(pace=Pace(SCALE), call_seconds=20.0)
    await telegram.called(HAD_IT)
    await approve(world, made)

    async with asyncio.timeout(120):
        while not await world.store.write(lambda session: is_over(work_of(session, world), made)):
            speaking.courier.wake()
            await asyncio.sleep(0.1)
    got = by_chat(telegram.calls)
    put_right = [("sendMessage", WRONG), ("editMessageText", RIGHT), ("sendMessage", TOLD)]
    kinds = {tuple(said) for said in got.values()}
    assert len(got) == GROUPS and kinds == {tuple(put_right), (("sendMessage", RIGHT),)}
    had = sum(said == put_right for said in got.values())
    assert HAD_IT <= had < GROUPS, "what was on its way when it was corrected has been put right as well"
