"""Community leads see what is open without anybody in it, and say each month which three should come first."""

from __future__ import annotations

import re

import pytest

from bot.loop import circles, people
from bot.store.leads import First, Round
from bot.store.session import Work
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")

ISOLATES = re.compile("[\u2066-\u2069]")
PHONE, LIFT, BUS = "The clinic's phone", "The lift", "The bus"


@pytest.fixture
async def circle(town: Town, tom: Phone) -> int:
    return await town.group("Women's circle")


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int, circle: int) -> Phone:
    """A champion; three matters that her group raised may be shown, one may not."""
    samina = await town.champion("Samina")
    for number, title in enumerate((PHONE, LIFT, BUS, "A secret"), 1):
        await samina.says(f"/tell About {title} of CANARY.", circle)
        shown = "No, keep it here" if title == "A secret" else "Yes, show it"
        summary = f"What staff say of {title}. Ring 020 7946 0000."
        await take_up(tom, room, f"H-{number}", title=title, summary=summary, shown=shown)
    return samina


async def choose(town: Town, tom: Phone, champion: Phone) -> None:
    await tom.says("/leads")
    await tom.taps("Choose a lead")
    await tom.taps(await called(town, champion))


async def called(town: Town, champion: Phone) -> str:
    """How staff see a champion: by groups and number, by no name."""

    def read(work: Work) -> str:
        person = people.known(work, champion.id)
        assert person is not None
        return ISOLATES.sub("", town.languages.read(circles.called(work, person), "en"))

    return await town.does(read)


async def rank(phone: Phone, *titles: str) -> None:
    await phone.taps("Choose the first three")
    for title in titles:
        await phone.taps(title)


async def test_a_month_from_the_list_to_the_cards_and_the_group(
    town: Town, samina: Phone, tom: Phone, room: int, circle: int
) -> None:
    omar = await town.champion("Omar")
    await choose(town, tom, samina)
    samina.sees("Tom Reed, Health officer asks you to be a community lead.")
    await town.ticks()
    listed = samina.sees("Which three should the team do first?").text
    assert all(title in listed for title in (PHONE, LIFT, BUS))
    assert f"2. {LIFT}\nWhat staff say of {LIFT}." in listed and "0000" not in listed
    assert "A secret" not in listed and "CANARY" not in listed and "M-" not in listed and "H-" not in listed
    assert not omar.all_with("Which three")
    await rank(samina, LIFT, PHONE, BUS)
    result = tom.sees("The community leads have said what should come first (2026-03).", room).text
    assert "1. M-2 The lift: 3 points" in result and "3. M-3 The bus: 1 point" in result
    assert "1 of 1 leads have chosen." in result and "Samina" not in result
    assert "Community leads put it on place 1 (2026-03)." in tom.sees("M-2 · The lift", room).text
    assert not samina.all_with("put these first")
    await tom.taps("Tell the leads", room)
    assert "1. The lift" in samina.sees("The community leads put these first:").text
    assert await tom.taps("Tell the leads", room) == "They have been told already."
    await tom.taps("Tell the groups, too", room)
    assert not samina.all_with("three things to do first", circle)
    await news(tom, room, "M-2 · The lift", kind="Something moved", words="Parts are ordered.")
    await town.later(days=14)
    assert "chose this: it is one of three things to do first" in samina.sees("Parts are ordered.", circle).text
    await news(tom, room, "M-2 · The lift", kind="Something moved", words="They came.")
    await town.later(days=14)
    assert "three things to do first" not in samina.sees("They came.", circle).text


async def test_a_round_a_month_and_it_ends_by_its_day(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    omar = await town.champion("Omar")
    await choose(town, tom, samina)
    await choose(town, tom, omar)
    await town.later(days=2)
    assert len(samina.all_with("Which three")) == len(omar.all_with("Which three")) == 1
    await rank(samina, BUS)
    await samina.taps("No other")
    assert await town.all(First) == []
    await town.later(days=10)
    assert "1 of 2 leads have chosen." in tom.sees("what should come first", room).text
    assert [(one.issue_id, one.place) for one in await town.all(First)] == [(3, 1)]
    assert await omar.taps("Choose the first three") == (
        "There is nothing to choose now. You get a list at the start of each month."
    )
    await town.later(days=20)
    assert len(omar.all_with("Which three")) == 2
    assert [one.month for one in await town.all(Round)] == ["2026-03", "2026-04"]


async def test_only_leads_see_and_rank_and_only_staff_choose(town: Town, samina: Phone, tom: Phone) -> None:
    omar = await town.champion("Omar")
    await choose(town, tom, samina)
    await town.ticks()
    line = samina.sees("Which three")
    refused = "Only community leads can do this. The team chooses them."
    assert await omar.presses("lead:1:rank", line) == refused
    await omar.says("/matters")
    omar.hears(refused)
    await omar.says("/leads")
    omar.hears("Only staff of the programme can do this.")
    for data in ("lead:choose", "lead:1:tell", "lead:1:groups", "lead:2:go"):
        assert await omar.presses(data, line) == "Only staff of the programme can do this.", data
    await samina.says("/matters")
    samina.hears("This is what is open and may be shown:")


async def test_a_lead_may_say_no_and_staff_may_let_one_go(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await choose(town, tom, samina)
    assert await samina.taps("I would rather not") == "That is fine. You need not say why."
    tom.sees("A community lead would rather not be one any more.", room)
    await town.ticks()
    assert not samina.all_with("Which three")
    await choose(town, tom, samina)
    await tom.says("/leads")
    await tom.taps("Let go: 1")
    samina.sees("You are not a community lead any more.")
    tom.sees("There are no community leads yet.")
