"""A trusted message from its first word to the groups that read it, by buttons and typing alone."""

from __future__ import annotations

from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Role
from tests.handlers.approving import reader
from tests.handlers.messages import EASY, POLISH, TITLE, WHY, WORDS, writes_message
from tests.handlers.town import Town


async def test_from_the_first_word_to_two_groups_in_two_languages(town_on_both: Town) -> None:
    """One writes, a reader puts it into Polish, another reads that, a second of the team approves; each group has it."""
    town = town_on_both
    room = await town.room()
    tom = await town.staff("Tom Reed")
    priya = await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    english, polish = await town.group("Women's circle"), await town.group("Koło kobiet", "pl")
    elsewhere = await town.group("Chess")
    ania, ewa = await reader(town, "Ania", "pl"), await reader(town, "Ewa", "pl")

    await writes_message(tom)
    assert "Missing: whom it is for" in tom.sees("T-1 ·", room).text
    await tom.taps("Who it is for", room)
    for tick in ("Groups by name", "Done"):
        await tom.taps(tick)
    for name in ("circle", "Koło"):
        await tom.says(name)
        await tom.taps("Women's circle" if name == "circle" else "Koło kobiet")
        await tom.taps("Done")
    await tom.taps("That is all")
    await tom.taps("For these")
    tom.hears("T-1 is for 2 groups")
    card = tom.sees("T-1 ·", room).text
    assert "Polish (1 chat): not there yet" in card and "Next: put in what is missing" in card

    await tom.taps("Ask for the words", room)
    await ania.taps("Write it")
    await ania.says(POLISH)
    await ania.taps("It is right")
    await ewa.taps("Yes, it is right")
    assert "Next: ask another person of the team to approve it." in tom.sees("T-1 ·", room).text
    await tom.taps("Ask for approval", room)
    refused = await tom.presses("tm:1:approve:" + "0" * 16, tom.sees("T-1 ·", room))
    assert "Another person of the team approves it" in str(refused)
    assert not town.telegram.said_in(english)[-1:] or WORDS not in tom.sees("", english).text
    await priya.taps("As its readers see it", room)
    shown = {code: priya.sees(f"— {code} · 1 —").text.partition("—\n")[2].strip() for code in ("English", "Polish")}
    await priya.taps("Approve it")
    assert "Next: it goes out at its time" in tom.sees(f"T-1 · {TITLE} ·", room).text

    await town.ticks()
    for chat, code in ((english, "English"), (polish, "Polish")):
        copies = tom.all_with({"English": WORDS, "Polish": POLISH}[code], chat)
        print(repr(shown[code]), repr(copies[0].text), copies[0].buttons)
        assert len(copies) == 1
    print([one.text for one in town.telegram.said_in(elsewhere)])
    print(await priya.taps("As its readers see it", room))
    await town.later(minutes=1)
    print(tom.sees(f"T-1 · {TITLE} ·", room).text, tom.sees(f"T-1 · {TITLE} ·", room).buttons)
    print(*[one.text for one in town.telegram.said_in(tom.id)[-3:]], sep="\n==\n")
