"""What tests of safety set up: lists that somebody signed, and people on the rota."""

from __future__ import annotations

from sqlmodel import select

from bot.loop import rota, urgent_words
from bot.safety import lists
from bot.store.people import Person
from bot.store.session import Work
from tests.handlers.phone import Phone
from tests.handlers.town import Town

ALL_WEEK = (0, 1, 2, 3, 4, 5, 6)


async def signed(town: Town) -> None:
    """Every list is signed, as it is now."""

    def sign(work: Work) -> None:
        for language in lists.languages():
            urgent_words.sign(work, language, "Dr Amal Khan")

    await town.does(sign)


async def on_rota(
    town: Town, by: Phone, *phones: Phone, days: tuple[int, ...] = ALL_WEEK, begins: int = 0, ends: int = 24
) -> None:
    """These people take alerts, in this order; hours of the programme's zone."""

    def put_on(work: Work) -> None:
        for phone in phones:
            rota.add(work, _person(work, by), _person(work, phone).number, days, begins * 60, ends * 60)

    await town.does(put_on)
    await town.speaks()


def _person(work: Work, phone: Phone) -> Person:
    found = select(Person).where(Person.telegram_id == phone.id, Person.programme_id == work.programme_id)
    return work.session.exec(found).one()
