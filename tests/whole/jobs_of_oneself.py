"""What people come for on their own account: settings, their data, a complaint, a person to talk to."""

from __future__ import annotations

from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town
from tests.whole.efforts import Count, Job, into

JOBS: list[Job] = []
job = into(JOBS)


async def _champion(town: Town) -> Phone:
    await town.room()
    await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    return await town.champion("Samina")


@job("Change a setting", 2)
async def _setting(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/settings")
    await samina.taps("Take a pause")
    await samina.taps("For a week")


@job("Get a copy of all that is kept", 1)
async def _export(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/mydata")
    await samina.taps("Give me a copy")
    assert [line for line in town.telegram.said_in(samina.id) if line.file]


@job("Have everything erased", 2)
async def _erase(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    samina.hears("All you told is erased")


@job("Complain", 4)
async def _complain(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/complain")
    await samina.says("There is no ramp.")
    await samina.taps("No, or leave it out")
    await samina.taps("Leave it out")
    await samina.taps("Leave it out")
    await samina.taps("Send it")


@job("Talk to a person", 1)
async def _person(town: Town, count: Count) -> None:
    samina = count.of(await _champion(town))
    await samina.says("/person")
    await samina.taps("I tell them myself")
    samina.hears("P-1")
