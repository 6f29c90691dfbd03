"""What staff come for."""

from __future__ import annotations

from bot.words import Role
from tests.handlers.desk import answer, news, take_up
from tests.handlers.town import Town
from tests.whole.efforts import Count, Job, into, told

JOBS: list[Job] = []
job = into(JOBS)


@job("Staff: answer by replying to a card", 1)
async def _answer(town: Town, count: Count) -> None:
    samina, tom, room = await told(town)
    await answer(count.of(tom), room, "H-1 ·", "They answer from eight to ten.")
    samina.sees("They answer from eight to ten.")


@job("Staff: ask back", 2)
async def _ask_back(town: Town, count: Count) -> None:
    samina, tom, room = await told(town)
    await count.of(tom).taps("Ask back", room)
    await tom.says("Which line?")
    await tom.taps("Ask it")
    samina.sees("Which line?")


@job("Staff: take a matter up and tell those who raised it", 6)
async def _take_up(town: Town, count: Count) -> None:
    samina, tom, room = await told(town)
    await take_up(count.of(tom), room, "H-1")
    samina.sees("We look into it.")


@job("Staff: tell what changed", 4)
async def _news(town: Town, count: Count) -> None:
    samina, tom, room = await told(town)
    await take_up(tom, room, "H-1")
    await news(count.of(tom), room, "M-1")
    samina.sees("They answer now.")


@job("Staff: let a colleague in", 1)
async def _let_in(town: Town, count: Count) -> None:
    priya, tom = await town.staff("Priya Shah", role=Role.ADMINISTRATOR), town.phone("Tom")
    await tom.opens(await town.link(Role.STAFF))
    await tom.taps("English")
    await tom.taps("Yes, I want to take part")
    await tom.says("Tom Reed")
    await tom.says("Engagement worker")
    await count.of(priya).taps("Let them in")
    tom.hears("You are in", tom.id)
