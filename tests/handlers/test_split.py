"""Some of a matter becomes one of its own: its raisers go with it, once told; those of both stay with both."""

from __future__ import annotations

import pytest

from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.promises import Promise
from bot.store.updates import Judgement, Telling
from bot.words import HEARD
from tests.handlers.desk import news, take_up
from tests.handlers.matters import joins, splits
from tests.handlers.phone import Phone
from tests.handlers.town import Town

PHONE, DOOR = "Nobody picks up.", "The door is narrow."


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    """Samina raised the phone as H-1, which is M-1."""
    samina = await town.champion("Samina")
    await samina.says(PHONE)
    await take_up(tom, room, "H-1 ·", title="The clinic", words="We look into it.")
    return samina


@pytest.fixture
async def ania(town: Town, samina: Phone, tom: Phone, room: int) -> Phone:
    """Ania told of the door as H-2, which was joined to it."""
    ania = await town.champion("Ania")
    await ania.says(DOOR)
    await joins(tom, room, "H-2 ·", "M-1 · The clinic")
    return ania


async def test_who_told_it_goes_with_it_and_is_told_once(
    town: Town, samina: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    heard = len(samina.all_with(""))
    await splits(tom, room, "M-1 ·", "H-2 · The door is narrow.")
    told = ania.sees("It was part of M-1. Now it is a matter of its own: M-2.").text
    assert "The door – It is too narrow for wheelchairs." in told and "You will hear more by" in told
    assert "You said: “The door is narrow.”" in told
    assert len(samina.all_with("")) == heard
    assert "It belongs to M-2" in tom.sees("H-2 ·", room).text
    assert "To be known by Mon 16 Mar" in tom.sees("M-2 · The door", room).text
    assert [(one.issue_id, one.number) for one in await town.all(Raiser)] == [(1, 1), (2, 2)]
    await news(tom, room, "M-2 ·", words="It is wide now.")
    assert ania.all_with("It is wide now.") and not samina.all_with("It is wide now.")
    await news(tom, room, "M-1 ·", words="They answer.")
    assert samina.all_with("They answer.") and not ania.all_with("They answer.")


async def test_who_told_of_both_stays_with_both(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says(DOOR)
    await joins(tom, room, "H-2 ·", "M-1 · The clinic")
    await splits(tom, room, "M-1 ·", "H-2 · The door is narrow.")
    assert len(samina.all_with("a matter of its own")) == 1
    assert [(one.issue_id, one.quote) for one in await town.all(Raiser)] == [(1, PHONE), (2, DOOR)]
    await news(tom, room, "M-2 ·", words="It is wide now.")
    assert "“The door is narrow.”" in samina.sees("It is wide now.").text
    await news(tom, room, "M-1 ·", words="They answer.")
    assert "“Nobody picks up.”" in samina.sees("They answer.").text


async def test_what_is_owed_and_what_was_judged_goes_right(
    town: Town, samina: Phone, ania: Phone, tom: Phone, room: int
) -> None:
    town.telegram.requests_lost.add(ania.id)
    await news(tom, room, "M-1 ·", words="They answer.")
    await splits(tom, room, "M-1 ·", "H-2 · The door is narrow.")
    town.telegram.requests_lost.clear()
    await town.later(days=3)
    await samina.taps("Yes, it is better")
    assert (await town.all(Issue))[0].state == "closed_judged", "it does not wait for those who went"
    ania.sees("They answer.")
    ania.sees("a matter of its own")
    assert {one.state for one in await town.all(Telling)} <= HEARD
    await ania.taps("No", under="They answer.")
    [judgement] = [one for one in await town.all(Judgement) if one.verdict == "no"]
    assert (await town.all(Raiser))[judgement.raiser_id - 1].issue_id == 2
    assert [one.state for one in await town.all(Issue)] == ["closed_judged", "open"]


async def test_every_promise_has_an_owner(town: Town, ania: Phone, tom: Phone, room: int) -> None:
    await splits(tom, room, "M-1 ·", "H-2 · The door is narrow.")
    open_ones = [one for one in await town.all(Promise) if one.kept_at is None]
    assert {(one.kind, one.about_id) for one in open_ones} == {("next_news", 1), ("next_news", 2), ("scope", 2)}
    assert all(one.owner_id for one in open_ones)


async def test_something_must_stay_and_something_must_be_there(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    assert "Only one thing was told" in (await tom.taps("Split", room, under="M-1 ·") or "")
    await samina.says(DOOR)
    await joins(tom, room, "H-2 ·", "M-1 · The clinic")
    await tom.taps("Split", room, under="M-1 ·")
    await tom.taps("H-2 · The door is narrow.")
    await tom.taps("Done")
    await tom.says("The door")
    await tom.taps("The title says it all")
    await samina.presses("i:1:back", samina.sees("as H-1"))
    await tom.taps_first("Who answers for it?")
    tom.hears("Only one thing was told on this matter.")
    assert len(await town.all(Issue)) == 1


async def test_a_group_goes_by_its_own_words(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    circle, nadia = await town.group("Circle"), town.phone("Nadia")
    await nadia.says(f"/tell {DOOR}", circle)
    await nadia.taps("Yes, keep it", circle)
    await joins(tom, room, "H-2 ·", "M-1 · The clinic")
    await splits(tom, room, "M-1 ·", "H-2 · The door is narrow.")
    await town.later(days=14)
    assert "In this group it was said" in nadia.sees("a matter of its own", circle).text
    assert len(samina.all_with("a matter of its own")) == 0
    assert [one.issue_id for one in await town.all(Insight)] == [1, 2]


async def test_handed_on_to_a_colleague_with_all_that_is_promised(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    grace = await town.staff("Grace Obi")
    await tom.taps("Hand on", room, under="M-1 ·")
    await tom.taps("Grace Obi, Health officer")
    tom.hears("Grace Obi, Health officer answers for M-1 now")
    grace.sees("Tom Reed, Health officer has put M-1 (The clinic) into your hands.")
    assert "Answers for it: Grace Obi" in tom.sees("M-1 ·", room).text
    open_ones = [one for one in await town.all(Promise) if one.kept_at is None]
    assert open_ones and {one.owner_id for one in open_ones} == {(await town.all(Issue))[0].owner_id}


async def test_who_is_gone_leaves_their_matters_to_an_administrator(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    grace = await town.staff("Grace Obi")
    await tom.taps("Hand on", room, under="M-1 ·")
    await tom.taps("Grace Obi, Health officer")
    await grace.says("/stop")
    await grace.taps("Yes, stop")
    await grace.taps("Whoever is on duty")
    tom.sees("What Grace Obi, Health officer had is with you now: 1 matter")
    assert "Answers for it: Tom Reed" in tom.sees("M-1 ·", room).text
