"""Buttons pressed at the same instant, on both databases: one wins, the other is told, nothing is doubled."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.handlers import presses
from bot.store.audit import Audit
from bot.store.handling import Handling
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def at_once(town: Town, *pressed: tuple[Phone, str]) -> list[str | None]:
    """Several people press under the newest card at the same instant; what each is shown."""
    room = next(chat for chat in town.telegram.lines if chat < 0)
    line = town.telegram.said_in(room)[-1]
    raws: list[dict[str, Any]] = []
    for at, (who, data) in enumerate(pressed):
        shown = town.telegram.shown(line, 1_772_000_000)
        query = {"id": f"at once {at}", "from": who.user, "chat_instance": "c", "message": shown, "data": data}
        raws.append({"update_id": 900_000 + at, "callback_query": query})
    await asyncio.gather(*(town.intake.take(raw) for raw in raws))
    await asyncio.gather(*presses._answering)
    await town.speaks()
    return [town.telegram.toasts[f"at once {at}"] for at in range(len(pressed))]


@pytest.fixture
async def three(town_on_both: Town) -> tuple[Town, list[Phone]]:
    """A card and three staff."""
    town = town_on_both
    await town.room()
    staff = [await town.staff(name, "Nurse") for name in ("Tom Reed", "Grace Obi", "Omar Ali")]
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    return town, staff


async def test_three_take_the_same(three: tuple[Town, list[Phone]]) -> None:
    town, staff = three
    shown = [str(one) for one in await at_once(town, *((who, "card:1:claim") for who in staff))]
    assert shown.count("It is yours. The card says so.") == 1
    assert len([one for one in shown if one.endswith("has it already.")]) == 2
    assert len(await town.all(Handling)) == 1
    assert [row.act for row in await town.all(Audit) if row.act == "claim"] == ["claim"]


async def test_bin_sensitive_and_rumour_against_each_other(three: tuple[Town, list[Phone]]) -> None:
    town, staff = three
    acts = ("card:1:bin:cannot_use", "card:1:sensitive", "card:1:rumour")
    await at_once(town, *zip(staff, acts, strict=True))
    [done] = await town.all(Handling)
    made = [row.act for row in await town.all(Audit) if row.about == "insight"]
    assert sorted(made) == sorted(
        act
        for act, is_done in (("bin", done.binned_at), ("sensitive", done.sensitive_at), ("rumour", done.is_rumour))
        if is_done
    )
