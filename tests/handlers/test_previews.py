"""What staff write and no matter carries: seen before it goes, line by line, as it arrives."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import pytest

from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen, seen_before
from tests.handlers.shelf import ASKED, approved
from tests.handlers.town import Town


class People(NamedTuple):
    """Who is there: two of the team, a champion who reads Urdu, and the staff room."""

    tom: Phone
    priya: Phone
    samina: Phone
    room: int


@pytest.fixture
async def there(town: Town) -> People:
    room = await town.room()
    tom = await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)
    priya = await town.staff("Priya Shah", "Nurse")
    return People(tom, priya, await town.champion("Samina", "ur"), room)


async def _types(by: Phone, *typed: str) -> None:
    for one in typed:
        await by.says(one)


async def _asks_to_meet(there: People) -> None:
    await there.tom.says("/catchups")
    await there.tom.taps("Plan a catch-up")
    await there.tom.taps_first("On which day?")
    await there.tom.says("18")
    await there.tom.taps("18:30")
    await there.tom.says("Hackney library")
    await there.tom.taps("English")
    await there.tom.taps("Done")
    await there.tom.says("Bus fares")
    await there.tom.taps("All champions")


async def _moves_the_meeting(there: People) -> None:
    await _asks_to_meet(there)
    await there.tom.taps("Ask them")
    await there.tom.says("/catchups")
    await there.tom.taps("Change it")
    await there.tom.taps_first("On which day?")
    await there.tom.says("9")
    await there.tom.taps("9:00")
    await there.tom.says("The town hall")


async def _announces(there: People) -> None:
    await there.samina.says("/ask When is the clinic open?")
    await there.tom.says("/live_hour")
    await _types(there.tom, "Dr Jo Bell", "Director of public health")
    await there.tom.taps_first("On which day?")
    await there.tom.says("18")


async def _takes_an_answer_back(there: People) -> None:
    await approved(there.tom, there.priya, there.room)
    await there.samina.says(f"/ask {ASKED}")
    await there.tom.taps("Use an answer", there.room, under="H-1")
    await there.tom.taps_first("Which answer fits?")
    await there.tom.taps("Send it")
    await there.tom.says("/library")
    await there.tom.taps("See L-1")
    await there.tom.taps("Withdraw it")
    await _types(there.tom, "It moved.", "یہ بدل گیا۔")


class Flow(NamedTuple):
    """How it is written up to where it is shown, the button that sends it, and what arrives of it."""

    write: Callable[[People], Awaitable[None]]
    send: str
    arrives: str


FLOWS = {
    "an invitation": Flow(_asks_to_meet, "Ask them", "Hackney library"),
    "another time": Flow(_moves_the_meeting, "Tell them", "The town hall"),
    "an hour of answers": Flow(_announces, "Tell them", "Dr Jo Bell"),
    "an answer taken back": Flow(_takes_an_answer_back, "Withdraw it", "یہ بدل گیا۔"),
}


@pytest.mark.parametrize("name", FLOWS)
async def test_it_was_shown_line_by_line_in_the_language_of_who_gets_it(town: Town, there: People, name: str) -> None:
    flow = FLOWS[name]
    await flow.write(there)
    shown = on_screen(there.tom, flow.send)
    assert not there.samina.all_with(flow.arrives), "not sent yet"
    assert "As they will read it, in Urdu" in shown
    await there.tom.taps(flow.send)
    seen_before(there.samina.sees(flow.arrives), shown)
