"""What staff do with whole matters again and again in tests."""

from __future__ import annotations

from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def joins(by: Phone, room: int, reference: str, matter: str) -> None:
    """Join what was told to a matter."""
    await by.taps("Join to a matter", room, under=reference)
    await by.taps(matter)


async def two_matters(town: Town, tom: Phone, room: int) -> tuple[Phone, Phone]:
    """Samina raised M-1 (the phone), Ania M-2 (the door)."""
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    await samina.says("Nobody picks up the phone.")
    await take_up(tom, room, "H-1 ·", title="The phone", words="We look into the phone.")
    await ania.says("The line is always busy.")
    await take_up(tom, room, "H-2 ·", title="The line", words="We look into the line.")
    return samina, ania


async def merges(by: Phone, room: int, part: str, whole: str) -> None:
    """Make one matter part of another."""
    await by.taps("Merge", room, under=part)
    await by.taps(whole)
    await by.taps("Make them one")


async def splits(by: Phone, room: int, matter: str, *told: str, title: str = "The door") -> None:
    """Make some of what was told a matter of its own."""
    await by.taps("Split", room, under=matter)
    for words in told:
        await by.taps(words)
    await by.taps("Done")
    await by.says(title)
    await by.says("It is too narrow for wheelchairs.")
    await by.taps_first("Who answers for it?")
    await by.taps_first("When will they hear more")
    await by.taps("Split it")


async def decides(by: Phone, room: int, matter: str, scope: str, reason: str, body: str = "The landlord") -> None:
    """Say whether a matter can be changed."""
    await by.taps("Can it be changed?", room, under=matter)
    await by.taps(scope)
    if scope == "It is somebody else's":
        await by.says(body)
        await by.says("Mr Hall")
    await by.says(reason)
    await by.taps_first("Until when" if scope == "We do not know yet" else "When will they hear more")
    await by.taps("Tell them")
