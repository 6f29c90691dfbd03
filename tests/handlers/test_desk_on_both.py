"""Lists, cards, the weekly lines and catch-ups on either database."""

from __future__ import annotations

from bot.loop import catch_ups, reach
from bot.words import Role
from tests.handlers.test_catch_ups import plans
from tests.handlers.town import Town


async def test_lists_and_catch_ups_on_either_database(town_on_both: Town) -> None:
    town = town_on_both
    await town.room()
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    samina, _circle = await town.champion("Samina"), await town.group("Circle")
    for command, heading in (("/people", "Everybody: 2"), ("/groups", "All groups: 1")):
        await tom.says(command)
        await tom.taps_first(heading)
    await plans(tom)
    await samina.taps("I come")
    assert await town.does(reach.weekly_lines)
    town.clock.at += catch_ups.A_DAY * 6.7
    assert await town.does(catch_ups.remind_of_catch_ups) == 1
    assert await town.does(catch_ups.remind_of_catch_ups) == 0
