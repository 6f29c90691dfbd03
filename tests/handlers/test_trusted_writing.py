"""Writing trusted messages: by staff, from templates, with hints; changed, previewed, dropped, printed."""

from __future__ import annotations

import pytest

from bot.store.trusted import TrustedMessage
from tests.handlers.messages import EASY, POLISH, URDU, WORDS, writes_message
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def room(town: Town) -> int:
    return await town.room()


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


async def test_a_message_is_written_and_stands_on_its_card(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, easy=EASY, others={"ur": URDU, "pl": POLISH})
    message = (await town.all(TrustedMessage))[0]
    assert message.state == "draft"
