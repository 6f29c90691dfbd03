"""What champions come for: telling, and all that becomes of it."""

from __future__ import annotations

from bot.words import Role
from tests.handlers.desk import news, take_up
from tests.handlers.town import Town
from tests.whole.efforts import Count, Job, into, told

JOBS: list[Job] = []
job = into(JOBS)


@job("Come in by a link", 3)
async def _join(town: Town, count: Count) -> None:
    newcomer, secret = count.of(town.phone("Samina")), await town.link(Role.CHAMPION)
    await newcomer.opens(secret)
    await newcomer.taps("English")
    await newcomer.taps("Read on")
    await newcomer.taps("Yes, I want to take part")
    newcomer.hears("You are in")


@job("Tell something in private", 2)
async def _tell(town: Town, count: Count) -> None:
    samina = count.of(await town.champion("Samina"))
    await samina.says("The line is never answered.")
    samina.hears("H-1")


@job("Send a voice note in private", 2)
async def _tell_by_voice(town: Town, count: Count) -> None:
    samina = count.of(await town.champion("Samina"))
    await samina.sends("voice")
    samina.hears("H-1")


@job("Tell something in a group, for the first time ever", 1)
async def _tell_in_group_first(town: Town, count: Count) -> None:
    await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Circle"), count.of(town.phone("Nadia"))
    await nadia.says("/tell The lift is broken", circle)
    await nadia.taps("Yes, keep it", circle)
    nadia.hears("H-1", circle)


@job("Tell something in a group", 0)
async def _tell_in_group(town: Town, count: Count) -> None:
    await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Circle"), count.of(await town.champion("Nadia"))
    await nadia.says("/tell The lift is broken", circle)
    nadia.hears("H-1", circle)


@job("Add to what was told", 0)
async def _add(town: Town, count: Count) -> None:
    samina, _tom, _room = await told(town)
    await count.of(samina).says("Since March.", reply_to=samina.sees("H-1"))
    samina.hears("I have added that")


@job("Change what was told", 1)
async def _change(town: Town, count: Count) -> None:
    samina, _tom, _room = await told(town)
    await count.of(samina).taps("Change it")
    await samina.says("It is answered on Mondays only.")
    samina.hears("I have changed H-1")


@job("Take back what was told", 2)
async def _take_back(town: Town, count: Count) -> None:
    samina, _tom, _room = await told(town)
    await count.of(samina).taps("Take it back")
    samina.hears("I have taken H-1 back")


@job("Say whether it is better", 1)
async def _judge(town: Town, count: Count) -> None:
    samina, tom, room = await told(town)
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    assert await count.of(samina).taps("Yes, it is better") is not None


@job("Choose another language", 2)
async def _language(town: Town, count: Count) -> None:
    samina = count.of(await town.champion("Samina"))
    await samina.says("/language")
    await samina.taps("Polski")


@job("Stop", 2)
async def _stop(town: Town, count: Count) -> None:
    samina = count.of(await town.champion("Samina"))
    await samina.says("/stop")
    await samina.taps_first("")
    samina.hears("You get no more messages from me")


@job("Say what it is, after telling", 1)
async def _say_what_it_is(town: Town, count: Count) -> None:
    samina, _tom, _room = await told(town)
    assert await count.of(samina).taps("It is my question") == "Thank you. That is noted."


@job("Say “us too” to what others raised", 1)
async def _us_too(town: Town, count: Count) -> None:
    _samina, tom, room = await told(town)
    await take_up(tom, room, "H-1", title="The line is never answered", shown="Yes, show it")
    ania, grace = await town.champion("Ania"), await town.champion("Grace")
    await grace.says("Nobody answers.")
    await tom.taps("Join to a matter", room, under="H-2 ·")
    await tom.taps("M-1 · The line is never answered")
    await ania.says("Nobody answers the line, the line is never answered.")
    assert await count.of(ania).taps("Us too: 1") == "Thank you. You hear of it from now on."


@job("See what became of it", 1)
async def _story(town: Town, count: Count) -> None:
    samina, _tom, _room = await told(town)
    await count.of(samina).says("/mine")
    await samina.taps("H-1")
    samina.hears("H-1, told on")


@job("Say that it is no longer needed", 2)
async def _no_need(town: Town, count: Count) -> None:
    samina, _tom, _room = await told(town)
    await count.of(samina).says("/mine")
    await samina.taps("H-1")
    await samina.taps("No longer needed")
    samina.hears("You get no more news on H-1")
