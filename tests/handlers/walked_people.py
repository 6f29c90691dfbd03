"""Who walks: people of every kind, and what surrounds them: a rota, signed lists, a group that is not on Telegram."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import select

from bot.loop import blocks, people, quiet
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Role
from tests.handlers.alarm import on_rota, signed
from tests.handlers.desk import answer, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

PRIYA, TOM, SAMINA, EWA, NADIA, NEWCOMER, GRACE, PAUSED, BLOCKED = range(9)


class Cast(NamedTuple):
    """The people in the order of the numbers above, and where they meet."""

    people: list[Phone]
    room: int
    group: int


async def come_together(town: Town, language: str) -> Cast:
    """Everybody but the newcomer and the member of the group is known."""
    room = await town.room()
    cast = [
        await town.staff("Priya Shah", "Public health officer", Role.ADMINISTRATOR),
        await town.staff("Tom Reed", "Engagement worker"),
        await town.champion("Samina", language),
        await town.champion("Ewa"),
        town.phone("Nadia", language),
        town.phone("Newcomer", language),
        await town.champion("Grace"),
        await town.champion("Paul", language),
        await town.champion("Bill"),
    ]
    group = await town.group("Circle", language)
    await signed(town)
    await on_rota(town, cast[PRIYA], cast[PRIYA], cast[TOM], begins=8, ends=20)
    await _stands_for_a_group(cast[GRACE], cast[TOM], room)
    await town.does(lambda work: _pauses(work, cast[PAUSED]))
    await town.does(lambda work: _is_blocked(work, cast[PRIYA], cast[BLOCKED]))
    await town.speaks()
    return Cast(cast, room, group)


async def loop_is_under_way(town: Town, cast: list[Phone], room: int, group: int, language: str) -> None:
    """Three things were told; one is answered, one waits, and one has changed, so that it can be judged."""
    priya, tom, samina, ewa, nadia, *_others = cast
    await nadia.says("/tell The lift is broken", group)
    await nadia.presses("k:yes", nadia.sees("", group))
    await samina.says("The line is never answered")
    await ewa.says("The clinic is shut")
    others = None if language == "en" else {language: "In their language."}
    told, waiting, _answered = [found.reference for found in await town.all(Insight) if _here(town, found)]
    await take_up(tom, room, told, others=others)
    await answer(priya, room, f"{waiting} ·", "It is open on Mondays.")
    [issue] = [found for found in await town.all(Issue) if _here(town, found)]
    await news(tom, room, issue.reference, others=(others, others))


def _here(town: Town, row: Insight | Issue) -> bool:
    return row.programme_id == town.programme.id


async def _stands_for_a_group(champion: Phone, staff: Phone, room: int) -> None:
    await champion.says("/newgroup")
    for typed in ("Coffee morning", "The library", "Carers"):
        await champion.says(typed)
    await champion.taps("English")
    await champion.says("12")
    await champion.taps("Ask the team")
    await staff.taps("Take the group in", room)


def _pauses(work: Work, phone: Phone) -> None:
    _person_met, chat = people.meet_in_chat(work, people.Sender(phone.id, phone.name, phone.language))
    quiet.pause(work, chat, None)


def _is_blocked(work: Work, by: Phone, phone: Phone) -> None:
    blocks.block(work, _person(work, by), _person(work, phone), "The same advertisement, forty times.")


def _person(work: Work, phone: Phone) -> Person:
    found = select(Person).where(Person.telegram_id == phone.id, Person.programme_id == work.programme_id)
    return work.session.exec(found).one()
