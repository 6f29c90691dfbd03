"""The town to play in, with its staff room, a staff member and a champion."""

import pytest

from bot.words import Role
from tests.handlers.fixtures import each_by_itself as each_by_itself
from tests.handlers.fixtures import room as room
from tests.handlers.fixtures import samina as samina
from tests.handlers.fixtures import town as town
from tests.handlers.fixtures import town_on_both as town_on_both
from tests.handlers.fixtures import without_pauses as without_pauses
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)
