"""Two processes look at the same instant for what is asked later: each person is asked once, and told once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.loop import feeling_rounds, later_asks
from bot.store.asks import Asked
from bot.store.feeling import FeelingAsk, FeelingRound
from bot.store.later import Ripple
from bot.store.session import Store
from bot.store.updates import Update
from bot.words import Role, UpdateKind
from tests.handlers.desk import news, take_up
from tests.handlers.town import Town
from tests.loop.test_two_look import looks

LOOKS = (later_asks.ask, *feeling_rounds.LOOKS)
DAYS = (0, 45, 50, 92, 5, 10, 16, 32)


async def test_two_look_and_everybody_is_asked_once(town_on_both: Town) -> None:
    town = town_on_both
    room, tom = await town.room(), await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    await samina.taps("Yes, it is better")
    other = Store(str(town.store.url.render_as_string(hide_password=False)), durable=False)
    try:
        for days in DAYS:
            town.clock.at += timedelta(days=days)
            for look in LOOKS * 2:
                await asyncio.gather(*(looks(town, store, look) for store in (town.store, other)))
            town.store.on_said()
            await town.speaks()
    finally:
        other.close()
    rounds, asks = await town.all(FeelingRound), await town.all(FeelingAsk)
    assert [one.month for one in rounds] == ["2026-03", "2026-09"]
    assert [one.round_id for one in asks] == [rounds[-1].id], "in March nobody was in for a month"
    assert len(await town.all(Ripple)) == 1
    assert len([one for one in await town.all(Update) if one.kind == UpdateKind.STILL_SO]) == 1
    assert len(await town.all(Asked)) == 3
    for text in ("Is it still better?", "Did it lead to anything else", "Twice a year I ask", "I asked people"):
        assert len(samina.all_with(text)) == 1, text
