"""Asking back is a talk: with name and role, in each one's language, voice and pictures too, until that is all."""

from __future__ import annotations

import pytest

from bot.store.asks import AskedBack
from tests.handlers.phone import Phone
from tests.handlers.town import Town

TWICE = "H-1 was asked back twice already. Please answer it now, or take it up."
PL_ASKED = "zadaje pytanie"


@pytest.fixture
async def samina(town: Town, tom: Phone) -> Phone:
    samina = await town.champion("Samina")
    await samina.says("The clinic never answers.")
    return samina


async def asks(tom: Phone, room: int, words: str = "Which line?") -> None:
    await tom.taps("Ask back", room, under="H-1 ·")
    await tom.says(words)
    await tom.taps("Ask it")


async def test_to_and_fro_until_one_says_that_is_all(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await asks(tom, room)
    asked = samina.sees("Which line?")
    assert "Tom Reed, Health officer asks you about H-1:" in asked.text
    assert "Asked back 1 time" in tom.sees("H-1 ·", room).text
    await samina.says("The first one.", reply_to=asked)
    samina.hears("I have passed it on to Tom Reed, Health officer.")
    tom.sees("More on H-1:", room)
    answered = tom.sees("H-1: they answer you, in English:")
    assert "The first one." in answered.text
    await tom.says("Since when?", reply_to=answered)
    await tom.taps("Ask it")
    assert "Tom Reed, Health officer writes to you about H-1:" in samina.sees("Since when?").text
    await samina.taps("Answer this", under="Since when?")
    await samina.says("Since March.")
    assert "Since March." in tom.sees("they answer you").text
    await tom.taps("Write back")
    await tom.says("Thank you, I ring them.")
    await tom.taps("Ask it")
    await samina.taps("That is all", under="I ring them")
    tom.sees("H-1: they say that this is all.")
    assert await tom.taps("Write back") == "That talk is over."
    assert "They are talking." not in tom.sees("H-1 ·", room).text
    await samina.says("One more thing.", reply_to=asked)
    assert not tom.all_with("One more thing."), "it is added, and no talk goes on"
    tom.sees("One more thing.", room)


async def test_twice_at_most_then_it_is_answered_or_taken_up(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await asks(tom, room)
    await asks(tom, room, "Which day?")
    assert await tom.taps("Ask back", room, under="H-1 ·") == TWICE
    assert "Asked back 2 times" in tom.sees("H-1 ·", room).text
    assert [one.ended_at is None for one in await town.all(AskedBack)] == [False, True]


async def test_voice_notes_and_pictures_go_both_ways(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await tom.taps("Ask back", room, under="H-1 ·")
    await tom.sends("photo", "Is it this door?")
    await tom.taps("Ask it")
    sent = samina.sees("Tom Reed, Health officer sends you this about H-1.")
    assert sent.medium and "Is it this door?" in sent.text
    await samina.sends("voice", reply_to=sent)
    answered = tom.sees("H-1: they answer you, in English:")
    assert answered.medium
    await tom.sends("voice", reply_to=answered)
    await tom.taps("Ask it")
    assert samina.sees("Tom Reed, Health officer sends you this about H-1.").medium


async def test_in_each_ones_language_and_what_waits_says_so(town: Town, tom: Phone, room: int) -> None:
    basia = await town.champion("Basia", "pl")
    await basia.says("W przychodni nikt nie odbiera telefonu.")
    await tom.taps("Ask back", room, under="H-1 ·")
    await tom.says("Which line?")
    tom.hears("Do you have the same words in Polski?")
    await tom.taps("Leave it for later")
    await tom.taps("Ask it")
    tom.sees("They read Polish. Your words wait until somebody has put them into it")
    assert not basia.all_with("Which line?") and basia.all_with("H-1")
    await tom.taps("Write them", room)
    await tom.says("Która linia?")
    await tom.taps("Send it")
    asked = basia.sees("Która linia?")
    await basia.says("Pierwsza linia, od marca.", reply_to=asked)
    assert "Pierwsza linia" in tom.sees("H-1: they answer you, in Polish:").text


async def test_in_a_group_the_one_who_told_it_answers_there(town: Town, tom: Phone, room: int) -> None:
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says("/tell The clinic never answers.", circle)
    await nadia.taps("Yes, keep it", circle)
    await asks(tom, room)
    asked = nadia.sees("Which line?", circle)
    assert not asked.buttons
    await nadia.says("The first one.", circle, reply_to=asked)
    answered = tom.sees("H-1: they answer you")
    await tom.says("Since when?", reply_to=answered)
    await tom.taps("Ask it")
    nadia.sees("Since when?", circle)
    await tom.taps("That is all")
    nadia.sees("Tom Reed, Health officer has no more questions about H-1.", circle)


async def test_not_now_ends_it_and_nobody_else_can_speak_in_it(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    grace, omar = await town.staff("Grace Obi"), await town.champion("Omar")
    await asks(tom, room)
    line = samina.sees("Which line?")
    assert await grace.presses("back:1:say", line) == "Somebody else has this."
    assert await grace.presses("back:1:done", line) == "Somebody else has this."
    assert await omar.presses("back:1:done", line) == "Somebody else has this."
    assert await omar.presses("back:1:say", line) == "Only staff of the programme can do this."
    await samina.taps("Not now")
    assert (await town.all(AskedBack))[0].ended_at is not None
    tom.sees("they would rather not answer", room)


async def test_what_they_take_back_is_gone_from_the_talk(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await asks(tom, room)
    await samina.says("Line CANARY.", reply_to=samina.sees("Which line?"))
    tom.sees("Line CANARY.")
    await samina.taps("Take it back")
    assert not tom.all_with("CANARY")
