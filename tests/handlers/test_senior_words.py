"""Twice "nothing yet": somebody senior, by name and role, owes the next word, and raisers read whose it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import errors
from bot.loop import issues, leaving, people, promise_rules, updates
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import SeniorWord
from bot.words import PromiseKind, Role, UpdateKind
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen, seen_before
from tests.handlers.town import Town

NOTHING = "Nothing yet, because …"
TWICE = "There was nothing new twice."
EIGHT_DAYS = timedelta(days=8)
HERS = "So the next word comes from Priya Shah, Head of Health."


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker")


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    champion = await town.champion("Samina")
    await champion.says("The clinic is shut.")
    await take_up(tom, room, "H-1 ·")
    return champion


@pytest.fixture
async def priya(town: Town, tom: Phone) -> Phone:
    """Whom the rules name for what stays late; she is of the team."""
    priya = await town.staff("Priya Shah", "Head of Health", Role.ADMINISTRATOR)
    await town.staff("Amina Khan", "Health officer")

    def name(work: Work) -> None:
        person = people.known(work, priya.id)
        promise_rules.kept(work).senior_id = person.number if person else None

    await town.does(name)
    return priya


async def nothing_yet(by: Phone, room: int, words: str) -> None:
    await news(by, room, "M-1 ·", kind=NOTHING, words=words)


async def open_promises(town: Town) -> list[Promise]:
    rows = await town.all(Promise)
    return [one for one in rows if one.kind == PromiseKind.SENIOR_WORD and one.kept_at is None]


async def test_after_two_the_third_word_is_the_senior_persons(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await nothing_yet(tom, room, "No answer came.")
    assert TWICE not in samina.sees("No answer came.").text and await open_promises(town) == []
    await town.later(days=3)
    await tom.taps("Say what is new", room, under="M-1 ·")
    await tom.taps(NOTHING)
    await tom.says("Still no answer.")
    await tom.taps("Done")
    await tom.taps_first("When will they hear more")
    shown = on_screen(tom, "Tell them")
    await tom.taps("Tell them")
    told = samina.sees("Still no answer.")
    assert f"{TWICE} {HERS}" in told.text and "You will hear more by Thu 12 Mar." in told.text
    seen_before(told, shown, but=("The clinic is shut",))
    assert "The next word is yours, with your name and role, by Thu 12 Mar." in priya.hears("M-1 (").text
    tom.sees("Priya Shah, Head of Health owes the next word, by Thu 12 Mar.", room)
    assert "The next word is owed by Priya Shah, Head of Health, by Thu 12 Mar." in tom.sees("M-1 ·", room).text
    await priya.says("/promises")
    priya.hears("the next word on M-1, where there was nothing new twice")
    await tom.says("/digest")
    tom.hears("The next word is owed by name on: M-1")

    await tom.taps("Say what is new", room, under="M-1 ·")
    asked = tom.hears("What is new on M-1?")
    assert asked.button(NOTHING) is None and asked.button("Something moved") is not None
    await tom.says("/cancel")

    await priya.taps("Say what is new", under="The next word is yours")
    await priya.taps(NOTHING)
    await priya.says("I ask the landlord myself.")
    await priya.taps("Done")
    await priya.taps_first("When will they hear more")
    shown = on_screen(priya, "Tell them")
    await priya.taps("Tell them")
    told = samina.sees("I ask the landlord myself.")
    assert "There was nothing new twice. This is the word that you were promised:" in told.text
    assert "Priya Shah, Head of Health says why:" in told.text and HERS not in told.text
    seen_before(told, shown, but=("The clinic is shut",))
    assert await open_promises(town) == []
    await nothing_yet(tom, room, "Nothing again.")
    assert TWICE not in samina.sees("Nothing again.").text, "it is counted anew from that word on"


async def test_what_does_not_come_is_owned_up_to_and_owed_still(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    """The clock said twice that there is nothing; the senior person is silent, too."""
    for _time in range(2):
        await town.later(days=8, step=EIGHT_DAYS)
    first, second = samina.all_with("There should be news by today, and there is none.")
    assert TWICE not in first.text and HERS in second.text
    priya.sees("The next word is yours")
    await town.later(days=8, step=EIGHT_DAYS)
    third = samina.all_with("There should be news by today, and there is none.")[2].text
    assert "Priya Shah, Head of Health should have told you more by now, and has not. I am sorry." in third
    [_first, again] = await open_promises(town)
    assert again.owner_id == (await town.all(SeniorWord))[0].to_id
    tom.sees("the next word on M-1, where there was nothing new twice", room)


async def test_news_of_another_makes_it_needless(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await nothing_yet(tom, room, "No answer came.")
    await nothing_yet(tom, room, "Still no answer.")
    await news(tom, room, "M-1 ·", kind="Something moved", words="They called back.")
    assert await open_promises(town) == []
    assert "This is the word" not in samina.sees("They called back.").text


async def test_nobody_else_says_that_there_is_nothing_a_third_time(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    """Whoever had begun to write it before is told whose word it is."""
    await nothing_yet(tom, room, "No answer came.")
    await nothing_yet(tom, room, "Still no answer.")

    def third(work: Work) -> None:
        by, issue = people.known(work, tom.id), issues.open_one(work, 1)
        assert by is not None
        updates.tell_raisers(work, by, issue, UpdateKind.NOTHING_YET, words={"en": "Nothing."})

    with pytest.raises(errors.Mistake):
        await town.does(third)


async def test_who_leaves_hands_it_on(town: Town, samina: Phone, tom: Phone, priya: Phone, room: int) -> None:
    await nothing_yet(tom, room, "No answer came.")
    await nothing_yet(tom, room, "Still no answer.")

    def leave(work: Work) -> None:
        person = people.known(work, priya.id)
        assert person is not None
        leaving.leave(work, person)

    await town.does(leave)
    [word] = await town.all(SeniorWord)
    heir = await town.does(lambda work: people.by_number(work, word.to_id))
    assert heir is not None and heir.name == "Amina Khan", "neither who left nor who answers for the matter"


async def test_where_there_is_nobody_the_room_hears_so_and_the_first_who_comes_has_it(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await nothing_yet(tom, room, "No answer came.")
    await nothing_yet(tom, room, "Still no answer.")
    tom.sees("the next word is due from somebody else, and there is nobody.", room)
    assert TWICE not in samina.sees("Still no answer.").text, "nobody is named who is not there"
    amina = await town.staff("Amina Khan", "Health officer")
    await amina.says("/start")
    await town.ticks()
    amina.sees("The next word is yours")


async def test_what_is_closed_is_owed_no_word(town: Town, samina: Phone, tom: Phone, priya: Phone, room: int) -> None:
    await nothing_yet(tom, room, "No answer came.")
    await nothing_yet(tom, room, "Still no answer.")
    await news(tom, room, "M-1 ·", words="It is open.")
    await samina.taps("Yes, it is better" if samina.sees("It is open.").button("Yes, it is better") else "Yes")
    assert await open_promises(town) == [] and all(one.ended_at for one in await town.all(SeniorWord))
