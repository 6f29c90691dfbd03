"""Whoever answered for a matter and has left the team hears nothing more of it; the staff room does."""

from __future__ import annotations

import pytest

from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def gone(town: Town, samina: Phone, tom: Phone, room: int) -> Phone:
    """Tom answered for M-1, said what changed, and left."""
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    await tom.says("/stop")
    await tom.says("yes")
    tom.hears("You get no more messages from me")
    return tom


async def test_what_is_still_wrong_goes_to_the_room_alone(samina: Phone, gone: Phone, room: int) -> None:
    await samina.taps("No")
    await samina.says("Still shut.")
    gone.sees("Still shut.", room)
    assert gone.all_with("Still shut.") == []


async def test_what_is_late_goes_to_the_room_alone(town: Town, samina: Phone, gone: Phone, room: int) -> None:
    await samina.taps("No")
    await town.later(days=30)
    gone.sees("Late since", room)
    assert gone.all_with("Late since") == []
