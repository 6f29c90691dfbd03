"""A machine's draft is a start for a person, shown as what it is; nothing of it goes out unread."""

from __future__ import annotations

import pytest

from bot import build
from bot.loop import machine_drafts, trusted
from bot.store.session import Work
from bot.store.trusted import MachineDraft, TrustedMessage
from bot.store.updates import Version
from bot.words import Role
from tests.handlers.approving import POLISH, WORDS, approves, reader, rewrites, the_message, writes
from tests.handlers.desk import unfold
from tests.handlers.phone import Phone
from tests.handlers.town import Town


class Machine:
    """Knows Polish only, and counts what it was asked."""

    name = "test machine"

    def __init__(self, words: str = POLISH) -> None:
        self.words, self.asked = words, 0

    def draft(self, text: str, source: str, into: str) -> str | None:
        """One and the same."""
        self.asked += 1
        return self.words if into == "pl" else None


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    for language in ("en", "pl", "ur"):
        await town.group(f"Group {language}", language)
    return tom


def test_none_is_plugged_in() -> None:
    assert build.translator() is None


async def test_a_draft_is_shown_as_one_and_waits_for_two_people(town: Town, tom: Phone, room: int) -> None:
    machine, priya = Machine(), await town.staff("Priya Shah")
    ania, ewa = await reader(town, "Ania", "pl"), await reader(town, "Ewa", "pl")
    await writes(town, tom)
    assert await build.drafting(town.reception, machine)() == 2
    assert await build.drafting(town.reception, machine)() == 0, "asked once for each text"
    assert [one.language for one in await town.all(Version) if one.of == trusted.WORDS] == ["en"]
    assert "Polish (1 chat): not there yet" in tom.sees("T-1", room).text
    await unfold(tom, room, "T-1")
    assert "still waits for" in str(await tom.taps("Ask for approval", room))
    await tom.taps("Ask for the words", room)
    await ania.taps("Write it")
    assert "A machine made these words. Nobody has read them." in ania.sees("A machine made").text
    ania.sees(POLISH)
    await ania.taps("Keep these words")
    await ania.taps("It is right")
    assert "nobody but its writer has read it" in tom.sees("T-1", room).text
    await ewa.taps("Yes, it is right")
    await tom.taps("Leave out Urdu", room)
    await tom.taps("Ask for approval", room)
    await approves(priya, room)
    assert (await the_message(town)).state == "approved"


async def test_a_draft_with_another_number_is_refused_like_any_words(town: Town, tom: Phone, room: int) -> None:
    ania = await reader(town, "Ania", "pl")
    await writes(town, tom)
    await build.drafting(town.reception, Machine(POLISH.replace("14", "15")))()
    await tom.taps("Ask for the words", room)
    await ania.taps("Write it")
    await ania.taps("Keep these words")
    assert "15" in str(await ania.taps("It is right"))
    assert [one.language for one in await town.all(Version) if one.of == trusted.WORDS] == ["en"]


async def test_other_words_have_a_draft_of_their_own(town: Town, tom: Phone, room: int) -> None:
    machine = Machine()
    await writes(town, tom)
    await build.drafting(town.reception, machine)()
    await rewrites(town, tom, f"{WORDS} Come in.")

    def there(work: Work) -> dict[str, str]:
        return machine_drafts.of(work, work.session.get_one(TrustedMessage, 1), "pl")

    assert await town.does(there) == {}
    await build.drafting(town.reception, machine)()
    assert await town.does(there) == {"message": POLISH}
    assert len(await town.all(MachineDraft)) == 2
