"""What is done with questions to groups again and again in tests, by typing and tapping as people would."""

from __future__ import annotations

from bot.store.consult import Consultation
from tests.handlers.approving import approves
from tests.handlers.phone import Phone
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
