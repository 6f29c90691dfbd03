"""Three of the team, two groups in two languages, five champions: twenty things become four matters.

Every raiser is told exactly once of each update, and the audit log explains every state.
"""

from __future__ import annotations

import pytest

from bot.words import Role
from tests.handlers import replaying, twenty
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")


async def test_twenty_things_become_four_matters(town: Town) -> None:
    room = await town.room()
    priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    staff = priya, await town.staff("Tom Reed"), await town.staff("Grace Obi")
    champions = [await town.champion(name, language) for name, language in twenty.NAMES]
    circle, mamy = await town.group("Circle"), await town.group("Mamy", "pl")
    await twenty.Story(town, room, staff, champions, circle, mamy).is_told()
    await town.later(days=16)
    assert await twenty.states_of_the_four(town) == twenty.CLOSED
    await town.does(replaying.must_agree)
