"""Twice a year: do you feel heard? Privately, counted only, and what came of it is told back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.loop import feeling_heard, promise_rules
from bot.loop.feeling_heard import Result
from bot.store.asks import Asked
from bot.store.feeling import FeelingAsk, FeelingCount, FeelingRound
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import PromiseKind, Role
from tests.handlers.phone import Phone
from tests.handlers.test_later_asks import jump
from tests.handlers.town import Town

HEARD, TOLD = "Do you feel heard by the team?", "Do you hear what became"
WORD = "We answer every call within a day, from May on."


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


async def champions(town: Town, count: int) -> list[Phone]:
    """Some who came in long before; asked in April, as the programme set it."""
    found = [await town.champion(f"Champion {number}") for number in range(count)]

    def set_month(work: Work) -> None:
        promise_rules.kept(work).heard_month = 4

    await town.does(set_month)
    town.clock.at += timedelta(days=31)
    return found


async def asked(town: Town) -> None:
    """The fortnight goes by."""
    await town.ticks()
    await jump(town, 15)


async def answers(person: Phone, heard: str, told: str) -> None:
    await person.taps(heard, under=HEARD)
    await person.taps(told, under=TOLD)


async def result(town: Town) -> Result:
    def find(work: Work) -> list[Result]:
        return feeling_heard.results(work, work.now - timedelta(days=90), work.now + timedelta(days=1))

    (found,) = await town.does(find)
    return found


async def test_all_are_asked_spread_over_a_fortnight_and_by_day(town: Town, tom: Phone, room: int) -> None:
    people = await champions(town, 8)
    new = await town.champion("Nadia")
    await town.ticks()
    await town.ticks()
    assert len(await town.all(FeelingRound)) == 1
    turns = [one.next_at for one in await town.all(FeelingAsk)]
    days = {turn.date() for turn in turns if turn}
    assert len(turns) == 8 and len(days) == 8 and all(9 <= turn.hour < 18 for turn in turns if turn)
    assert max(days) - min(days) < timedelta(days=14)
    await jump(town, 15)
    assert all(person.all_with(HEARD) for person in people)
    assert not new.all_with(HEARD) and not tom.all_with(HEARD), "nobody new, nobody of the team"
    assert len(await town.all(Asked)) == 8, "each counts as asked"


async def test_answers_are_counts_that_lead_to_nobody(town: Town, tom: Phone, room: int) -> None:
    people = await champions(town, 6)
    await asked(town)
    for person in people[:5]:
        await answers(person, "Yes", "Mostly")
    assert await people[5].taps("Rather not say") == "That is fine."
    assert await people[0].taps("No", under=HEARD) == "You told me so already. Thank you."
    other = people[1].sees(HEARD)
    assert await people[2].presses(str(other.button("No")), other) == "Only the person who was asked can do that."

    def everything(work: Work) -> list[str]:
        tables = ("audit", "feeling_ask")
        return [str(row) for name in tables for row in work.session.execute(sa.text(f"SELECT * FROM {name}"))]

    assert not [row for row in await town.does(everything) if "mostly" in row]
    counts = {(one.question, one.answer): one.n for one in await town.all(FeelingCount)}
    assert counts == {("asked", "asked"): 6, ("heard", "yes"): 5, ("told", "mostly"): 5}


async def test_the_result_goes_back_with_what_the_team_does(town: Town, tom: Phone, room: int) -> None:
    people = await champions(town, 12)
    await asked(town)
    for place, person in enumerate(people[:11]):
        await answers(person, "Yes" if place < 6 else "A little", "Mostly")
    await jump(town, 15)
    shown = tom.sees("12 were asked, 11 answered.", room).text
    assert "Yes: 6" in shown and "A little: 5" in shown and "Mostly: 11" in shown
    assert [one.kind for one in await town.all(Promise) if one.kept_at is None] == [PromiseKind.FEELING]
    assert await people[0].presses("fr:1:say", people[0].sees(HEARD)) == "Only staff of the programme can do this."
    assert await people[11].taps("Yes", under=HEARD) == "That question has ended."
    await tom.taps("Say what we do", room)
    await tom.says(WORD)
    assert WORD in tom.hears("As they will read it").text
    await tom.taps("Tell them")
    await town.ticks()
    for person in people:
        told = person.sees(WORD).text
        assert "Yes: 6" in told and "Tom Reed" in told
    assert [one.kept_at is None for one in await town.all(Promise) if one.kind == PromiseKind.FEELING] == [False]
    assert await tom.taps("Say what we do", room) == "Somebody has said that already."
    found = await result(town)
    assert found.answered == 11 and found.answers["heard"] == {"yes": 6, "mostly": 0, "a_bit": 5, "no": 0}


async def test_small_numbers_are_hidden_in_all_that_is_told(town: Town, tom: Phone, room: int) -> None:
    people = await champions(town, 9)
    await asked(town)
    for place, person in enumerate(people):
        await answers(person, "Yes" if place < 7 else "No", "Yes")
    await jump(town, 15)
    shown = tom.sees("I asked people", room).text
    assert "Yes: 7" not in shown and "No: 2" not in shown and "I do not show the numbers." in shown, (
        "two who said no cannot be reckoned out"
    )
    assert "2" not in str((await result(town)).answers["heard"].values())


async def test_without_a_word_of_the_team_it_goes_and_says_so(town: Town, tom: Phone, room: int) -> None:
    people = await champions(town, 5)
    await asked(town)
    for person in people:
        await answers(person, "No", "No")
    await jump(town, 15)
    assert not people[0].all_with("I asked people")
    await jump(town, 31)
    await town.ticks()
    told = people[0].sees("5 answered.").text
    assert "No: 5" in told and "The team has not said yet" in told
    await tom.taps("Say what we do", room)
    await tom.says(WORD)
    await tom.taps("Tell them")
    await town.ticks()
    assert len(people[0].all_with("5 answered.")) == 2 and people[0].sees(WORD)


async def test_never_in_a_pause_and_nobody_is_asked_where_it_is_switched_off(town: Town, tom: Phone, room: int) -> None:
    first, _second = await champions(town, 2)
    await first.says("/settings")
    await first.taps("Take a pause")
    await first.taps("Until I come back")
    await asked(town)
    assert not first.all_with(HEARD)

    def never(work: Work) -> None:
        promise_rules.kept(work).heard_month = 0

    await town.does(never)
    await jump(town, 183)
    assert len(await town.all(FeelingRound)) == 1
