"""Each job that people come for, done from its start to its end by the shortest way, so that its taps can be counted.

A job is walked by `@job(its name, the most taps that it may take)`, made by `into`; it gets a
town and a count that it starts when all that comes before is done.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NamedTuple

from bot.words import Role
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


def into(jobs: list[Job]) -> Callable[[str, int], Callable[[Callable[[Town, Count], Awaitable[None]]], None]]:
    """Makes the `@job(name, at_most)` that puts a walk into this list."""
    return lambda name, at_most: lambda walk: jobs.append(Job(name, at_most, walk))


async def told(town: Town) -> tuple[Phone, Phone, int]:
    """A champion has told H-1; staff see it in their room."""
    room, tom = await town.room(), await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    await samina.says("The line is never answered.")
    return samina, tom, room
