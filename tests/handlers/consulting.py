"""What is done with questions to groups again and again in tests, by typing and tapping as people would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.loop import consult, consult_reading, promises, trusted
from bot.loop.consult_words import Asked
from bot.store.consult import Consultation
from bot.store.session import Work
from tests.handlers.approving import approves, person
from tests.handlers.phone import Phone
from tests.handlers.sendings import approve
from tests.handlers.town import Town

TITLE, QUESTION = "Evening clinic", "When should the evening clinic be open?"
CHOICES = ("On Monday", "On Friday")
OPEN, DECIDED, WHY = "The day of the week", "It is at the library", "The library gives us the room"
CHANGES = "We take the day that most people choose"


async def begins(by: Phone, *, groups: str = "All groups") -> None:
    """What about, and whom one asks; then what they have said stands there."""
    await by.says("/consult")
    await by.says(TITLE)
    await by.taps(groups)
    await by.taps("Done")
    for label in ("Yes, for", "For these"):
        shown = [name for line in by.town.telegram.said_in(by.id)[-1:] for row in line.buttons for name, _data in row]
        for name in shown:
            if name.startswith(label):
                await by.taps(name)


async def writes_question(
    by: Phone, *, choices: tuple[str, ...] = CHOICES, groups: str = "All groups", keep: bool = True
) -> None:
    """A question by the command, kept as a draft."""
    await begins(by, groups=groups)
    await by.taps("I still want to ask")
    await by.says(QUESTION)
    for choice in choices:
        await by.says(choice)
    await by.taps("That is all" if choices else "Only in words")
    await by.says(OPEN)
    await by.says(DECIDED)
    await by.says(WHY)
    await by.says(CHANGES)
    await by.taps_first("Which is the last day to answer?")
    await by.taps_first("By which day do they hear what came of it?")
    await by.taps_first("Which champion reads it first?")
    await by.taps("Keep it as a draft" if keep else "Do not keep it")


async def goes_out(town: Town, by: Phone, second: Phone, reader: Phone, room: int) -> None:
    """The champion finds it clear, one asks for approval, another approves, and it is sent."""
    await reader.taps("It is clear")
    await by.taps("Ask for approval", room)
    await approves(second, room)
    await town.ticks()


async def the_question(town: Town) -> Consultation:
    """The newest question."""
    return (await town.all(Consultation))[-1]


def asked(work: Work, choices: tuple[str, ...] = CHOICES, days: int = 21) -> Asked:
    """A question with its days: three weeks to answer, two more for the result."""
    last = promises.today(work) + timedelta(days=days)
    return Asked(QUESTION, choices, OPEN, DECIDED, WHY, CHANGES, last, last + timedelta(days=14))


async def prepares(
    town: Town, by: Phone, reader: Phone, *, choices: tuple[str, ...] = CHOICES, others: Mapping[str, str] | None = None
) -> int:
    """A question to all groups as a draft, in other languages too; its number."""

    def make(work: Work) -> int:
        author, champion = person(work, by), person(work, reader)
        made = consult.write(work, author, TITLE, asked(work, choices), {"all": True}, champion.number, town.languages)
        for code, text in (others or {}).items():
            trusted.put_words(work, author, consult.message_of(work, made), trusted.WORDS, code, text)
        return made.number

    return await town.does(make)


async def sends(town: Town, by: Phone, reader: Phone, **more: object) -> int:
    """A question that its champion found clear and a second person approved goes out; its number."""
    number = await prepares(town, by, reader, **more)  # type: ignore[arg-type]

    def go(work: Work) -> None:
        made = work.session.get_one(Consultation, number)
        message = consult.message_of(work, made)
        made.is_clear, made.read_shown = True, consult_reading.shown(work, message, person(work, reader))
        approve(work, message)

    await town.does(go)
    await town.ticks()
    return number
