"""Two processes look for what is due at the same instant: each thing is done, and said, once."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from bot import errors
from bot.loop import rhythm
from bot.store.leads import Round
from bot.store.outbox import Outbox
from bot.store.promises import Promise
from bot.store.session import Store, Work
from bot.words import Role
from tests.handlers.desk import take_up
from tests.handlers.test_working_group import choose
from tests.handlers.town import Town

DAYS = (1, 1, 2, 3, 7, 10)


async def test_two_look_and_everything_is_said_once(town_on_both: Town) -> None:
    town = town_on_both
    await a_town_that_owes(town)
    other = Store(str(town.store.url.render_as_string(hide_password=False)), durable=False)
    try:
        for days in DAYS:
            town.clock.at += timedelta(days=days)
            before = {row.id for row in await town.all(Outbox)}
            for look in rhythm.LOOKS:
                await asyncio.gather(*(looks(town, store, look) for store in (town.store, other)))
            said = [row for row in await town.all(Outbox) if row.id not in before]
            twice = Counter((row.chat_id, row.insight_id, json.dumps(row.what, sort_keys=True)) for row in said)
            assert not [what for what, times in twice.items() if times > 1]
            town.store.on_said()
            await town.speaks()
    finally:
        other.close()
    assert len(await town.all(Round)) == 1
    assert [one for one in await town.all(Promise) if one.late_said_at is not None], "something was late"


async def looks(town: Town, store: Store, look: Callable[[Work], int]) -> None:
    """As the schedule does: one that meets a lock looks again next time, any other failure is one."""
    try:
        await store.write(lambda session: look(Work(session, town.programme, town.clock.now())))
    except errors.Temporary:
        return


async def a_town_that_owes(town: Town) -> None:
    """First words, matters with dates, a lead who may choose among three."""
    room = await town.room()
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    circle = await town.group("Women's circle")
    samina = await town.champion("Samina")
    for number, title in enumerate(("The phone", "The lift", "The bus"), 1):
        await samina.says(f"/tell {title} again", circle)
        scope = "We can change it" if number == 1 else "It cannot be changed"
        await take_up(tom, room, f"H-{number} ·", title=title, scope=scope, shown="Yes, show it")
    await samina.says("/tell The door is shut")
    await samina.says("/tell The roof leaks", circle)
    await choose(town, tom, samina)
