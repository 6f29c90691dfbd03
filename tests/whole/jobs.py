"""Each job that people come for, done from its start to its end by the shortest way, so that its taps can be counted.

A job is walked by `@job(its name, the most taps that it may take)`; it gets a town and a count that it starts when all
that comes before is done.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NamedTuple

from bot.words import Role
from tests.handlers.desk import answer, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town


class Effort(NamedTuple):
    """What it took: buttons tapped, messages sent."""

    taps: int
    messages: int


class Count:
    """Counts what one person does from `of` on."""

    def __init__(self, town: Town) -> None:
        self._town, self._since, self._who = town, 0, 0

    def of(self, phone: Phone) -> Phone:
        """Count this person from now on."""
        self._since, self._who = len(self._town.updates), phone.id
        return phone

    def effort(self) -> Effort:
        """What that person did."""
        done = self._town.updates[self._since :]
        by = {kind: [one[kind]["from"]["id"] for one in done if kind in one] for kind in ("callback_query", "message")}
        return Effort(by["callback_query"].count(self._who), by["message"].count(self._who))


@dataclass(frozen=True)
class Job:
    """One job: what it is called in the table, and the most taps that it may take."""

    name: str
    at_most: int
    walk: Callable[[Town, Count], Awaitable[None]]


JOBS: list[Job] = []


def job(name: str, at_most: int) -> Callable[[Callable[[Town, Count], Awaitable[None]]], None]:
    """Put a walk into the table."""
    return lambda walk: JOBS.append(Job(name, at_most, walk))


async def _told(town: Town) -> tuple[Phone, Phone, int]:
    """A champion has told H-1; staff see it in their room."""
    room, tom = await town.room(), await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    await samina.says("The line is never answered.")
    return samina, tom, room


@job("Come in by a link", 2)
async def _join(town: Town, count: Count) -> None:
    newcomer, secret = count.of(town.phone("Samina")), await town.link(Role.CHAMPION)
    await newcomer.opens(secret)
    await newcomer.taps("English")
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
    samina, _tom, _room = await _told(town)
    await count.of(samina).says("Since March.", reply_to=samina.sees("H-1"))
    samina.hears("I have added that")


@job("Change what was told", 1)
async def _change(town: Town, count: Count) -> None:
    samina, _tom, _room = await _told(town)
    await count.of(samina).taps("Change it")
    await samina.says("It is answered on Mondays only.")
    samina.hears("I have changed H-1")


@job("Take back what was told", 2)
async def _take_back(town: Town, count: Count) -> None:
    samina, _tom, _room = await _told(town)
    await count.of(samina).taps("Take it back")
    samina.hears("I have taken H-1 back")


@job("Say whether it is better", 1)
async def _judge(town: Town, count: Count) -> None:
    samina, tom, room = await _told(town)
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


@job("Staff: answer by replying to a card", 0)
async def _answer(town: Town, count: Count) -> None:
    samina, tom, room = await _told(town)
    await answer(count.of(tom), room, "H-1 ·", "They answer from eight to ten.")
    samina.sees("They answer from eight to ten.")


@job("Staff: ask back", 1)
async def _ask_back(town: Town, count: Count) -> None:
    samina, tom, room = await _told(town)
    await count.of(tom).taps("Ask back", room)
    await tom.says("Which line?")
    samina.sees("Which line?")


@job("Staff: take a matter up and tell those who raised it", 5)
async def _take_up(town: Town, count: Count) -> None:
    samina, tom, room = await _told(town)
    await take_up(count.of(tom), room, "H-1")
    samina.sees("We look into it.")


@job("Staff: tell what changed", 4)
async def _news(town: Town, count: Count) -> None:
    samina, tom, room = await _told(town)
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
