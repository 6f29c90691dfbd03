"""Twenty things that were told become four matters, between real processes: everybody comes in as they really do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from tests.handlers import replaying, twenty
from tests.wire.arriving import a_group_is_bound, arrives, champions_come_in, the_team_comes_in
from tests.wire.street import Street
from tests.wire.town import StreetTown

pytestmark = pytest.mark.wire
PAIRS = ("sqlite-polling-swift", pytest.param("postgres-webhook-swift", marks=pytest.mark.postgres))
CLOSED_WITHIN_SECONDS = 30


@pytest.fixture
async def town(street: Street) -> AsyncIterator[StreetTown]:
    made = StreetTown(street)
    yield made
    made.close()


@pytest.mark.parametrize("street", PAIRS, indirect=True)
async def test_twenty_things_become_four_matters(street: Street, town: StreetTown) -> None:
    priya, tom, grace = [await arrives(town, name) for name in ("Priya Shah", "Tom Reed", "Grace Obi")]
    room = await the_team_comes_in(town, priya, tom, grace)
    champions = await champions_come_in(town, twenty.NAMES)
    samina, ania, omar, nadia, ewa = champions
    circle = await a_group_is_bound(town, priya, "Circle", samina, omar, nadia)
    mamy = await a_group_is_bound(town, priya, "Mamy", ania, ewa)
    await twenty.Story(town, room, (priya, tom, grace), champions, circle, mamy).is_told()
    await street.later(days=16)
    await all_are_closed(town)
    await town.does(replaying.must_agree)
    await the_log_tells_it(street)


async def all_are_closed(town: StreetTown) -> None:
    """Wait until the bot has looked what is due by now."""
    until = time.monotonic() + CLOSED_WITHIN_SECONDS
    while (states := await twenty.states_of_the_four(town)) != twenty.CLOSED:
        assert time.monotonic() < until, states
        await asyncio.sleep(0.1)


async def the_log_tells_it(street: Street) -> None:
    """Whoever runs the machine reads how it came: what was made one, and who closed it."""
    printed = await street.prints("audit", "M-3")
    for words in ("Priya Shah, Health officer: took it up", "took another matter in", "Hearback, by the clock: closed"):
        assert words in printed, printed
