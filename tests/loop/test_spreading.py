"""The same rumour from three groups within two days is brought to staff at once, and once."""

from __future__ import annotations

import pytest

from tests.handlers.phone import Phone
from tests.handlers.town import Town

RUMOUR = "The clinic in Mare Street is closing for good in June."
ALIKE = "They say the clinic in Mare Street is closing for good in June!"
SPREADS = "The same is going round in"


@pytest.fixture
async def circles(town: Town, tom: Phone) -> list[int]:
    return [await town.group(name) for name in ("Women's circle", "Parents", "Mosque")]


async def told_in(town: Town, circle: int, words: str) -> Phone:
    phone = town.phone("Nadia")
    await phone.says(f"/check {words}", circle)
    await phone.taps("Yes, keep it", circle)
    return phone


async def test_three_groups_in_two_days_alert_staff_once(town: Town, tom: Phone, room: int, circles: list[int]) -> None:
    await told_in(town, circles[0], RUMOUR)
    await town.later(hours=20)
    await told_in(town, circles[1], ALIKE)
    await told_in(town, circles[1], RUMOUR)
    assert not tom.all_with(SPREADS, room)
    await town.later(hours=20)
    await told_in(town, circles[2], RUMOUR)
    [alert] = tom.all_with(SPREADS, room)
    assert all(name in alert.text for name in ("Women's circle", "Parents", "Mosque"))
    assert len(tom.all_with(SPREADS)) == 1, "whoever is on duty, in private"
    await told_in(town, circles[2], RUMOUR)
    assert len(tom.all_with(SPREADS, room)) == 1


async def test_later_or_other_words_alert_nobody(town: Town, tom: Phone, room: int, circles: list[int]) -> None:
    await told_in(town, circles[0], RUMOUR)
    await town.later(hours=50)
    await told_in(town, circles[1], RUMOUR)
    await told_in(town, circles[2], "Vaccines are sold out until autumn everywhere.")
    assert not tom.all_with(SPREADS, room)


async def test_in_private_the_group_is_the_one_that_somebody_belongs_to(
    town: Town, tom: Phone, room: int, circles: list[int], samina: Phone
) -> None:
    await told_in(town, circles[0], RUMOUR)
    await told_in(town, circles[1], RUMOUR)
    await samina.says(RUMOUR)
    await samina.taps("Is it true?")
    assert not tom.all_with(SPREADS, room), "Samina belongs to none"
