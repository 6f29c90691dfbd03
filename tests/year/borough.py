"""A borough: groups in several languages, with and without a chat, their champions, and a team late at times."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import select

from bot import pseudo
from bot.loop import quiet
from bot.store.chats import Chat, Group
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Role
from tests.handlers.town import MONDAY
from tests.year.books import Books, Place, YearTown
from tests.year.desk import Desk

SPOKEN = ("en", "ur", "pl", "en", "ur", "pl", pseudo.ACCENTED, pseudo.MIRRORED)
RHYTHMS = (7, 14, 28)
QUIET = ((21 * 60, 8 * 60), (22 * 60, 7 * 60), None)
STAFF = ("Priya Shah", "Tom Reed", "Grace Obi")
VANISHED = timedelta(days=12)


@dataclass(frozen=True)
class Size:
    """How much there is of everything, and for how long it goes on."""

    groups: int
    without_chat: int
    insights: int
    issues: int
    weeks: int
    troubled: int
    seed: int = 1
    is_short: bool = False

    @property
    def ends(self) -> datetime:
        return MONDAY + timedelta(weeks=self.weeks)

    @property
    def outages(self) -> tuple[tuple[datetime, datetime], ...]:
        """Three times nothing runs for days: a weekend, most of a week, a day and a half."""
        span = self.ends - MONDAY
        at = (MONDAY + span * part for part in (0.25, 0.5, 0.8))
        return tuple((one, one + timedelta(days=days)) for one, days in zip(at, (2.5, 5, 1.5), strict=True))


class Borough:
    """Who lives and works here."""

    def __init__(self, town: YearTown, size: Size) -> None:
        self.town, self.size, self.books = town, size, Books()
        self.chance = random.Random(size.seed)
        self.places: list[Place] = []
        self.team: list[Desk] = []

    async def comes_together(self) -> None:
        """The team has its room, every group its people."""
        town = self.town
        self.room = town.room_number = await town.room()
        for name in STAFF:
            phone = await town.staff(name, role=Role.ADMINISTRATOR if name == STAFF[0] else Role.STAFF)
            self.books.speaks(phone.id, "en", town.clock.at)
            self.team.append(Desk(town, self.books, phone, self.chance))
        self.books.speaks(self.room, "en", town.clock.at)
        for number in range(self.size.groups):
            if number < self.size.without_chat:
                await self._elsewhere(number)
            else:
                await self._group(number, SPOKEN[number % len(SPOKEN)])

    async def _group(self, number: int, language: str) -> None:
        town, name = self.town, f"Circle {number}"
        chat = await town.group(name, language)
        members = [town.phone(f"Member {number}-{which}", language) for which in range(2)]
        champion = await town.champion(f"Champion {number}", language)
        place = Place(name, language, members, champion, chat)
        place.number = await town.does(lambda work: self._settle(work, place, number))
        for where in (chat, champion.id):
            self.books.speaks(where, language, town.clock.at)
        self.places.append(place)

    async def _elsewhere(self, number: int) -> None:
        """A group without a chat, whose champion speaks English and passes on in Polish."""
        town, name, staff = self.town, f"Coffee {number}", self.team[0].phone
        champion = await town.champion(f"Champion {number}")
        self.books.speaks(champion.id, "en", town.clock.at)
        await champion.says("/newgroup")
        for typed in (name, "The library", "Carers"):
            await champion.says(typed)
        await champion.taps("Polski")
        await champion.says("12")
        await champion.taps("Ask the team")
        await staff.taps("Take the group in", self.room)
        place = Place(name, "pl", [], champion)
        place.number = await town.does(lambda work: _group(work, name).number)
        self.places.append(place)

    def _settle(self, work: Work, place: Place, number: int) -> int:
        """How a group and its champion want to hear."""
        group = _group(work, place.name)
        group.rhythm_days = RHYTHMS[number % len(RHYTHMS)]
        quiet.keep_hours(work, work.session.get_one(Chat, group.chat_id), QUIET[number % len(QUIET)])
        person = work.session.exec(select(Person).where(Person.telegram_id == place.champion.id)).one()
        person.language = place.language
        quiet.keep_hours(work, work.session.get_one(Chat, person.chat_id), QUIET[(number + 1) % len(QUIET)])
        return group.number


def _group(work: Work, name: str) -> Group:
    return work.session.exec(select(Group).where(Group.name == name)).one()
