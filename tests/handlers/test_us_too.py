"""Us too: what others raised is offered by the title that staff let others see, and joined in one tap."""

from __future__ import annotations

import pytest

from bot.store.issues import Issue, Raiser
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

TITLE = "The clinic's phone is never answered"
ALIKE = "Nobody answers the phone at our clinic."


@pytest.fixture
async def bola(town: Town, room: int) -> Phone:
    return await town.champion("Bola")


@pytest.fixture
async def ania(town: Town) -> Phone:
    return await town.champion("Ania")


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed")


async def raised(samina: Phone, bola: Phone, tom: Phone, room: int, shown: str = "Yes, show it") -> None:
    """Two people raised it."""
    await samina.says("CANARY nobody picks up the telephone.")
    await take_up(tom, room, "H-1", title=TITLE, shown=shown)
    await bola.says("CANARY I called and called.")
    await tom.taps("Join to a matter", room, under="H-2 ·")
    await tom.taps_first("Which matter is H-2 about?")


async def test_the_like_is_offered_and_joined_in_one_tap(
    town: Town, samina: Phone, bola: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    await raised(samina, bola, tom, room)
    await ania.says(ALIKE)
    assert TITLE in ania.hears("Others have raised this").text
    assert await ania.taps("Us too: 1") == "Thank you. You hear of it from now on."
    ania.hears("We look into it.")
    assert [one.quote for one in await town.all(Raiser)] == [
        "CANARY nobody picks up the telephone.",
        "CANARY I called and called.",
        ALIKE,
    ]
    assert "It belongs to M-1" in tom.sees("H-3", room).text
    assert await ania.taps("Us too: 1") == "That is settled already."
    await news(tom, room, "M-1")
    assert f"“{ALIKE}”" in ania.sees("They answer now.").text
    assert not ania.all_with("CANARY")


async def test_what_staff_do_not_show_is_not_offered(
    samina: Phone, bola: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    await raised(samina, bola, tom, room, shown="No, keep it here")
    await ania.says(ALIKE)
    assert not ania.all_with("Others have raised this")


async def test_staff_show_it_and_hide_it_from_the_card(
    town: Town, samina: Phone, bola: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    await raised(samina, bola, tom, room, shown="No, keep it here")
    card = tom.sees("M-1 ·", room)
    assert await ania.presses("m:1:show", card) == "Only staff of the programme can do this."
    await tom.taps("Show it to others", room)
    await ania.says(ALIKE)
    ania.hears("Others have raised this")
    await tom.taps("Show it no longer", room)
    assert (await town.all(Issue))[0].shown_title is None
    assert await ania.taps("Us too: 1") == "I cannot find that any more."


async def test_what_is_not_alike_or_ones_own_is_not_offered(
    samina: Phone, bola: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    await raised(samina, bola, tom, room)
    await ania.says("The bus stop was moved.")
    assert not ania.all_with("Others have raised this")
    await samina.says(ALIKE)
    assert not samina.all_with("Others have raised this"), "they raised it themselves"


async def test_only_ones_own_words_are_joined(samina: Phone, bola: Phone, ania: Phone, tom: Phone, room: int) -> None:
    await raised(samina, bola, tom, room)
    await ania.says(ALIKE)
    assert await samina.presses("y:3:1", samina.sees("H-1")) == "Only the person who told this can do that."


async def test_at_most_two_are_offered_the_likest_first(
    samina: Phone, bola: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    for number, title in enumerate(("The clinic's phone", "Phones at the clinic", TITLE), 1):
        await samina.says(f"Thing {number}")
        await take_up(tom, room, f"H-{number * 2 - 1} ·", title=title, shown="Yes, show it")
        await bola.says(f"Same {number}")
        await bola.presses(f"y:{number * 2}:{number}", bola.sees(f"H-{number * 2}"))
    await ania.says(ALIKE)
    offered = ania.hears("Others have raised this")
    assert len(offered.buttons) == 2


async def test_what_one_person_alone_raised_is_not_shown_before_a_second_does(
    samina: Phone, bola: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    await samina.says("CANARY nobody picks up the telephone.")
    await take_up(tom, room, "H-1", title=TITLE)
    assert "once two people or a group have" in str(await tom.taps("Show it to others", room))
    await ania.says(ALIKE)
    assert not ania.all_with("Others have raised this")
    await ania.presses("y:2:1", ania.sees("H-2"))
    await bola.says(ALIKE)
    bola.hears("Others have raised this")


async def test_who_reads_another_language_is_told_which_one_the_title_is_in(
    town: Town, samina: Phone, bola: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    await raised(samina, bola, tom, room)
    await ania.says(ALIKE)
    assert "only." not in ania.hears("Others have raised this").text
    nadia = await town.champion("Nadia", "pl")
    await nadia.says(ALIKE)
    assert "English" in next(line.text for line in town.telegram.said_in(nadia.id) if TITLE in line.text)
