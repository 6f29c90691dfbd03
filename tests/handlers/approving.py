"""What is done with trusted messages again and again in tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.loop import people, preferences, trusted, trusted_card, trusted_readers
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town

WORDS = "The clinic at Mare Street is open on 14 March from 9am. Ring 020 7946 0018 or see https://example.org/clinic"
POLISH = (
    "Przychodnia przy Mare Street jest otwarta 14 marca od 9:00. Tel. 020 7946 0018, strona https://example.org/clinic"
)
URDU = "میئر سٹریٹ کا کلینک ۱۴ مارچ کو صبح 9 بجے کھلتا ہے۔ فون 020 7946 0018 یا https://example.org/clinic"
LAST = date(2026, 6, 1)
WHY = "The opening times have changed."


async def writes(town: Town, by: Phone, words: str = WORDS, *, last: date = LAST, **more: Any) -> TrustedMessage:
    """A new message as a draft, with its card in the staff room."""

    def write(work: Work) -> TrustedMessage:
        author = person(work, by)
        made = trusted.Written("Opening times", {"en": words}, WHY, last, last, "https://example.org", **more)
        message = trusted.write(work, author, made)
        message.audience = {"all": True}
        trusted_card.show(work, message)
        return message

    message = await town.does(write)
    await town.speaks()
    return message


async def rewrites(town: Town, by: Phone, words: str, language: str = "en") -> None:
    """Other words of the newest message, by whoever may change it."""

    def write(work: Work) -> None:
        message = trusted.changeable(work, person(work, by), 1)
        trusted.put_words(work, person(work, by), message, trusted.WORDS, language, words)
        trusted.was_changed(work, person(work, by), message, "edit_message")
        trusted_card.show(work, message)

    await town.does(write)
    await town.speaks()


async def reader(town: Town, name: str, language: str) -> Phone:
    """Somebody who reads a language beside English."""
    phone = await town.champion(name)

    def reads(work: Work) -> None:
        somebody = person(work, phone)
        somebody.name = name
        people.grant(work, somebody, Role.READER, allowed_by=None, allowed=True)
        preferences.held(work, somebody).also_reads = [language]

    await town.does(reads)
    return phone


async def the_message(town: Town) -> TrustedMessage:
    """The newest message."""
    return (await town.all(TrustedMessage))[-1]


async def approves(by: Phone, room: int) -> str | None:
    """Look at it as its readers will, and approve that."""
    await by.taps("As its readers see it", room)
    return await by.taps("Approve it")


def person(work: Work, phone: Phone) -> Person:
    """Who has this telephone."""
    found = people.known(work, phone.id)
    assert found is not None
    return found


def readers_of(work: Work, language: str) -> list[str]:
    """The names of those who would be asked for words in a language."""
    return [one.name for one in trusted_readers.of(work, language)]
