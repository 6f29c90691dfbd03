"""Many who got an answer hear that it changed: some at a time, each once, whatever breaks in between."""

from __future__ import annotations

import pytest

from bot import errors
from bot.loop import corrections, saying
from bot.store.library import CorrectionOwed
from bot.store.session import Work
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.shelf import ASKED, approved
from tests.handlers.test_library import withdraws
from tests.handlers.town import Town

MANY, AT_ONCE = 5, 2
TAKEN_BACK = "has taken it back."


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "AT_ONCE", AT_ONCE)


async def many_got_it(town: Town) -> tuple[Phone, list[Phone]]:
    """Somebody of the team, and those who were shown the answer."""
    room = await town.room()
    tom, priya = await town.staff("Tom Reed"), await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await approved(tom, priya, room)
    readers = [await town.champion(f"Reader {number}") for number in range(MANY)]
    for reader in readers:
        await reader.says(f"/ask {ASKED}")
        await reader.taps("Yes, show me")
    return priya, readers


def breaks(work: Work) -> int:
    corrections.tell_some(work)
    raise errors.Temporary("the machine stopped")


@pytest.mark.usefixtures("few_at_once")
async def test_the_rest_is_told_by_and_by_and_a_crash_loses_and_doubles_nobody(town_on_both: Town) -> None:
    town = town_on_both
    priya, readers = await many_got_it(town)
    await withdraws(priya)
    told = [len(reader.all_with(TAKEN_BACK)) for reader in readers]
    assert told == [1, 1, 0, 0, 0]
    with pytest.raises(errors.Temporary):
        await town.does(breaks)
    await town.speaks()
    assert [len(reader.all_with(TAKEN_BACK)) for reader in readers] == told
    for _look in range(MANY):
        await town.ticks()
    assert [len(reader.all_with(TAKEN_BACK)) for reader in readers] == [1] * MANY
    assert all(one.said_at for one in await town.all(CorrectionOwed))


@pytest.mark.usefixtures("few_at_once")
async def test_who_left_is_not_told_and_who_was_not_told_of_a_change_hears_of_the_newest_only(town: Town) -> None:
    priya, readers = await many_got_it(town)
    await priya.says("/library")
    await priya.taps("See L-1")
    await priya.taps("New words")
    await priya.taps("English")
    await priya.says("The walk-in clinic opens at ten.")
    await priya.says("It opens an hour later now.")
    await priya.taps("Keep it")
    tom = await town.staff("Ada Obi")
    await tom.taps("I stand for it: en", await town.does(_room))
    await readers[-1].says("/stop")
    await readers[-1].taps("Yes, stop")
    await withdraws(priya)
    for _look in range(MANY):
        await town.ticks()
    assert [len(reader.all_with("has put its words right")) for reader in readers] == [1, 1, 0, 0, 0]
    assert [len(reader.all_with(TAKEN_BACK)) for reader in readers] == [1, 1, 1, 1, 0]


def _room(work: Work) -> int:
    room = saying.staff_room(work)
    assert room is not None
    return room.telegram_id
