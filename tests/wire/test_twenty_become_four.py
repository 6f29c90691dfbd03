"""Twenty things that were told become four matters, between real processes: everybody comes in as they really do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from tests.handlers import replaying, twenty
from tests.handlers.phone import Phone
from tests.wire.street import Street, ur
from tests.wire.town import StreetPhone, StreetTown

pytestmark = pytest.mark.wire
PAIRS = ("sqlite-polling-swift", pytest.param("postgres-webhook-swift", marks=pytest.mark.postgres))
CLOSED_WITHIN_SECONDS = 30


@pytest.fixture
async def town(street: Street) -> AsyncIterator[StreetTown]:
    made = StreetTown(street)
    yield made
    made.close()


@pytest.mark.parametrize("street", PAIRS, indirect=True)
async def test_twenty_things_become_four_matters(street: Street, town: StreetTown) -> None:
    priya, tom, grace = [await arrives(town, name) for name in ("Priya Shah", "Tom Reed", "Grace Obi")]
    room = await the_team_comes_in(town, priya, tom, grace)
    champions = await champions_come_in(town)
    samina, ania, omar, nadia, ewa = champions
    circle = await a_group_is_bound(town, priya, "Circle", samina, omar, nadia)
    mamy = await a_group_is_bound(town, priya, "Mamy", ania, ewa)
    await twenty.Story(town, room, (priya, tom, grace), champions, circle, mamy).is_told()
    await street.later(days=16)
    await all_are_closed(town)
    await town.does(replaying.must_agree)
    await the_command_tells_it(street)


async def arrives(town: StreetTown, name: str, language: str = "en") -> Phone:
    person = await town.practice.person(name, language)
    return StreetPhone(town, person.id, name, language)


async def the_team_comes_in(town: StreetTown, priya: Phone, *others: Phone) -> int:
    """An administrator binds the room and lets the others in; returns the room's number."""
    await joins_desk(town, priya, "administrator")
    made = await town.practice.call("POST", "groups", title="Staff room", members=[one.id for one in (priya, *others)])
    room = int(made["id"])
    await adds_bot(town, priya, room)
    await priya.taps("It is the staff room", under="Staff room")
    for one in others:
        await joins_desk(town, one, "staff")
        await priya.taps("Let them in", under=one.name)
        one.sees("You are in")
    return room


async def joins_desk(town: StreetTown, phone: Phone, role: str) -> None:
    await phone.opens(await town.street.command("invite", role))
    await phone.taps("English", under="Which language")
    await phone.taps("Yes, I want to take part")
    await phone.says(phone.name)
    await phone.says("Health officer")


async def champions_come_in(town: StreetTown) -> list[Phone]:
    """Five, by one link, each in their language."""
    await asyncio.to_thread(town.street.write_letter)
    link = await town.street.command("invite", "champion", "--uses", str(len(twenty.NAMES)))
    champions = [await arrives(town, name, language) for name, language in twenty.NAMES]
    for phone in champions:
        await phone.opens(link)
        await phone.taps({"en": "English", "pl": "Polski"}[phone.language])
        for label in ("Read on", "Yes, I want to take part"):
            await phone.taps(ur(label, phone.language))
    return champions


async def a_group_is_bound(town: StreetTown, priya: Phone, title: str, *members: Phone) -> int:
    """One of its members adds the bot, an administrator accepts it; returns its number."""
    made = await town.practice.call("POST", "groups", title=title, members=[one.id for one in members])
    chat = int(made["id"])
    await adds_bot(town, members[0], chat)
    await priya.taps("Accept as a group", under=title)
    members[0].sees("/tell", chat)
    return chat


async def adds_bot(town: StreetTown, phone: Phone, chat: int) -> None:
    await town.practice.call("POST", f"chats/{chat}/bot", by=phone.id)
    await town.speaks()


async def all_are_closed(town: StreetTown) -> None:
    """Wait until the bot has looked what is due by now."""
    until = time.monotonic() + CLOSED_WITHIN_SECONDS
    while (states := await twenty.states_of_the_four(town)) != twenty.CLOSED:
        assert time.monotonic() < until, states
        await asyncio.sleep(0.1)


async def the_command_tells_it(street: Street) -> None:
    """Whoever runs the machine reads it all, too."""
