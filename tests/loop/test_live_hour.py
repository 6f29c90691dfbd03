"""Somebody senior answers for an hour: announced to those who asked, gathered, answered, and nothing left over."""

from __future__ import annotations

from bot.store.insights import Insight
from bot.store.promises import Promise
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def announced(tom: Phone) -> None:
    await tom.says("/live_hour")
    await tom.says("Dr Jo Bell")
    await tom.says("Director of public health")
    await tom.says("04.03.2026")
    await tom.says("18")
    await tom.taps("Tell them")


async def test_those_who_asked_are_told_and_what_is_asked_then_is_gathered_and_answered(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ewa, quiet = await town.champion("Ewa"), await town.champion("Quiet")
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await samina.says("/ask When is the clinic open?")
    await nadia.says("/check Is it closing?", circle)
    await nadia.taps("Yes, keep it", circle)
    await ewa.says("The lift is broken.")
    await announced(tom)
    told = samina.sees("Dr Jo Bell, Director of public health, answers questions here for an hour from").text
    assert "Wed 4 Mar, 18:00" in told and "Tom Reed, Engagement worker of the team asked me" in told
    assert nadia.all_with("Dr Jo Bell", circle)
    assert not ewa.all_with("Dr Jo Bell") and not quiet.all_with("Dr Jo Bell"), "they asked nothing"
    await town.later(days=2, hours=9)
    await samina.says("/ask Will it stay?")
    await ewa.says("/ask Who pays?")
    assert "Asked in the hour of Dr Jo Bell" in tom.sees("H-4 ·", room).text
    await tom.says("/live")
    assert len(tom.all_with("“Who pays?”")) == 1
    await tom.taps("Answer", under="“Will it stay?”")
    await tom.says("Yes.")
    await tom.taps("Send it")
    samina.sees("Yes.")
    await town.later(hours=1)
    assert "will have an answer by Thu 5 Mar" in ewa.sees("The hour with Dr Jo Bell was too short for H-5").text
    assert not samina.all_with("too short for H-4")
    assert "1 question still waits." in tom.sees("The hour of Dr Jo Bell is over.", room).text
    left = [one.about_id for one in await town.all(Promise) if one.kept_at is None and one.about_id in (4, 5)]
    assert left == [5]
    await ewa.says("/ask And after it?")
    assert [one.live_hour_id for one in await town.all(Insight)][-3:] == [1, 1, None]


async def test_thinking_better_of_it_tells_nobody(town: Town, samina: Phone, tom: Phone) -> None:
    await samina.says("/ask When is the clinic open?")
    await tom.says("/live")
    tom.hears("There has been no such hour yet.")
    await tom.says("/live_hour")
    for said in ("Dr Jo Bell", "Director", "04.03.2026", "18"):
        await tom.says(said)
    await tom.taps("Do not tell them")
    tom.hears("Nothing was changed.")
    assert not samina.all_with("Dr Jo Bell")
