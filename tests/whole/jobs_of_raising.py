"""What champions come for that has a command of its own: asking, checking, help for somebody, an event, danger."""

from __future__ import annotations

from bot.words import Role
from tests.handlers.alarm import on_rota
from tests.handlers.phone import Phone
from tests.handlers.town import Town
from tests.whole.efforts import Count, Job, into

JOBS: list[Job] = []
job = into(JOBS)


async def _champion(town: Town) -> Phone:
    await town.room()
    return await town.champion("Samina")


@job("Ask something in private", 0)
async def _ask(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/ask When does the clinic open?")
    samina.hears("H-1")


@job("Ask something in a group", 0)
async def _ask_in_group(town: Town, count: Count) -> None:
    await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Circle"), count.of(await town.champion("Nadia"))
    await nadia.says("/ask When does the clinic open?", circle)
    nadia.hears("H-1", circle)


@job("Have it checked whether something is true", 0)
async def _check(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/check They say the jab makes you ill.")
    samina.hears("H-1")


@job("Say that somebody needs help", 2)
async def _needs_help(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/refer")
    await samina.taps("No, not now")
    await samina.says("A family has no heating.")
    await samina.taps("A home")
    samina.hears("H-1")


@job("Report an event", 6)
async def _event(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/event")
    await samina.taps("A coffee morning")
    await samina.taps("Mon 2 Mar")
    await samina.says("30")
    await samina.says("The clinic never answers.")
    await samina.taps("Something is wrong")
    await samina.taps("That was all")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    samina.hears("Your report is with the team")


@job("Find urgent help", 1)
async def _urgent(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/help")
    await samina.taps("Urgent help")
    samina.hears("999", samina.id)


@job("Tell a person now", 1)
async def _tell_a_person(town: Town, count: Count) -> None:
    samina, priya = await _champion(town), await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await on_rota(town, priya, priya)
    await count.of(samina).says("/urgent")
    await samina.taps("Tell a person now")
    priya.sees("ALERT")
