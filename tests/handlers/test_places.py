"""Places that people are sent to: found by need and language, said to be wrong, put right, checked by a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.loop import places
from bot.store.places import Place, PlaceReport
from bot.store.promises import Promise
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen, seen_before
from tests.handlers.town import Town


@pytest.fixture
async def samina(town: Town, tom: Phone) -> Phone:
    return await town.champion("Samina")


async def writes_place(by: Phone, name: str = "Mare Street food bank", speaks: tuple[str, ...] = ("Polski",)) -> None:
    await by.says("/library")
    await by.taps("Places")
    await by.taps("A new place")
    await facts(by, name, "Mondays from ten", speaks)


async def facts(by: Phone, name: str, hours: str, speaks: tuple[str, ...] = ()) -> None:
    await by.says(name)
    await by.taps("Food")
    await by.says("Food for a week")
    await by.says("1 Mare Street")
    await by.says(hours)
    await by.says("020 7946 0018")
    await by.says("done" if not speaks else ", ".join(speaks))
    if speaks:
        await by.says("done")
    await by.taps_first("By when does somebody check it again?")
    await by.taps("Keep it")


async def says_wrong(phone: Phone, words: str = "It is shut on Mondays.") -> None:
    await phone.taps("This is wrong")
    await phone.says(words)


async def test_it_is_found_by_need_and_language(town: Town, tom: Phone, samina: Phone) -> None:
    await writes_place(tom)
    await writes_place(tom, "Hall kitchen", ())
    assert [one.languages for one in await town.all(Place)] == [["pl"], []]
    await samina.says("/places")
    await samina.taps("Food")
    await samina.taps("Polski")
    shown = samina.hears("Mare Street food bank: Food").text
    assert "Mondays from ten" in shown and "020 7946 0018" in shown and "Polish" in shown and "Mon 2 Mar" in shown
    assert not samina.all_with("Hall kitchen")
    await samina.says("/places")
    await samina.taps("Food")
    await samina.taps("Any language")
    samina.hears("Hall kitchen")
    await samina.says("/places")
    await samina.taps("A home")
    await samina.taps("Any language")
    samina.hears("I know of no such place yet")


async def test_what_is_wrong_goes_to_staff_with_a_day_and_comes_back_put_right(
    town: Town, tom: Phone, samina: Phone, room: int
) -> None:
    await writes_place(tom)
    await samina.says("/places")
    await samina.taps("Food")
    await samina.taps("Any language")
    await says_wrong(samina, "It is shut. Ring Aisha on 020 7946 0999.")
    assert "tells you by Mon 9 Mar" in samina.hears("Thank you.").text
    card = tom.sees("Somebody says that this is wrong. They hear by Mon 9 Mar.", room).text
    assert "It is shut." in card and "0999" not in card and "Samina" not in card
    assert "Answers for it: Tom Reed, Health officer" in card
    await tom.taps("Put it right", room)
    await facts(tom, "Mare Street food bank", "Tuesdays from ten")
    seen_before(samina.sees("Tom Reed, Health officer has put it right"), on_screen(tom, "Keep it"))
    told = samina.sees("Tom Reed, Health officer has put it right").text
    assert "Tuesdays from ten" in told
    assert (await town.all(PlaceReport))[0].settled_by == 1
    assert [one.kind for one in await town.all(Promise) if one.kept_at is None] == ["review"]
    await town.later(days=9)
    assert not samina.all_with("you should have heard")


async def test_nobody_looks_in_time_and_all_are_told_once(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    await writes_place(tom)
    await samina.says("/places")
    await samina.taps("Food")
    await samina.taps("Any language")
    await says_wrong(samina)
    await town.later(days=10)
    assert len(samina.all_with("you should have heard from the team by today")) == 1
    assert len(tom.all_with("has not heard by", room)) == 1 and len(tom.all_with("has not heard by")) == 1
    assert len(await town.does(places.digest_lines)) == 1
    await tom.taps("It is right", room)
    await tom.taps_first("By when does somebody check it again?")
    samina.sees("has checked it, and it is as it stands here")
    assert await town.does(places.digest_lines) == []


async def test_a_place_past_its_day_says_so_and_its_owner_is_reminded(
    town: Town, tom: Phone, samina: Phone, room: int
) -> None:
    await writes_place(tom)
    await town.later(days=93, step=timedelta(days=31))
    tom.sees("please check whether it still holds", room)
    assert len(tom.all_with("please check whether it still holds")) == 1
    await samina.says("/places")
    await samina.taps("Food")
    await samina.taps("Any language")
    assert "It may have changed: ring first." in samina.hears("Mare Street food bank").text


async def test_what_was_taken_out_is_shown_to_nobody(town: Town, tom: Phone, samina: Phone) -> None:
    await writes_place(tom)
    await samina.says("/places")
    await samina.taps("Food")
    await samina.taps("Any language")
    line = samina.sees("Mare Street food bank")
    await says_wrong(samina)
    await tom.says("/library")
    await tom.taps("Places")
    card = tom.sees("Mare Street food bank")
    await tom.presses("place:1:gone", card)
    await tom.taps("No, leave it as it is")
    tom.sees("It stays as it is.")
    assert not samina.all_with("has taken it out: ")
    await tom.presses("place:1:gone", card)
    shown = on_screen(tom, "Take it out")
    await tom.taps("Take it out")
    tom.sees("Nobody is sent there any more.")
    seen_before(samina.sees("has taken it out: "), shown)
    assert await samina.presses("place:1:wrong", line) == "That place was taken out."
    assert await tom.presses("place:1:gone", card) == "That place was taken out."
    assert await samina.presses("place:1:gone", line) == "Only staff of the programme can do this."
    assert await samina.presses("place:1:mend", line) == "Only staff of the programme can do this."


async def test_who_erases_themselves_leaves_no_words_and_is_told_no_more(
    town: Town, tom: Phone, samina: Phone, room: int
) -> None:
    await writes_place(tom)
    await samina.says("/places")
    await samina.taps("Food")
    await samina.taps("Any language")
    await says_wrong(samina, "CANARY it is shut.")
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    assert (await town.all(PlaceReport))[0].words == ""
    assert "CANARY" not in "\n".join(line.text for line in town.telegram.said_in(room))
    await town.later(days=12)
    assert not samina.all_with("you should have heard")
