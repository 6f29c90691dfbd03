"""How people come in on a street as they really do: by links, questions and an administrator's word."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from tests.handlers.phone import Phone
from tests.wire.street import ur
from tests.wire.town import StreetPhone, StreetTown


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


async def champions_come_in(town: StreetTown, names: Sequence[tuple[str, str]]) -> list[Phone]:
    """By one link, each in their language."""
    await asyncio.to_thread(town.street.write_letter)
    link = await town.street.command("invite", "champion", "--uses", str(len(names)))
    champions = [await arrives(town, name, language) for name, language in names]
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
