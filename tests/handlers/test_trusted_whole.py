"""A trusted message from its first word to the groups that read it, by buttons and typing alone."""

from __future__ import annotations

from bot.store.outbox import Outbox
from bot.store.trusted import Copy
from bot.words import Role
from tests.handlers.approving import reader
from tests.handlers.messages import POLISH, SOURCE, TITLE, WORDS, writes_message
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def chooses_groups(tom: Phone, room: int) -> None:
    """It is for two groups, ticked by their names."""
    await tom.taps("Who it is for", room)
    for tick in ("Groups by name", "Done", "Women's circle", "Koło kobiet", "Done", "For these"):
        await tom.taps(tick)
    tom.hears("T-1 is for 2 groups")


async def puts_into_polish(ania: Phone, ewa: Phone) -> None:
    """One reader writes it, another one reads that."""
    await ania.taps("Write it")
    await ania.says(POLISH)
    await ania.taps("It is right")
    await ewa.taps("Yes, it is right")


async def test_from_the_first_word_to_two_groups_in_two_languages(town_on_both: Town) -> None:
    """One writes, a reader puts it into Polish, another reads that, a second of the team approves; groups have it."""
    town = town_on_both
    room = await town.room()
    tom = await town.staff("Tom Reed")
    priya = await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    english, polish = await town.group("Women's circle"), await town.group("Koło kobiet", "pl")
    elsewhere = await town.group("Chess")
    ania, ewa = await reader(town, "Ania", "pl"), await reader(town, "Ewa", "pl")

    await writes_message(tom)
    assert "Missing: whom it is for" in tom.sees("T-1 ·", room).text
    await chooses_groups(tom, room)
    card = tom.sees("T-1 ·", room).text
    assert "Polish (1 chat): not there yet" in card and "Next: put in what is missing" in card

    await tom.taps("Ask for the words", room)
    await puts_into_polish(ania, ewa)
    assert "Next: ask another person of the team to approve it." in tom.sees("T-1 ·", room).text
    await tom.taps("Ask for approval", room)
    refused = await tom.presses("tm:1:approve:" + "0" * 16, tom.sees("T-1 ·", room))
    assert "Another person of the team approves it" in str(refused)
    assert not tom.all_with(WORDS, english), "asking sends nothing"
    await priya.taps("As its readers see it", room)
    shown = {code: priya.sees(f"— {code} · 1 —").text.partition("—\n")[2].strip() for code in ("English", "Polish")}
    await priya.taps("Approve it")
    assert "Next: it goes out at its time" in tom.sees(f"T-1 · {TITLE} ·", room).text

    tom.sees("Priya Shah, Nurse has approved T-1.\n\nIt goes out now.")
    await town.ticks()
    for chat, code, words in ((english, "English", WORDS), (polish, "Polish", POLISH)):
        copies = tom.all_with(words, chat)
        assert [one.text for one in copies] == [shown[code].partition("\n\n[")[0]], (
            "what came is what the second person saw"
        )
    assert not tom.all_with(SOURCE, elsewhere)
    await town.later(minutes=1)
    card = tom.sees(f"T-1 · {TITLE} · sent", room).text
    assert "Sent: 2" in card and "Priya Shah, Nurse approved it" in card and "when it is approved" not in card
    await town.later(minutes=5)
    assert len([one for one in await town.all(Outbox) if one.copy_id]) == len(await town.all(Copy)) == 2
