"""How staff understood it goes back to those who raised it; "that's not what I meant" takes theirs out again."""

from __future__ import annotations

import pytest

from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.promises import Promise
from tests.handlers.desk import news, take_up
from tests.handlers.matters import joins
from tests.handlers.phone import Phone
from tests.handlers.town import Town

NOT_MEANT = "That's not what I meant"


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    samina = await town.champion("Samina")
    await samina.says("They do not let us in.")
    await take_up(tom, room, "H-1 ·", title="The opening hours", summary="You want it to be open for longer.")
    return samina


async def test_title_and_summary_go_back_and_one_tap_takes_it_out(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    told = samina.sees("We understood it like this:").text
    assert "You said: “They do not let us in.”" in told
    assert "The opening hours – You want it to be open for longer." in told
    assert await samina.taps(NOT_MEANT) == "Thank you for saying so."
    samina.sees("H-1 is back with the team, and stands for itself.")
    await samina.says("The door is too narrow.")
    samina.hears("I have added that to H-1")
    for where in (room, None):
        assert "(The opening hours) is not what they meant." in tom.sees("H-1: the person who told it", where).text
    card = tom.sees("H-1 ·", room)
    assert (
        "A first word is promised by" in card.text and card.button("Take up") and "The door is too narrow" in card.text
    )
    [insight] = await town.all(Insight)
    assert insight.issue_id is None
    [promise] = [one for one in await town.all(Promise) if one.kept_at is None and one.kind == "first_word"]
    assert promise.due_at == insight.first_word_by > town.clock.now()


async def test_nothing_more_is_owed_on_what_it_was_not(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.taps(NOT_MEANT)
    await samina.taps("No more to say")
    assert all(one.settled_at and one.settled_why == "not what was meant" for one in await town.all(Raiser))
    await news(tom, room, "M-1 ·")
    assert not samina.all_with("They answer now.")
    assert "only once" in (await samina.taps(NOT_MEANT) or "")


async def test_staff_see_it_as_people_will_before_it_goes(town: Town, tom: Phone, room: int) -> None:
    ania = await town.champion("Ania")
    await ania.says("They do not let us in.")
    await tom.taps("Take up", room)
    for words in ("The door", "It is too narrow."):
        await tom.says(words)
    await tom.taps("It cannot be changed")
    await tom.says("The law.")
    await tom.taps_first("Who answers for it?")
    await tom.says("We are sorry.")
    await tom.taps_first("When will they hear more")
    await tom.taps("No, keep it here")
    shown = tom.hears("This will be told to everyone").text
    assert "We understood it like this:\nThe door – It is too narrow." in shown and NOT_MEANT in shown


async def test_a_new_summary_goes_back_too_and_the_dates_stay(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    [before] = await town.all(Raiser)
    await tom.taps("Title and summary", room, under="M-1 ·")
    await tom.says("The door")
    await tom.says("It is too narrow.")
    await tom.taps("Tell them")
    assert "The door – It is too narrow." in samina.hears("We understood it like this:").text
    [after] = await town.all(Raiser)
    assert before.next_news_by == after.next_news_by
    assert "The door" in tom.sees("M-1 ·", room).text
    assert [one.kept_at for one in await town.all(Promise) if one.kind == "next_news"] == [None]


async def test_others_who_raised_it_stay(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    ania = await town.champion("Ania")
    await ania.says("They close at four.")
    await joins(tom, room, "H-2 ·", "M-1 · The opening hours")
    await samina.taps(NOT_MEANT)
    await news(tom, room, "M-1 ·")
    assert ania.all_with("They answer now.") and not samina.all_with("They answer now.")


async def test_nobody_else_can_say_it_for_them(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    ania = await town.champion("Ania")
    line = samina.sees("We understood it like this:")
    data = line.button(NOT_MEANT) or ""
    assert await ania.presses(data, line) == "Only those who raised this can do that."


async def test_in_a_group_only_who_told_it(town: Town, tom: Phone, room: int) -> None:
    circle, nadia, zofia = await town.group("Circle"), await town.champion("Nadia"), await town.champion("Zofia")
    await nadia.says("/tell they do not let us in", circle)
    await take_up(tom, room, "H-1 ·")
    assert "Only those who told something of this" in (await zofia.taps(NOT_MEANT, circle) or "")
    assert await nadia.taps(NOT_MEANT, circle) == "Thank you for saying so."
    nadia.sees("H-1 is back with the team", circle)


async def test_in_another_language_it_waits_for_its_words(town: Town, tom: Phone, room: int) -> None:
    """Rule 4: how it was understood is never said in silent English."""
    ewa = await town.champion("Ewa", "pl")
    await ewa.says("Drzwi.")
    await take_up(tom, room, "H-1 ·", title="The door", others={"pl": ""})
    assert not ewa.all_with("The door –")
    await tom.taps("Write them", room)
    await tom.says("Drzwi – są za wąskie.")
    await tom.says("Sprawdzamy.")
    shown = tom.hears("This will be sent:").text
    assert "Rozumiemy to tak:" in shown or "We understood it like this:" in shown, "what stands above it, too"
    assert "Drzwi – są za wąskie." in shown
    await tom.taps("Send it")
    assert "Drzwi – są za wąskie." in ewa.sees("Sprawdzamy.").text


async def test_joined_to_the_same_again_they_have_a_date_again(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.taps(NOT_MEANT)
    await samina.taps("No more to say")
    await joins(tom, room, "H-1 ·", "M-1 · The opening hours")
    [raiser] = await town.all(Raiser)
    assert raiser.settled_at is None and raiser.next_news_by is not None
    await news(tom, room, "M-1 ·")
    samina.sees("They answer now.")
