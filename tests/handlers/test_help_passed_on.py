"""Somebody needs help: it goes whole to the colleague whom it is handed on to, and never into the bin."""

from __future__ import annotations

import pytest

from bot.store.handling import Handling
from bot.store.promises import Promise
from bot.store.referrals import Referral
from bot.words import PromiseKind, Role
from tests.handlers.phone import Phone
from tests.handlers.test_needs_help import refer
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Nurse")


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    return await town.staff("Priya Shah", "Manager", role=Role.ADMINISTRATOR)


async def hands_on(who: Phone, room: int) -> None:
    await who.taps("More …", room)
    await who.taps("Hand on …", room)
    assert await who.taps("Priya Shah, Manager") == "Priya Shah, Manager has it now, and knows."


async def test_whoever_it_is_handed_on_to_holds_it_and_the_teller_reads_so(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await refer(samina)
    await tom.taps("I take it", room)
    await hands_on(tom, room)
    priya.sees("Tom Reed, Nurse has handed this on to you.")
    card = tom.sees("H-1 ·", room).text
    assert "Priya Shah, Manager holds it." in card and "Tom Reed" not in card
    told = samina.sees("Priya Shah, Manager holds H-1 now").text
    assert "You will hear more by Wed 4 Mar" in told, "the day that was promised stays"
    assert await tom.taps("Priya Shah, Manager") == (
        "Priya Shah, Manager has it. Only they, or an administrator, can do that."
    )
    await town.later(days=3)
    priya.sees("Late: a word on H-1")
    assert not tom.all_with("Late: a word on H-1")


async def test_handed_on_before_anybody_held_it(town: Town, samina: Phone, tom: Phone, priya: Phone, room: int) -> None:
    await refer(samina)
    await hands_on(tom, room)
    assert "You will hear more by Wed 4 Mar" in samina.sees("Priya Shah, Manager holds H-1 now").text
    assert [(one.holder_id, one.state) for one in await town.all(Referral)] == [(3, "held")]
    still = [(one.kind, one.owner_id) for one in await town.all(Promise) if one.kept_at is None]
    assert still == [(PromiseKind.HELP, 3)]


async def test_it_does_not_go_into_the_bin_while_it_is_open(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await refer(samina)
    await tom.taps("More …", room)
    assert tom.sees("H-1 ·", room).button("Put it in the bin …") is None
    said = await tom.presses("card:1:bin:cannot_use", tom.sees("H-1 ·", room))
    assert said == "Somebody needs help here. So it cannot go into the bin. Please answer it."
    assert [row.binned_at for row in await town.all(Handling) if row.binned_at] == []
    await tom.taps("I take it", room)


async def test_what_lies_in_the_bin_comes_out_when_it_is_about_help(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("A family on our street.")
    kept = samina.hears("H-1")
    await tom.presses("card:1:bin:not_clear", tom.sees("H-1 ·", room))
    await samina.presses("e:1:help", kept)
    await samina.taps("No, not now")
    await samina.taps("Money or bills")
    assert "Nobody holds it yet." in tom.sees("H-1 ·", room).text
    await tom.taps("I take it", room)
    samina.sees("Tom Reed, Nurse holds H-1 now")
